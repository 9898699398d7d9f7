import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { Archive, ObjectContent, StoredObject } from "./archive";
import { sha256, sha256Inflated, sha256OfStream } from "./hash";

/** Below it, reading at once costs less than a stream. */
const atOnce = 1_000_000;

/** A folder into which a bucket was downloaded, `aws s3 sync` say, which keeps keys and times. */
export class FolderArchive implements Archive {
  readonly name: string;
  readonly bucket = undefined;

  constructor(folder: string) {
    this.name = resolve(folder);
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    // The part of a prefix after its last slash is the beginning of a name.
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    for await (const path of filesBelow(join(this.name, folder))) {
      const key = relative(this.name, path).split(sep).join("/");
      if (!key.startsWith(prefix)) continue;
      const { size, mtime } = await stat(path);
      yield { key, bytes: size, modified: mtime };
    }
  }

  async sha256(key: string): Promise<string | undefined> {
    return absentOr(async () => {
      const path = this.path(key);
      const { size } = await stat(path);
      return size <= atOnce ? sha256(await readFile(path)) : sha256OfStream(createReadStream(path));
    });
  }

  sha256Inflated(key: string): Promise<string | undefined> {
    return absentOr(() => sha256Inflated(createReadStream(this.path(key))));
  }

  read(key: string): Promise<ObjectContent | undefined> {
    return absentOr(async () => ({ body: await readFile(this.path(key)), metadata: {} }));
  }

  /** Keys come from files that may have been forged: none leads out of the folder. */
  private path(key: string): string {
    const path = resolve(this.name, key);
    if (path !== this.name && !path.startsWith(this.name + sep)) throw new AbsentError();
    return path;
  }
}

class AbsentError extends Error {
  readonly code = "ENOENT";
}

async function absentOr<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** In the order of the keys. Links are not followed: what they lead to is no part of the download. */
async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sortKey = (entry: (typeof entries)[number]) => (entry.isDirectory() ? `${entry.name}/` : entry.name);
  entries.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  for (const entry of entries) {
    if (entry.isDirectory()) yield* filesBelow(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}
