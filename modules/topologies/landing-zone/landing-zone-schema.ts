import {
  type AtLeastOne,
  accountId,
  baseName,
  iamName,
  known,
  listOf,
  narrowed,
  object,
  oneOf,
  onePartition,
  optional,
  organizationId,
  region,
  Schema,
  someOf,
  text,
  type Violation,
} from "../../core/internal";
import { type AccountRole, accountRoles, centralRoles, limits } from "../../facts";
import { organizationEvidence } from "../parts/internal";
import { existingPieces, groupViolations, misplaced, unless } from "./existing-schema";
import type { LandingZoneAccount, LandingZoneProps } from "./landing-zone";

const regions = someOf(known(region), {
  unit: "Region",
  unique: true,
  resize: "name the Regions in which sessions can be started",
});

export const accountRules = {
  id: known(accountId),
  name: known(
    text({
      pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
      allowed: "lower-case letters, digits and single inner hyphens",
      fix: "choose a name such as shop-production",
    }),
  ),
  role: known(oneOf(accountRoles, { fix: "choose one of them: an account without a role would not be audited" })),
};

/** As callers without types write it. */
interface AnyAccount extends Pick<LandingZoneAccount, "id" | "name"> {
  readonly role: AccountRole;
  readonly regions?: AtLeastOne<string>;
}

const account = narrowed<LandingZoneAccount>(
  object<AnyAccount>({ ...accountRules, regions: optional(regions) }, ({ role, regions }, path) => {
    if (regions === undefined || role === "workload") return [];
    const fix = "leave it out: the central accounts work in the home Region";
    return [{ prop: `${path}.regions`, allowed: "given for workload accounts only", got: regions, fix }];
  }),
);

/** A plan is checked as a whole: its error lists everything that is wrong with it. */
export const landingZoneSchema = Schema.for<LandingZoneProps, undefined>({
  name: known(baseName),
  organizationId: known(organizationId),
  homeRegion: known(region),
  regions,
  accounts: listOf(account),
  nodeRoles: optional(listOf(known(iamName(limits.roleNameLength)), { unique: true })),
  existing: optional(existingPieces),
  evidence: optional(organizationEvidence),
})
  .relate(["accounts"], ({ accounts }) => [
    ...roleViolations(accounts),
    ...repeated(accounts, "id"),
    ...repeated(accounts, "name"),
  ])
  .relate(["accounts", "evidence"], ({ accounts, evidence }) =>
    unless(evidence === undefined || accounts.some(({ role }) => role === "workload"), {
      prop: "evidence",
      allowed: "left out while there is no workload account",
      got: evidence,
      fix: "add the first workload account: a ledger needs sessions to keep",
    }),
  )
  .relate(["homeRegion", "regions"], ({ homeRegion, regions }) => onePartition("regions", regions, homeRegion))
  .relate(["homeRegion", "accounts"], ({ homeRegion, accounts }) =>
    accounts.flatMap(({ regions = [] }, index) => onePartition(`accounts[${index}].regions`, regions, homeRegion)),
  )
  .relate(["existing", "accounts", "regions"], ({ existing = {}, accounts, regions }) =>
    groupViolations(existing, accounts, regions),
  )
  .relate(["existing", "accounts", "homeRegion"], ({ existing = {}, accounts, homeRegion }) =>
    misplaced(existing, accounts, homeRegion),
  );

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

function repeated(accounts: readonly LandingZoneAccount[], prop: "id" | "name"): Violation[] {
  const holdersOf = new Map<string, LandingZoneAccount[]>();
  for (const account of accounts) {
    const holders = holdersOf.get(account[prop]) ?? [];
    holders.push(account);
    holdersOf.set(account[prop], holders);
  }
  return [...holdersOf].flatMap(([value, holders]) =>
    unless(holders.length === 1, {
      prop: "accounts",
      allowed: `a list in which each ${prop} occurs once`,
      got: value,
      fix: `it belongs to ${holders.map(({ name, role }) => `${name} (${role})`).join(" and ")}; give each account one entry and one role`,
    }),
  );
}
