/** What owners of existing pieces are asked to add is enough, and all of it is needed. */
import type { ExistingPieces } from "../../modules/topologies/landing-zone";
import {
  ARCHIVE,
  existingBucket,
  existingBus,
  existingGroup,
  existingTrailBucket,
  landingZonePlan,
  SHOP,
  unkeyedBuckets,
} from "../support/landing-zone";
import {
  almighty,
  cloudTrail,
  crossings,
  forwarder,
  member,
  node,
  restsOnBothSides,
  stranger,
  surroundingsOf,
} from "./landing-zone.people";
import { Organization } from "./landing-zone.world";
import { checked, ofSession, toBucketOwner, viaS3 } from "./support/names";
import { allows, denies, type Row, titleOf } from "./support/table";
import { agentRows, type Surroundings } from "./tables/agent-calls";

const { name, keyArn } = existingBucket.transcriptBucket;
const bucket = `arn:aws:s3:::${name}`;
const transcript = `${bucket}/sessions/${SHOP}/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const files = `arn:aws:s3:::${existingTrailBucket.trailBucket.name}`;

const planned = (existing: ExistingPieces) => Organization.planned(landingZonePlan({ existing }));
const keyed = { ...existingBucket, ...existingTrailBucket, ...existingBus, ...existingGroup };
const unkeyed = { ...existingBus, ...existingGroup, ...unkeyedBuckets };
const withBucketKey = (bucketKey: boolean) => ({
  ...keyed,
  transcriptBucket: { ...existingBucket.transcriptBucket, bucketKey },
});
const organization = planned(keyed);
const organizationWithBucketKey = planned(withBucketKey(true));
const organizationWithoutBucketKey = planned(withBucketKey(false));

const here: Surroundings = { ...surroundingsOf(SHOP, "eu-west-1"), bucket, transcript, bucketKey: keyArn };
const forwarding = {
  row: allows(forwarder(SHOP), "events:PutEvents", existingBus.eventBusArn, "events reach the existing bus"),
  identity: ["acme-audit-event-forwarding", "AllowPutEventsOnBus"],
  resource: "AllowOrganizationToPutEvents",
} as const;

function judges(title: string, world: Organization, rows: readonly Row[]): void {
  describe(title, () => {
    test.each(rows.map((row) => [row.expected, titleOf(row), row] as const))("%s %s", async (expected, _, row) => {
      expect(await world.verdictOf(row)).toBe(expected);
    });
  });
}

const byObject = (rows: ReturnType<typeof crossings>) =>
  rows.filter(({ row }) => row.action.startsWith("kms:") === false || JSON.stringify(row.with).includes("/sessions/"));

restsOnBothSides("where nobody says whether there is a Bucket Key", [...crossings(here), forwarding], organization);
restsOnBothSides(
  "where there is a Bucket Key",
  crossings(here, { bucketMayLackKey: false }),
  organizationWithBucketKey,
);
restsOnBothSides("where there is none", byObject(crossings(here)), organizationWithoutBucketKey);
restsOnBothSides(
  "where the bucket has no key at all",
  crossings(here).filter(({ row }) => !row.action.startsWith("kms:")),
  planned(unkeyed),
);

judges("a key that is known to have a Bucket Key", organizationWithBucketKey, [
  denies(node(SHOP), "kms:GenerateDataKey", keyArn, "serves no single object", viaS3(transcript)),
]);
judges("a key that is known to have none", organizationWithoutBucketKey, [
  denies(node(SHOP), "kms:GenerateDataKey", keyArn, "serves no whole bucket", viaS3(bucket)),
]);

judges("the pasted statements open nothing else", organization, [
  denies(almighty(SHOP), "s3:GetObject", transcript, "members read nothing"),
  denies(almighty(SHOP), "s3:PutObject", `${bucket}/other/x.log`, "what else is in the bucket stays as it is"),
  denies(almighty(SHOP), "kms:Decrypt", keyArn, "nor what else the key encrypts", viaS3("arn:aws:s3:::other/x")),
  denies(stranger, "s3:PutObject", transcript, "another organization"),
  denies(stranger, "kms:GenerateDataKey", keyArn, "another organization", viaS3(bucket)),
  denies(stranger, "events:PutEvents", existingBus.eventBusArn, "another organization"),
]);

const trail = cloudTrail("acme-audit");
const context = {
  "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:eu-west-1:111111111111:trail/acme-audit",
};
const file = `${files}/AWSLogs/o-a1b2c3d4e5/${SHOP}/CloudTrail/eu-west-1/2026/11/21/x.json.gz`;

describe.each([
  ["with a key of its own", keyed, existingTrailBucket.trailBucket.keyArn],
  ["with SSE-S3, where the trail has a key of the archive", unkeyed, undefined],
] as const)("an existing bucket for the trail, %s,", (_, existing, givenKey) => {
  const world = planned(existing);
  const trailKey = givenKey ?? world.keyByAlias(`arn:aws:kms:eu-west-1:${ARCHIVE}:alias/acme-audit-trail`);
  judges("takes its files", world, [
    allows(trail, "s3:GetBucketAcl", files, "looks whether it may deliver"),
    allows(trail, "s3:PutObject", file, "delivers", toBucketOwner),
    allows(trail, "kms:GenerateDataKey", trailKey, "encrypts each file", context),
    allows(trail, "kms:DescribeKey", trailKey, "looks at the key"),
    denies(cloudTrail("other"), "s3:PutObject", file, "another trail", toBucketOwner),
    denies(cloudTrail("other"), "kms:GenerateDataKey", trailKey, "another trail", context),
    denies(trail, "s3:GetObject", file, "reads a file"),
  ]);
});

/** The home Region has a group already, the other gets one. */
describe.each([
  ["eu-west-1", "/platform/sessions"],
  ["us-east-1", "/acme-audit/sessions"],
])("in %s, sessions log to %s", (region, group) => {
  const logGroup = `arn:aws:logs:${region}:${SHOP}:log-group:${group}`;
  const logStream = `${logGroup}:log-stream:alice-0123456789abcdefghijklmnop`;
  const sessionKey = organization.keyByAlias(`arn:aws:kms:${region}:${SHOP}:alias/acme-audit-sessions`);
  const local = agentRows({ ...here, ...surroundingsOf(SHOP, region), sessionKey, logGroup, logStream })
    .filter(({ call }) => call.on.startsWith("log") || call.on === "session-key")
    .map(({ row }) => row);
  const alice = member("Engineers", SHOP, ["acme-audit-operators"], true);
  const guarded = member("Platform", SHOP, ["acme-audit-guardrail"], true);
  const shell = [
    `arn:aws:ec2:${region}:${SHOP}:instance/i-0123456789abcdef0`,
    `arn:aws:ssm:${region}:${SHOP}:document/SSM-SessionManagerRunShell`,
  ];
  const there = { "aws:RequestedRegion": region };
  judges("as the agent and the operators need", organization, [
    ...local,
    allows(alice, "ssm:StartSession", shell, "a logged shell", { ...checked, ...there }),
    allows(alice, "kms:GenerateDataKey", sessionKey, "the client makes the data key", ofSession),
    denies(alice, "logs:DeleteLogGroup", logGroup, "keeps the record"),
    denies(guarded, "logs:DeleteLogGroup", logGroup, "keeps the record"),
    denies(guarded, "logs:PutRetentionPolicy", logGroup, "keeps the record"),
    allows(almighty(SHOP), "logs:DeleteLogGroup", logGroup, "who has neither policy is bound by the organization only"),
  ]);
});

judges("the guardrail of the archive keeps what exists like what it makes", organization, [
  allows(almighty(ARCHIVE), "s3:DeleteObject", transcript, "without it"),
  denies(member("Platform", ARCHIVE, ["acme-audit-guardrail"], true), "s3:DeleteObject", transcript, "with it"),
  denies(member("Platform", ARCHIVE, ["acme-audit-guardrail"], true), "s3:DeleteBucketPolicy", files, "with it"),
]);
