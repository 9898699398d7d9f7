import {
  closeSync,
  createReadStream,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Archive, ObjectContent, StoredObject } from "./archive";
import { sha256, sha256Inflated, sha256OfStream } from "./hash";

/** Below it, reading at once costs less than a stream. */
const atOnce = 1_000_000;

/**
 * A folder into which a bucket was downloaded, `aws s3 sync` say, which keeps keys and times. Small files are read synchronously:
 * a hundred thousand of them take four times as long through the thread pool, and nothing else is waiting.
 */
export class FolderArchive implements Archive {
  readonly name: string;
  readonly bucket = undefined;
  /** Small files are read into it, one after the other. */
  private readonly buffer = Buffer.alloc(atOnce);

  constructor(folder: string) {
    this.name = resolve(folder);
  }

  async *list(prefix: string): AsyncGenerator<StoredObject> {
    // The part of a prefix after its last slash is the beginning of a name.
    const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
    for (const path of filesBelow(join(this.name, folder))) {
      const key = relative(this.name, path).split(sep).join("/");
      if (!key.startsWith(prefix)) continue;
      yield new FolderObject(key, path);
    }
  }

  async sha256(key: string): Promise<string | undefined> {
    return absentOr(() => {
      const path = this.path(key);
      return smallFileHash(path, this.buffer) ?? sha256OfStream(createReadStream(path));
    });
  }

  async sha256Inflated(key: string): Promise<string | undefined> {
    return absentOr(() => sha256Inflated(createReadStream(this.path(key))));
  }

  async read(key: string): Promise<ObjectContent | undefined> {
    return absentOr(() => ({ body: readFileSync(this.path(key)), metadata: {} }));
  }

  /** Keys come from files that may have been forged: none leads out of the folder. */
  private path(key: string): string {
    const path = resolve(this.name, key);
    if (!path.startsWith(this.name + sep)) throw new AbsentError();
    return path;
  }
}

/** Asked for size and time only when they are needed: most files are known by their name. */
class FolderObject implements StoredObject {
  constructor(
    readonly key: string,
    private readonly path: string,
  ) {}

  get bytes(): number {
    return statSync(this.path).size;
  }

  get modified(): Date {
    return statSync(this.path).mtime;
  }
}

/** Undefined where the file does not fit into the buffer. */
function smallFileHash(path: string, buffer: Buffer): string | undefined {
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    if (size >= buffer.length) return undefined;
    let read = 0;
    for (let piece = -1; piece !== 0; read += piece) piece = readSync(file, buffer, read, buffer.length - read, null);
    return sha256(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
}

class AbsentError extends Error {
  readonly code = "ENOENT";
}

async function absentOr<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (["ENOENT", "EISDIR", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw error;
  }
}

/** In the order of the keys. Links are not followed: what they lead to is no part of the download. */
function* filesBelow(folder: string): Generator<string> {
  for (const entry of sortedEntries(folder)) {
    if (entry.isDirectory()) yield* filesBelow(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}

function sortedEntries(folder: string): Dirent[] {
  try {
    const sortKey = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name);
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
