import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { inParallel } from "../../fleet/fleet";
import { UsageError } from "../../io";

const inflate = promisify(gunzip);

/** Files are inflated in threads. */
const concurrency = 8;

/** Refuses gzip files that are cut off: the engine would take what is there for the whole, and answer without the rest. */
export async function refuseBroken(paths: readonly string[]): Promise<void> {
  await inParallel(paths, concurrency, async (path) => {
    try {
      await inflate(await readFile(path));
    } catch (error) {
      const { code = "", message } = error as NodeJS.ErrnoException;
      if (!code.startsWith("Z_")) throw error;
      throw new UsageError(`${path} is no whole gzip file (${message}): download it again`);
    }
  });
}
