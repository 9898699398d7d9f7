/** What CloudTrail, for the organization's trail and for others, asks of the archive. */
import { ARCHIVE, MANAGEMENT, ORGANIZATION, SECURITY, SHOP } from "../support/landing-zone";
import {
  almighty,
  cloudTrail,
  provesAcross,
  STRANGER,
  stranger,
  trailFiles,
  trailKey,
  transcriptKey,
  transcripts,
} from "./landing-zone.people";
import { example } from "./landing-zone.world";
import { plainHttp, toBucketOwner, viaS3 } from "./support/names";
import type { Principal } from "./support/principals";
import { service } from "./support/principals";
import { allows, denies, type Row, titleOf } from "./support/table";

const trail = cloudTrail("acme-audit");
const context = {
  "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:eu-west-1:${MANAGEMENT}:trail/acme-audit`,
};
const fileOf = (owner: string) => `${trailFiles}/AWSLogs/${owner}/CloudTrail/eu-west-1/2026/11/21/x.json.gz`;
const ofManagement = fileOf(MANAGEMENT);
const ofMember = fileOf(`${ORGANIZATION}/${SHOP}`);

/** What the trail does, and the one statement of the archive that each call rests on: a service has no policy of its own. */
const deliveries: readonly (readonly [Row, sid: string])[] = [
  [allows(trail, "s3:GetBucketAcl", trailFiles, "looks whether it may deliver"), "AllowCloudTrailAclCheck"],
  [
    allows(trail, "s3:PutObject", ofManagement, "events of the management account", toBucketOwner),
    "AllowCloudTrailWrite",
  ],
  [allows(trail, "s3:PutObject", ofMember, "events of every other account", toBucketOwner), "AllowCloudTrailWrite"],
  [allows(trail, "kms:GenerateDataKey", trailKey, "encrypts each file", context), "AllowCloudTrailEncrypt"],
  [allows(trail, "kms:DescribeKey", trailKey, "looks at the key"), "AllowCloudTrailDescribeAndDecrypt"],
  [allows(trail, "kms:Decrypt", trailKey, "the bucket has a Bucket Key"), "AllowCloudTrailDescribeAndDecrypt"],
];

describe("the organization's trail", () => {
  test.each(deliveries.map(([row, sid]) => [titleOf(row), row, sid] as const))("%s", async (_, row, sid) => {
    expect(await example.verdictOf(row)).toBe("allowed");
    const closed = example.without(example.guarding(row.on[0]!), sid);
    expect(await closed.verdictOf(row)).toBe("denied");
  });
});

provesAcross("the organization's trail, beside what it is for", [
  denies(trail, "s3:PutObject", ofMember, "files that the archive would not own"),
  denies(trail, "s3:PutObject", fileOf(SHOP), "a path of neither", toBucketOwner),
  denies(trail, "s3:PutObject", ofMember, "plain HTTP", { ...toBucketOwner, ...plainHttp }),
  denies(trail, "s3:PutObject", `${transcripts}/AWSLogs/x`, "transcripts are no place for files", toBucketOwner),
  denies(trail, "s3:GetObject", ofMember, "reads a file"),
  denies(trail, "s3:DeleteObject", ofMember, "deletes a file"),
  denies(trail, "kms:GenerateDataKey", trailKey, "no trail as context"),
  denies(trail, "kms:GenerateDataKey", trailKey, "another account's trail as context", {
    "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:eu-west-1:${SHOP}:trail/acme-audit`,
  }),
  denies(trail, "kms:GenerateDataKey", transcriptKey, "another key", context),
  denies(service("delivery.logs.amazonaws.com"), "s3:PutObject", ofMember, "another service", toBucketOwner),
]);

const foreign: readonly (readonly [string, Principal])[] = [
  ["a trail of another organization", cloudTrail("acme-audit", STRANGER)],
  ["a trail of the same name in a member account", cloudTrail("acme-audit", SHOP)],
  ["another trail of the management account", cloudTrail("other")],
  ["CloudTrail for nobody in particular", service("cloudtrail.amazonaws.com")],
];

describe.each(foreign)("%s", (_, theirs) => {
  provesAcross("gets nothing in", [
    denies(theirs, "s3:GetBucketAcl", trailFiles, "does not even look"),
    denies(theirs, "s3:PutObject", ofManagement, "delivers a file", toBucketOwner),
    denies(theirs, "s3:PutObject", ofMember, "delivers a file", toBucketOwner),
    denies(theirs, "s3:PutObject", fileOf(STRANGER), "delivers a file", toBucketOwner),
    denies(theirs, "kms:GenerateDataKey", trailKey, "encrypts a file", context),
    denies(theirs, "kms:Decrypt", trailKey, "decrypts a file"),
  ]);
});

describe.each([
  ["the management account", almighty(MANAGEMENT)],
  ["a workload account", almighty(SHOP)],
  ["the security account", almighty(SECURITY)],
  ["another organization", stranger],
])("an administrator of %s", (_, who) => {
  provesAcross("cannot touch the files", [
    denies(who, "s3:PutObject", ofMember, "forges a file", toBucketOwner),
    denies(who, "s3:GetObject", ofMember, "reads a file"),
    denies(who, "s3:DeleteObject", ofMember, "deletes a file"),
    denies(who, "s3:PutBucketPolicy", trailFiles, "opens the bucket"),
    denies(who, "kms:Decrypt", trailKey, "decrypts a file", viaS3(trailFiles)),
    denies(who, "kms:ScheduleKeyDeletion", trailKey, "shreds what the key encrypts"),
  ]);
});

provesAcross("auditors in the archive account", [
  allows(almighty(ARCHIVE), "s3:GetObject", ofMember, "read the files of every account"),
  allows(almighty(ARCHIVE), "kms:Decrypt", trailKey, "and can decrypt them", viaS3(trailFiles)),
  denies(almighty(ARCHIVE), "kms:ScheduleKeyDeletion", trailKey, "and cannot delete the key while it is retained"),
]);
