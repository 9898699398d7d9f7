import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";

export function sha256(data: Buffer | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The hash of a stream, of which no more than a piece is held at a time. */
export async function sha256OfStream(stream: Readable): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(stream, hash);
  return hash.digest("hex");
}

/** The hash of what a gzip stream holds. What is no gzip file has none that could match. */
export async function sha256Inflated(stream: Readable): Promise<string> {
  const hash = createHash("sha256");
  try {
    await pipeline(stream, createGunzip(), hash);
  } catch (error) {
    if (/^Z_|^ERR_ZLIB/.test((error as NodeJS.ErrnoException).code ?? "")) return "not a gzip file";
    throw error;
  }
  return hash.digest("hex");
}
