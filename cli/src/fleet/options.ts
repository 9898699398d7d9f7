import { type Command, InvalidArgumentError } from "commander";
import { UsageError } from "../io";
import { accountsFromFile, parseAccounts, parseRegions } from "./accounts";
import type { FleetOptions } from "./fleet";

const defaultConcurrency = 32;

/** What commander makes of the options below. */
export interface FleetFlags {
  readonly account?: string[];
  readonly accountsFile?: string;
  readonly organization?: boolean;
  readonly region?: string[];
  readonly role?: string;
  readonly externalId?: string;
  readonly profile?: string;
  readonly concurrency?: number;
}

/** A parser for commander: the option may be given several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** The options by which every command is told whom to read. */
export function addFleetOptions(command: Command): Command {
  return command
    .option("--account <id>", "account to read, repeatable (default: the caller's)", collect)
    .option("--accounts-file <path>", "file with one account id per line")
    .option("--organization", "every active account of the organization")
    .option("--region <code>", "Region to read, repeatable (default: all that the account has enabled)", collect)
    .option("--role <name>", "role to assume in every account but the caller's own")
    .option("--external-id <id>", "external id that the role requires")
    .option("--profile <name>", "profile of the shared AWS configuration")
    .option(
      "--concurrency <n>",
      `accounts and Regions read at a time, 1 to 256 (default: ${defaultConcurrency})`,
      wholeNumber(1, 256),
    );
}

/** Checks what types cannot say, and reads the file of accounts. */
export function fleetOptions(flags: FleetFlags): FleetOptions {
  const sources = [flags.account, flags.accountsFile, flags.organization].filter((given) => given !== undefined);
  if (sources.length > 1) throw new UsageError("give one of --account, --accounts-file and --organization");
  if (flags.externalId && !flags.role) throw new UsageError("--external-id goes with --role");
  if (flags.role !== undefined && !/^[\w+=,.@/-]{1,576}$/.test(flags.role)) {
    throw new UsageError(`--role must be the name of a role, not an ARN, got: ${flags.role || '""'}`);
  }
  const accounts = flags.organization
    ? ("organization" as const)
    : flags.accountsFile
      ? accountsFromFile(flags.accountsFile)
      : flags.account && parseAccounts(flags.account);
  return {
    ...(accounts && { accounts }),
    ...(flags.region && { regions: parseRegions(flags.region) }),
    ...(flags.role && { role: { name: flags.role, ...(flags.externalId && { externalId: flags.externalId }) } }),
    ...(flags.profile && { profile: flags.profile }),
    concurrency: flags.concurrency ?? defaultConcurrency,
  };
}

/** A parser for commander. */
export function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < min || number > max) {
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    }
    return number;
  };
}
