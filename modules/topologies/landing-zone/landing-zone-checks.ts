import { ValidationError, type Violation } from "../../core";
import { type AccountRole, accountRoles, centralRoles, isKnownRegion, limits, partitionOf } from "../../facts";
import type { LandingZoneAccount, LandingZoneProps } from "./landing-zone";

/** Checks a plan as a whole and names everything that is wrong with it in one error. */
export function checkLandingZone(props: LandingZoneProps): void {
  const violations = [
    ...nameViolations(props),
    ...roleViolations(props.accounts),
    ...accountViolations(props.accounts),
    ...regionViolations(props),
    ...existingViolations(props),
  ];
  if (violations.length > 0) throw new ValidationError("LandingZone", ...violations);
}

function nameViolations({ name, organizationId }: LandingZoneProps): Violation[] {
  const { min, max } = limits.baseNameLength;
  return [
    ...unless(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length >= min && name.length <= max, {
      prop: "name",
      allowed: `${min} to ${max} lower-case letters, digits and single inner hyphens, starting with a letter`,
      got: name,
      fix: "choose a name such as acme-audit; bucket names carry it with account and Region within 63 characters",
    }),
    ...unless(/^o-[a-z0-9]{10,32}$/.test(organizationId), {
      prop: "organizationId",
      allowed: "o- and 10 to 32 lower-case letters and digits",
      got: organizationId,
      fix: "copy it from the AWS Organizations console",
    }),
  ];
}

function roleViolations(accounts: readonly LandingZoneAccount[]): Violation[] {
  return centralRoles.flatMap((role) => {
    const holders = accounts.filter((account) => account.role === role).map(({ name }) => name);
    return unless(holders.length === 1, {
      prop: "accounts",
      allowed: `a list with one ${role} account`,
      got: holders,
      fix: holders.length === 0 ? `add the ${role} account` : `keep one ${role} account`,
    });
  });
}

function accountViolations(accounts: readonly LandingZoneAccount[]): Violation[] {
  const each = accounts.flatMap(({ id, name, role, regions }, index) => [
    ...unless(/^\d{12}$/.test(id), {
      prop: `accounts[${index}].id`,
      allowed: "the 12 digits of an account",
      got: id,
      fix: "write it as a text, without hyphens",
    }),
    ...unless(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name), {
      prop: `accounts[${index}].name`,
      allowed: "lower-case letters, digits and single inner hyphens",
      got: name,
      fix: "choose a name such as shop-production",
    }),
    ...unless(accountRoles.includes(role), {
      prop: `accounts[${index}].role`,
      allowed: `one of ${accountRoles.join(", ")}`,
      got: role,
      fix: "an account without a role would not be audited",
    }),
    ...unless(regions === undefined || role === "workload", {
      prop: `accounts[${index}].regions`,
      allowed: "given for workload accounts only",
      got: regions,
      fix: "leave it out: the central accounts work in the home Region",
    }),
  ]);
  return [...each, ...duplicates(accounts, "id"), ...duplicates(accounts, "name")];
}

function duplicates(accounts: readonly LandingZoneAccount[], prop: "id" | "name"): Violation[] {
  const repeated = (value: string) => accounts.filter((account) => account[prop] === value);
  return [...new Set(accounts.map((account) => account[prop]))]
    .map((value) => ({ value, holders: repeated(value) }))
    .filter(({ holders }) => holders.length > 1)
    .map(({ value, holders }) => ({
      prop: "accounts",
      allowed: `a list in which each ${prop} stands once`,
      got: value,
      fix: `it stands with ${holders.map(({ name, role }) => `${name} (${role})`).join(" and ")}; give each account one entry and one role`,
    }));
}

function regionViolations({ homeRegion, regions, accounts }: LandingZoneProps): Violation[] {
  const home = regionList("homeRegion", [homeRegion], homeRegion);
  const defaults = regionList("regions", regions, homeRegion);
  const own = accounts.flatMap((account, index) =>
    account.regions ? regionList(`accounts[${index}].regions`, account.regions, homeRegion) : [],
  );
  return [...home, ...defaults, ...own];
}

function regionList(prop: string, regions: readonly string[], homeRegion: string): Violation[] {
  const { partition } = partitionOf(homeRegion);
  const unknown = regions.filter((region) => !isKnownRegion(region));
  const foreign = regions.filter((region) => isKnownRegion(region) && partitionOf(region).partition !== partition);
  const repeated = regions.filter((region, index) => regions.indexOf(region) !== index);
  return [
    ...unless(regions.length > 0, {
      prop,
      allowed: "at least one Region",
      got: regions,
      fix: "name the Regions in which sessions can be started",
    }),
    ...unless(unknown.length === 0, {
      prop,
      allowed: "names of AWS Regions",
      got: unknown,
      fix: "write them as AWS does, for example eu-west-1",
    }),
    ...unless(foreign.length === 0, {
      prop,
      allowed: `Regions of the home Region's partition, ${partition}`,
      got: foreign,
      fix: "make one plan per partition; nothing crosses it",
    }),
    ...unless(repeated.length === 0, { prop, allowed: "Regions that differ", got: repeated, fix: "name each once" }),
  ];
}

function existingViolations({ existing = {}, homeRegion, accounts }: LandingZoneProps): Violation[] {
  const { trailArn, transcriptBucket, eventBusArn } = existing;
  const idOf = (wanted: AccountRole) => accounts.find(({ role }) => role === wanted)?.id;
  return [
    ...unless(
      trailArn === undefined ||
        new RegExp(`^arn:[a-z-]+:cloudtrail:[a-z0-9-]+:${idOf("management")}:trail/.+$`).test(trailArn),
      {
        prop: "existing.trailArn",
        allowed: "the ARN of a trail of the management account",
        got: trailArn,
        fix: "copy it from the CloudTrail console; organization trails carry the management account's id",
      },
    ),
    ...unless(transcriptBucket === undefined || /^[a-z0-9]([a-z0-9-]{1,61})[a-z0-9]$/.test(transcriptBucket.name), {
      prop: "existing.transcriptBucket.name",
      allowed: "3 to 63 lower-case letters, digits and inner hyphens, without dots",
      got: transcriptBucket?.name,
      fix: "use another bucket: the agent's TLS connection fails on names with dots",
    }),
    ...unless(
      transcriptBucket === undefined || /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(transcriptBucket.keyArn),
      {
        prop: "existing.transcriptBucket.keyArn",
        allowed: "the full ARN of a KMS key",
        got: transcriptBucket?.keyArn,
        fix: "an alias would resolve in the account of the caller: copy the key's ARN",
      },
    ),
    ...unless(
      eventBusArn === undefined ||
        new RegExp(`^arn:[a-z-]+:events:${homeRegion}:${idOf("security")}:event-bus/.+$`).test(eventBusArn),
      {
        prop: "existing.eventBusArn",
        allowed: `the ARN of an event bus of the security account in the home Region, ${homeRegion}`,
        got: eventBusArn,
        fix: "give the account that owns the bus the role security: the rules of a bus live beside it",
      },
    ),
  ];
}

function unless(fine: boolean, violation: Violation): Violation[] {
  return fine ? [] : [violation];
}
