import type { Statement } from "../support/synth";
import { involved, verdictOf } from "./support/simulate";
import type { Row } from "./support/table";
import { inert, type Policy, type World } from "./support/world";
import * as agent from "./tables/agent";
import * as centralAccount from "./tables/central-account";
import * as evidence from "./tables/evidence";
import * as guardrail from "./tables/guardrail";
import * as memberAccount from "./tables/member-account";
import * as operator from "./tables/operator";
import * as services from "./tables/services";
import * as userAccount from "./tables/user-account";
import { centralAccount as centralAccountWorld } from "./worlds/central-account.world";
import { evidenceAccount } from "./worlds/evidence-account.world";
import { memberAccount as memberAccountWorld } from "./worlds/member-account.world";
import { singleAccount } from "./worlds/single-account.world";
import { userAccount as userAccountWorld } from "./worlds/user-account.world";

jest.setTimeout(60_000);

/** Of the central accounts, what no other world has: its buckets and its operator policy are proven there. */
const ofCentralAccounts = /^aws_organizations_policy\.|\.management$|^aws_iam_role\./;

const tables: readonly (readonly [string, World, readonly Row[], about: RegExp])[] = [
  ["the single-account example", singleAccount, rowsOf(agent, operator, services, guardrail), /./],
  ["an account with users", userAccountWorld, rowsOf(userAccount), /./],
  ["a member account", memberAccountWorld, rowsOf(memberAccount), /./],
  ["central accounts", centralAccountWorld, rowsOf(centralAccount), ofCentralAccounts],
  ["an archive with ledger and tables", evidenceAccount, rowsOf(evidence), /./],
];

function rowsOf(...modules: readonly Readonly<Record<string, readonly Row[]>>[]): Row[] {
  return modules.flatMap((module) => Object.values(module).flat());
}

/**
 * Parts that nothing here can tell from their absence, and why they stay. Deny statements of buckets are the same for all
 * buckets: they spare services, and only the trail bucket has one that writes.
 */
const idleOnPurpose: Readonly<Record<string, readonly string[]>> = {
  "aws_s3_bucket_policy.session_audit_transcript_bucket_policy": [
    "DenyWrongEncryptionAlgorithm: Bool aws:PrincipalIsAWSService",
    "DenyWrongEncryptionKey: Bool aws:PrincipalIsAWSService",
    "DenyUnnamedEncryptionKey: Bool aws:PrincipalIsAWSService",
  ],
  "aws_s3_bucket_policy.transcripts_policy": ["DenyWrongEncryptionAlgorithm: Bool aws:PrincipalIsAWSService"],
  // A stranger is refused by the bucket already; the endpoint does not rely on whose bucket it is.
  "aws_vpc_endpoint.endpoints_s3": [
    "AllowTranscriptUpload: StringEquals aws:PrincipalAccount",
    "AllowEncryptionCheck: StringEquals aws:PrincipalAccount",
  ],
};

interface Weakened {
  readonly part: string;
  readonly statement: Statement;
  readonly statements: readonly Statement[];
}

/** What a policy would be without one of its parts: a statement, a condition of one, or also an action or resource. */
function weakened({ document }: Policy, byValue: boolean): Weakened[] {
  return document.Statement.flatMap((statement, index) => {
    const instead = (other: Statement) => document.Statement.map((known, at) => (at === index ? other : known));
    return [
      { part: statement.Sid, statement, statements: instead(inert(statement)) },
      ...[...withoutCondition(statement), ...(byValue ? withoutValue(statement) : [])].map(([key, other]) => ({
        part: `${statement.Sid}: ${key}`,
        statement,
        statements: instead(other),
      })),
    ];
  });
}

/** Only these can tell a statement from its absence. */
function isAbout({ Action }: Statement, { action }: Row): boolean {
  return [Action].flat().some((pattern) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action));
}

function withoutCondition(statement: Statement): readonly (readonly [string, Statement])[] {
  const conditions = Object.entries(statement.Condition ?? {});
  return conditions.flatMap(([operator, keys]) =>
    Object.keys(keys).map((key) => {
      const { [key]: _, ...others } = keys;
      return [
        `${operator} ${key}`,
        { ...statement, Condition: { ...statement.Condition, [operator]: others } },
      ] as const;
    }),
  );
}

/** An Allow of several actions or resources without one of them: the example gives nobody what no row needs. */
function withoutValue(statement: Statement): readonly (readonly [string, Statement])[] {
  if (statement.Effect !== "Allow") return [];
  return (["Action", "Resource"] as const).flatMap((element) => {
    const values = [statement[element] ?? []].flat();
    if (values.length < 2) return [];
    return values.map(
      (value) => [value, { ...statement, [element]: values.filter((other) => other !== value) }] as const,
    );
  });
}

/** The first row of the table that no longer holds in a weaker world. */
async function firstToFail(weaker: World, rows: readonly Row[]): Promise<Row | undefined> {
  for (const row of rows) if ((await verdictOf(row, weaker)) !== row.expected) return row;
  return undefined;
}

describe.each(tables)("without one statement or condition, a row of the table fails: %s", (_, world, rows, about) => {
  const policies = world.policies.filter(({ address }) => about.test(address));
  it.each(policies.map((policy) => [policy.address, policy] as const))("%s", async (_, policy) => {
    const concerned = rows.filter((row) => involved(row, world).includes(policy));
    const idle: string[] = [];
    for (const { part, statement, statements } of weakened(policy, world === singleAccount)) {
      const telling = concerned.filter((row) => isAbout(statement, row));
      if (!(await firstToFail(world.with(policy, statements), telling))) idle.push(part);
    }
    expect(idle).toEqual(idleOnPurpose[policy.address] ?? []);
  });
});

it("the tables have rows enough", () => {
  expect(tables.flatMap(([, , rows]) => rows).length).toBeGreaterThan(300);
});
