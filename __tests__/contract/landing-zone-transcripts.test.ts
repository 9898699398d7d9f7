/** What the agents of workload accounts, and others, ask of the archive's transcripts and their key. */
import { ARCHIVE, BILLING, MANAGEMENT, SECURITY, SHOP } from "../support/landing-zone";
import {
  almighty,
  crossings,
  loner,
  node,
  provesAcross,
  restsOnBothSides,
  stranger,
  surroundingsOf,
  trailKey,
  transcriptKey,
  transcriptOf,
  transcripts,
  workloads,
} from "./landing-zone.people";
import { plainHttp, toBucketOwner, viaS3 } from "./support/names";
import { allows, denies } from "./support/table";
import { withKey } from "./tables/agent-calls";

const member = almighty(SHOP);
const nodeWithEveryRight = { ...node(SHOP), almighty: true };
const own = transcriptOf(SHOP);

const uploads = workloads.flatMap(([account, region]) =>
  crossings({ ...surroundingsOf(account, region), bucketKey: transcriptKey }, { bucketMayLackKey: false }),
);

restsOnBothSides("a node of any workload account", uploads);

restsOnBothSides("whoever runs Terraform", [
  ...[SHOP, BILLING].map((account) => ({
    row: allows(almighty(account), "kms:DescribeKey", transcriptKey, "finds the key of transcripts by its alias"),
    resource: "AllowOrganizationToResolveAlias",
  })),
  {
    row: allows(almighty(MANAGEMENT), "kms:DescribeKey", trailKey, "finds the key of the trail by its alias"),
    resource: "AllowOrganizationToResolveAlias",
  },
]);

/** Whatever a member account allows itself: the archive's side alone. */
provesAcross("a member with every right of its own account", [
  allows(nodeWithEveryRight, "s3:PutObject", own, "a node, below its own prefix, without a header"),
  denies(nodeWithEveryRight, "s3:PutObject", transcriptOf(BILLING), "a node, below the prefix of another account"),
  denies(member, "s3:PutObject", own, "forges a transcript: it is not a node"),
  denies(member, "s3:PutObjectAcl", own, "gives a transcript away: it is not a node", toBucketOwner),
  denies(member, "s3:PutObject", transcriptOf(BILLING), "the prefix of another account"),
  denies(member, "s3:PutObjectAcl", transcriptOf(BILLING), "the prefix of another account", toBucketOwner),
  denies(almighty(MANAGEMENT), "s3:PutObject", own, "not even from the management account"),
  denies(nodeWithEveryRight, "s3:PutObject", `${transcripts}/sessions/x.log`, "no prefix of an account"),
  denies(nodeWithEveryRight, "s3:PutObject", `${transcripts}/${SHOP}/x.log`, "not below sessions/"),
  denies(
    nodeWithEveryRight,
    "s3:PutObject",
    `${transcripts}/sessions/${SHOP}0/x.log`,
    "a prefix that only begins alike",
  ),
  denies(nodeWithEveryRight, "s3:PutObject", own, "plain HTTP", plainHttp),
  denies(nodeWithEveryRight, "s3:PutObject", own, "an algorithm that auditors did not choose", {
    "s3:x-amz-server-side-encryption": "AES256",
  }),
  denies(
    nodeWithEveryRight,
    "s3:PutObject",
    own,
    "a key that auditors do not have",
    withKey(`arn:aws:kms:eu-west-1:${SHOP}:key/mine`),
  ),
  ...["s3:GetObject", "s3:GetObjectVersion", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObjectRetention"].map(
    (action) => denies(member, action, own, "not even of its own transcripts"),
  ),
  ...["s3:ListBucket", "s3:ListBucketVersions", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:DeleteBucket"].map(
    (action) => denies(member, action, transcripts, "the bucket is the archive's"),
  ),
  denies(member, "s3:PutEncryptionConfiguration", transcripts, "looks at the encryption, and no more"),
  denies(member, "kms:Decrypt", transcriptKey, "not by itself, only through S3"),
  denies(member, "kms:GenerateDataKey", transcriptKey, "another bucket", viaS3("arn:aws:s3:::elsewhere")),
  denies(member, "kms:GenerateDataKey", transcriptKey, "S3 elsewhere", viaS3(transcripts, "us-east-1")),
  denies(member, "kms:Encrypt", transcriptKey, "uploads need no more", viaS3(transcripts)),
  ...["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:DisableKey", "kms:CreateGrant"].map((action) =>
    denies(member, action, transcriptKey, "the key is the archive's"),
  ),
  denies(member, "kms:Decrypt", trailKey, "trail files are not transcripts", viaS3(transcripts)),
]);

describe.each([
  ["another organization", stranger],
  ["no organization at all", loner],
])("an administrator of %s", (_, outsider) => {
  provesAcross("gets nowhere", [
    denies(outsider, "s3:PutObject", transcriptOf(outsider.context["aws:PrincipalAccount"] as string), "own prefix"),
    denies(outsider, "s3:PutObject", own, "another's prefix"),
    denies(outsider, "s3:GetEncryptionConfiguration", transcripts, "not even a look"),
    denies(outsider, "kms:GenerateDataKey", transcriptKey, "no key", viaS3(transcripts)),
    denies(outsider, "kms:DescribeKey", transcriptKey, "no metadata"),
    denies(outsider, "kms:DescribeKey", trailKey, "no metadata"),
  ]);
});

provesAcross("a node, within what its own policy says", [
  denies(node(SHOP), "s3:PutObject", transcriptOf(BILLING), "its policy ends at its account, too"),
  denies(node(BILLING), "s3:PutObject", transcriptOf(BILLING), "and at its Regions, where it has but one"),
  denies(node(SHOP), "s3:PutObjectAcl", own, "to everybody", { "s3:x-amz-acl": "public-read" }),
  denies(node(SHOP), "s3:GetObject", own, "reads a transcript"),
  denies(node(SHOP), "kms:DescribeKey", transcriptKey, "needs no metadata"),
]);

provesAcross("auditors in the archive account", [
  allows(almighty(ARCHIVE), "s3:GetObject", own, "read every transcript"),
  allows(almighty(ARCHIVE), "kms:Decrypt", transcriptKey, "and can decrypt it", viaS3(transcripts)),
  denies(almighty(ARCHIVE), "kms:ScheduleKeyDeletion", transcriptKey, "and cannot delete the key while it is retained"),
  denies(almighty(SECURITY), "s3:GetObject", own, "are not those in the security account"),
]);
