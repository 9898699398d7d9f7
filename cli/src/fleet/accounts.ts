import { readFileSync } from "node:fs";
import { type OrganizationsClient, paginateListAccounts } from "@aws-sdk/client-organizations";
import { UsageError } from "../io";
import { everyPage } from "./pages";

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
  if (ids.length === 0) throw new UsageError(`${path} names no account: it holds one account id a line`);
  return [...new Set(ids.map(({ id }) => id))];
}

/** The active accounts of the caller's organization. */
export async function accountsOfOrganization(client: OrganizationsClient): Promise<string[]> {
  const accounts: string[] = [];
  for await (const page of everyPage("organizations:ListAccounts", paginateListAccounts, { client }, {})) {
    // `State` is what `Status` was called until it is gone; both are served.
    for (const account of page.Accounts ?? []) {
      if ((account.State ?? account.Status) === "ACTIVE" && account.Id) accounts.push(account.Id);
    }
  }
  return accounts;
}
