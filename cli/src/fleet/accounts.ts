import { readFileSync } from "node:fs";
import { UsageError } from "../io";

const accountId = /^\d{12}$/;

/** Account ids from options, each once, in the order given: `--account 111122223333,444455556666`. */
export function parseAccounts(values: readonly string[]): string[] {
  const ids = values.flatMap((value) => value.split(",")).map((id) => id.trim());
  for (const id of ids) {
    if (!accountId.test(id)) throw new UsageError(`--account must be an account id of 12 digits, got: ${id || '""'}`);
  }
  return [...new Set(ids)];
}

/** Account ids from a file: one a line; blank lines and what follows a # are skipped. */
export function accountsFromFile(path: string): string[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`--accounts-file cannot be read: ${(error as Error).message}`);
  }
  const lines = text.split(/\r?\n/).map((line, index) => ({ id: line.replace(/#.*/, "").trim(), number: index + 1 }));
  const ids = lines.filter(({ id }) => id !== "");
  for (const { id, number } of ids) {
    if (!accountId.test(id)) throw new UsageError(`${path}, line ${number}: an account id has 12 digits, got: ${id}`);
  }
  if (ids.length === 0) throw new UsageError(`${path} contains no account id: write one on each line`);
  return [...new Set(ids.map(({ id }) => id))];
}

/** Regions from options, each once: `--region eu-west-1,eu-central-1`. */
export function parseRegions(values: readonly string[]): string[] {
  const regions = values.flatMap((value) => value.split(",")).map((region) => region.trim());
  for (const region of regions) {
    if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
      throw new UsageError(`--region must be the code of a Region, such as eu-west-1, got: ${region || '""'}`);
    }
  }
  return [...new Set(regions)];
}
