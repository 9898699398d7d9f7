/** An object of an archive, as a listing tells it. */
export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date;
}

export interface ObjectContent {
  readonly body: Buffer;
  /** User-defined metadata. Empty in a folder, which keeps none. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Where evidence lies: a bucket, or a folder into which one was downloaded. */
export interface Archive {
  /** For messages: `s3://bucket` or the path. */
  readonly name: string;
  /** The name of the bucket; undefined for a folder. */
  readonly bucket: string | undefined;
  list(prefix: string): AsyncIterable<StoredObject>;
  /** SHA-256 as hexadecimal digits, read as a stream. Undefined where there is no such object. */
  sha256(key: string): Promise<string | undefined>;
  /** As `sha256`, of what a gzip file holds. */
  sha256Inflated(key: string): Promise<string | undefined>;
  read(key: string): Promise<ObjectContent | undefined>;
}

/** An archive that takes seals. */
export interface WritableArchive extends Archive {
  /** Writes an object that must not be there yet; false where it is. */
  create(key: string, body: Buffer): Promise<boolean>;
}
