import { ValidationError } from "../../modules/core";
import { LandingZone, type LandingZoneAccount, type LandingZoneProps } from "../../modules/topologies/landing-zone";

const accounts: readonly LandingZoneAccount[] = [
  { id: "111111111111", name: "management", role: "management" },
  { id: "222222222222", name: "log-archive", role: "log-archive" },
  { id: "333333333333", name: "security", role: "security" },
  { id: "444444444444", name: "shop", role: "workload" },
  { id: "555555555555", name: "billing", role: "workload", regions: ["us-east-1"] },
];

const good: LandingZoneProps = {
  name: "acme-audit",
  organizationId: "o-a1b2c3d4e5",
  homeRegion: "eu-west-1",
  regions: ["eu-west-1", "eu-central-1"],
  accounts,
};

const plan = (change: Partial<LandingZoneProps> = {}) => new LandingZone({ ...good, ...change });

function violationsOf(change: Partial<LandingZoneProps>) {
  try {
    plan(change);
  } catch (error) {
    if (error instanceof ValidationError) return error.violations;
    throw error;
  }
  return [];
}

test("gives each workload account its own Regions, else those of the plan", () => {
  expect(plan().workload("shop").regions).toEqual(["eu-west-1", "eu-central-1"]);
  expect(plan().workload("billing").regions).toEqual(["us-east-1"]);
});

test("lists every account, the central ones first, in whatever order they were given", () => {
  expect(plan({ accounts: [...accounts].reverse() }).accounts.map(({ name }) => name)).toEqual([
    ...["management", "log-archive", "security"],
    ...["billing", "shop"],
  ]);
});

test("yields every name and ARN that one account needs of another", () => {
  const { transcriptBucketName, trailBucketName, trailArn, eventBusArn, transcriptKeyAlias } = plan();
  expect({ transcriptBucketName, trailBucketName, trailArn, eventBusArn }).toEqual({
    transcriptBucketName: "acme-audit-transcripts-222222222222-eu-west-1",
    trailBucketName: "acme-audit-trail-222222222222-eu-west-1",
    trailArn: `arn:aws:cloudtrail:eu-west-1:111111111111:trail/acme-audit`,
    eventBusArn: `arn:aws:events:eu-west-1:333333333333:event-bus/acme-audit`,
  });
  expect(plan().aliasArn(transcriptKeyAlias)).toBe(`arn:aws:kms:eu-west-1:222222222222:alias/acme-audit-transcripts`);
});

test("takes its partition from the home Region", () => {
  const china = plan({ homeRegion: "cn-north-1", regions: ["cn-northwest-1"], accounts: accounts.slice(0, 4) });
  expect(china.trailArn).toMatch(/^arn:aws-cn:cloudtrail:cn-north-1:/);
});

test("cannot be changed after it was checked", () => {
  expect(() => Object.assign(plan(), { name: "other" })).toThrow("read only");
  expect(() => (plan().workloads as LandingZoneAccount[]).push(accounts[0]!)).toThrow("not extensible");
});

test("names all problems in one error", () => {
  const props = violationsOf({ name: "A", organizationId: "o-1", regions: [] as never, accounts: [] }).map(
    ({ prop }) => prop,
  );
  expect(props).toEqual(["name", "organizationId", "regions", "accounts", "accounts", "accounts"]);
});

test.each<[string, Partial<LandingZoneProps>, string, unknown]>([
  ["a name that is too short", { name: "ab" }, "name", "ab"],
  ["a name one character too long", { name: "a".repeat(23) }, "name", "a".repeat(23)],
  ["a name with a double hyphen", { name: "acme--audit" }, "name", "acme--audit"],
  ["an organization id one character too short", { organizationId: "o-a1b2c3d4e" }, "organizationId", "o-a1b2c3d4e"],
  ["an unknown home Region", { homeRegion: "eu-west-9" }, "homeRegion", "eu-west-9"],
  ["an unknown Region", { regions: ["eu-west-1", "mars-1"] }, "regions[1]", "mars-1"],
  ["a Region named twice", { regions: ["eu-west-1", "eu-west-1"] }, "regions[1]", "eu-west-1"],
  ["a Region of another partition", { regions: ["us-gov-west-1"] }, "regions", ["us-gov-west-1"]],
  ["a plan without a security account", { accounts: accounts.filter((a) => a.role !== "security") }, "accounts", []],
  [
    "two management accounts",
    { accounts: [...accounts, { id: "666666666666", name: "second", role: "management" }] },
    "accounts",
    ["management", "second"],
  ],
  [
    "one account in two roles",
    { accounts: [...accounts, { id: "222222222222", name: "archive-nodes", role: "workload" }] },
    "accounts",
    "222222222222",
  ],
  [
    "one name for two accounts",
    { accounts: [...accounts, { ...accounts[3]!, id: "666666666666" }] },
    "accounts",
    "shop",
  ],
  [
    "an account id with 11 digits",
    { accounts: [...accounts, { id: "66666666666", name: "short", role: "workload" }] },
    "accounts[5].id",
    "66666666666",
  ],
  [
    "Regions on a central account",
    { accounts: [{ ...accounts[0]!, regions: ["eu-west-1"] } as never, ...accounts.slice(1)] },
    "accounts[0].regions",
    ["eu-west-1"],
  ],
  [
    "a trail that another account owns",
    { existing: { trailArn: `arn:aws:cloudtrail:eu-west-1:222222222222:trail/x` } },
    "existing.trailArn",
    `arn:aws:cloudtrail:eu-west-1:222222222222:trail/x`,
  ],
  [
    "a bus outside the home Region",
    { existing: { eventBusArn: `arn:aws:events:us-east-1:333333333333:event-bus/x` } },
    "existing.eventBusArn",
    `arn:aws:events:us-east-1:333333333333:event-bus/x`,
  ],
])("refuses %s", (_what, change, prop, got) => {
  const [violation, ...others] = violationsOf(change);
  expect(violation).toMatchObject({ prop, got });
  expect(others).toEqual([]);
});

test.each(["abc", "a".repeat(22)])("accepts a name of %s, at a limit", (name) => {
  expect(plan({ name }).transcriptBucketName.length).toBeLessThanOrEqual(63);
});

test("asks owners for nothing where it creates all", () => {
  expect(plan().grantsToAdd).toEqual([]);
});

test("gives the owner of an existing bucket and bus the statements to paste", () => {
  const keyArn = `arn:aws:kms:eu-west-1:222222222222:key/abc`;
  const eventBusArn = `arn:aws:events:eu-west-1:333333333333:event-bus/central`;
  const { grantsToAdd } = plan({ existing: { transcriptBucket: { name: "ct-logs", keyArn }, eventBusArn } });
  expect(grantsToAdd.map(({ resource, policy }) => [resource, policy])).toEqual([
    [`arn:aws:s3:::ct-logs`, "bucket policy"],
    [keyArn, "key policy"],
    [eventBusArn, "event bus policy"],
  ]);
  const sids = grantsToAdd.flatMap(({ statements }) =>
    JSON.parse(statements).Statement.map(({ Sid }: { Sid: string }) => Sid),
  );
  expect(sids).toEqual([
    "AllowOrganizationTranscripts",
    "AllowOrganizationToReadEncryption",
    "AllowOrganizationUploads",
    "AllowOrganizationToPutEvents",
  ]);
  expect(grantsToAdd[0]!.statements).toContain("ct-logs/sessions/${aws:PrincipalAccount}/*");
});
