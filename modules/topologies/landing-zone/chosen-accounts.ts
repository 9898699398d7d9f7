import { ValidationError } from "../../core/internal";

/**
 * The accounts that a choice selects: `shop,billing` selects two by name, `3/10` the third of ten equal parts, nothing
 * all. Equal parts take every tenth account, so a new account at the end moves no other.
 */
export function chosenAccounts<T extends { readonly name: string }>(
  accounts: readonly T[],
  choice: string | undefined,
): readonly T[] {
  if (!choice) return accounts;
  const [, part, parts] = /^(\d+)\/(\d+)$/.exec(choice) ?? [];
  return parts ? partOf(accounts, Number(part), Number(parts)) : named(accounts, choice.split(","));
}

function partOf<T>(accounts: readonly T[], part: number, parts: number): readonly T[] {
  if (part < 1 || part > parts) {
    const allowed = "a part of a whole, from 1/10 to 10/10";
    refuseChoice(allowed, `${part}/${parts}`, `write a number from 1 to ${Math.max(parts, 1)} before the slash`);
  }
  return accounts.filter((_, index) => index % parts === part - 1);
}

function named<T extends { readonly name: string }>(accounts: readonly T[], names: readonly string[]): readonly T[] {
  const byName = new Map(accounts.map((account) => [account.name, account]));
  return names.map(
    (name) => byName.get(name) ?? refuseChoice("names of accounts of the plan", name, "check its spelling"),
  );
}

function refuseChoice(allowed: string, got: string, fix: string): never {
  throw new ValidationError("LandingZone", [{ prop: "choice", allowed, got, fix }]);
}
