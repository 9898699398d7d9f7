import type { TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { type ILogBucket, LogBucket } from "../../modules/log-bucket";
import { build } from "../support/refusals";
import { ACCOUNT, synthIn, warnings } from "../support/synth";

const trail = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/acme`;

function existing(scope: TerraformStack, more: { grantsGiven?: boolean } = {}): ILogBucket {
  return LogBucket.fromName(scope, "Bucket", { name: "old-logs", encryption: "s3-managed", ...more });
}

/** The names of the statements that warnings of a bucket ask its owner to add. */
function asked(grant: (bucket: ILogBucket) => void, more?: { grantsGiven?: boolean }): string[] {
  const stack = build((scope) => {
    grant(existing(scope, more));
    return scope;
  });
  return warnings(stack).flatMap((text) => {
    expect(text).toContain("add to the bucket policy of arn:aws:s3:::old-logs, unless it is there:");
    const { Statement } = JSON.parse(text.slice(text.indexOf("{")));
    return Statement.map(({ Sid }: { Sid: string }) => Sid);
  });
}

test("creates nothing and knows its name, ARN, Region and encryption", () => {
  const { json } = synthIn("eu-west-1", (scope) => {
    const key = EncryptionKey.fromArn(scope, "Key", `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`);
    const bucket = LogBucket.fromName(scope, "Bucket", { name: "old-logs", encryption: key, region: "us-east-1" });
    expect(bucket).toMatchObject({
      bucketName: "old-logs",
      bucketArn: "arn:aws:s3:::old-logs",
      region: "us-east-1",
      encryption: key,
      ready: [],
    });
  });
  expect(json.resource).toBeUndefined();
});

test("prints what its policy must allow a trail, ready to paste", () => {
  expect(asked((bucket) => bucket.grantTrailDelivery(trail))).toEqual([
    "AllowCloudTrailAclCheck",
    "AllowCloudTrailWrite",
  ]);
});

test("prints what its policy must allow an organization", () => {
  expect(asked((bucket) => bucket.grantOrganizationTranscripts("o-abcdefghij", "sessions"))).toEqual([
    "AllowOrganizationTranscripts",
    "AllowOrganizationToReadEncryption",
  ]);
});

test("asks for exactly what a bucket of ours grants itself: there is one policy for one feature", () => {
  const grant = (bucket: ILogBucket) => {
    bucket.grantTrailDelivery(trail);
    bucket.grantOrganizationTranscripts("o-abcdefghij", "sessions");
  };
  const stack = synthIn("eu-west-1", (scope) =>
    grant(new LogBucket(scope, "Bucket", { name: "old-logs", encryption: "s3-managed" })),
  );
  const allowed = stack.statements("aws_s3_bucket_policy").filter(({ Effect }) => Effect === "Allow");
  const asking = build((scope) => {
    grant(existing(scope));
    return scope;
  });
  const printed = warnings(asking).flatMap((text) => JSON.parse(text.slice(text.indexOf("{"))).Statement);
  expect(printed).toEqual(allowed);
});

test("prints nothing where its owner's stack gives the grants", () => {
  expect(asked((bucket) => bucket.grantTrailDelivery(trail), { grantsGiven: true })).toEqual([]);
});

test("a bucket of our own prints nothing", () => {
  const stack = build((scope) => {
    new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed" }).grantTrailDelivery(trail);
    return scope;
  });
  expect(warnings(stack)).toEqual([]);
});
