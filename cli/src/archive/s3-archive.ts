import type { Readable } from "node:stream";
import { GetObjectCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { everyPage } from "../fleet/pages";
import type { ObjectContent, StoredObject, WritableArchive } from "./archive";
import { sha256Inflated, sha256OfStream } from "./hash";

/** A bucket. */
export class S3Archive implements WritableArchive {
  readonly name: string;

  constructor(
    private readonly client: S3Client,
    readonly bucket: string,
  ) {
    this.name = `s3://${bucket}`;
  }

  async *list(Prefix: string): AsyncGenerator<StoredObject> {
    const input = { Bucket: this.bucket, Prefix };
    for await (const { Contents } of everyPage(
      "s3:ListBucket",
      paginateListObjectsV2,
      { client: this.client },
      input,
    )) {
      for (const { Key, Size, LastModified } of Contents ?? []) {
        yield { key: Key!, bytes: Size ?? 0, modified: LastModified! };
      }
    }
  }

  sha256(key: string): Promise<string | undefined> {
    return this.open(key, (body) => sha256OfStream(body));
  }

  sha256Inflated(key: string): Promise<string | undefined> {
    return this.open(key, (body) => sha256Inflated(body));
  }

  read(key: string): Promise<ObjectContent | undefined> {
    return this.open(key, async (body, metadata) => {
      const chunks: Buffer[] = [];
      for await (const chunk of body) chunks.push(chunk as Buffer);
      return { body: Buffer.concat(chunks), metadata };
    });
  }

  async create(key: string, body: Buffer): Promise<boolean> {
    try {
      const input = { Bucket: this.bucket, Key: key, Body: body, IfNoneMatch: "*", ContentType: "application/jsonl" };
      await this.client.send(new PutObjectCommand(input));
      return true;
    } catch (error) {
      if ((error as Error).name === "PreconditionFailed") return false;
      throw error;
    }
  }

  private async open<T>(
    key: string,
    use: (body: Readable, metadata: Readonly<Record<string, string>>) => Promise<T>,
  ): Promise<T | undefined> {
    try {
      const { Body, Metadata } = await this.client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return await use(Body as Readable, Metadata ?? {});
    } catch (error) {
      if ((error as Error).name === "NoSuchKey") return undefined;
      throw error;
    }
  }
}
