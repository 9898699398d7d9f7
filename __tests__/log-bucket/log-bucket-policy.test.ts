/**
 * Defects of published modules that these tests would catch:
 *   "any service of any account may write (confused deputy)"   -> the CloudTrail tests
 *   "lower-case version and statement"                         -> "is spelt as S3 reads it"
 *   "a deny that locks the agent out, which sends no header"   -> "fires only on a header that is present and wrong"
 *   "a deny that keeps the trail from being created"           -> "spares AWS services"
 *   "a trail without a bucket policy"                          -> "CloudTrail may look at the bucket", "... write below"
 */
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { ACCOUNT, type Statement, type Synthesized, synthIn } from "../support/synth";

const arn = "arn:aws:s3:::acme";
const trail = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/acme`;

function withKey(grant: (bucket: LogBucket) => void = () => {}): Synthesized {
  return synthIn("eu-west-1", (scope) => {
    const encryption = new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" });
    grant(new LogBucket(scope, "Bucket", { name: "acme", encryption }));
  });
}

function withoutKey(): Synthesized {
  return synthIn("eu-west-1", (scope) => new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed" }));
}

const statement = (stack: Synthesized, sid: string): Statement => stack.statement(sid, "aws_s3_bucket_policy");

test("is spelt as S3 reads it", () => {
  const policy = JSON.parse(withKey().only("aws_s3_bucket_policy").policy);
  expect(Object.keys(policy)).toEqual(["Version", "Statement"]);
  expect(policy.Version).toBe("2012-10-17");
});

test("denies unencrypted transport, for the bucket and its objects", () => {
  expect(statement(withKey(), "DenyInsecureTransport")).toEqual({
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
});

describe("a wrong encryption is denied", () => {
  const algorithm = "s3:x-amz-server-side-encryption";
  const key = "s3:x-amz-server-side-encryption-aws-kms-key-id";

  /**
   * `StringNotEquals` alone also fires where the header is absent, and so does `StringNotEqualsIfExists`: a deny with it
   * would refuse the agent, which sends no header where it cannot read the bucket's configuration. `Null: false` says
   * "the header is there".
   */
  test.each([
    ["DenyWrongEncryptionAlgorithm", algorithm, "aws:kms"],
    ["DenyWrongEncryptionKey", key, "${aws_kms_key.key.arn}"],
  ])("%s fires only on a header that is present and wrong, and spares AWS services", (sid, header, expected) => {
    expect(statement(withKey(), sid)).toEqual({
      Sid: sid,
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:PutObject",
      Resource: `${arn}/*`,
      Condition: {
        StringNotEquals: { [header]: expected },
        Null: { [header]: "false" },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    });
  });

  test("no deny rests on ...IfExists, which holds where the header is absent", () => {
    expect(JSON.stringify(withKey().statements("aws_s3_bucket_policy"))).not.toContain("IfExists");
  });

  test("a key that the caller brings along is denied to everyone", () => {
    const { Effect, Condition } = statement(withKey(), "DenyCustomerProvidedKey");
    expect(Effect).toBe("Deny");
    expect(Condition).toEqual({ Null: { "s3:x-amz-server-side-encryption-customer-algorithm": "false" } });
  });

  test("under SSE-S3 the algorithm is AES256, and there is no key to compare", () => {
    const stack = withoutKey();
    expect(statement(stack, "DenyWrongEncryptionAlgorithm").Condition?.StringNotEquals).toEqual({
      [algorithm]: "AES256",
    });
    expect(stack.statements("aws_s3_bucket_policy").map(({ Sid }) => Sid)).not.toContain("DenyWrongEncryptionKey");
  });
});

test("a bucket that nobody asked for allows nothing", () => {
  const effects = withKey()
    .statements("aws_s3_bucket_policy")
    .map(({ Effect }) => Effect);
  expect(effects.length).toBeGreaterThan(3);
  expect(new Set(effects)).toEqual(new Set(["Deny"]));
});

describe("CloudTrail", () => {
  const stack = withKey((bucket) => bucket.grantTrailDelivery(trail));

  test("may look at the bucket for that trail only", () => {
    expect(statement(stack, "AllowCloudTrailAclCheck")).toEqual({
      Sid: "AllowCloudTrailAclCheck",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: arn,
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    });
  });

  test("may write below the account's own path for that trail only, and hands objects over", () => {
    expect(statement(stack, "AllowCloudTrailWrite")).toEqual({
      Sid: "AllowCloudTrailWrite",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${arn}/AWSLogs/${ACCOUNT}/*`,
      Condition: { StringEquals: { "aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control" } },
    });
  });

  test("is granted once, however often it is asked for", () => {
    const twice = withKey((bucket) => {
      bucket.grantTrailDelivery(trail);
      bucket.grantTrailDelivery(trail);
    });
    expect(twice.statements("aws_s3_bucket_policy")).toEqual(stack.statements("aws_s3_bucket_policy"));
  });

  test("may deliver two trails by the same two statements", () => {
    const two = withKey((bucket) => {
      bucket.grantTrailDelivery(trail);
      bucket.grantTrailDelivery(`${trail}-2`);
    });
    expect(statement(two, "AllowCloudTrailWrite").Condition?.StringEquals).toMatchObject({
      "aws:SourceArn": [trail, `${trail}-2`],
    });
    expect(two.statements("aws_s3_bucket_policy")).toHaveLength(stack.statements("aws_s3_bucket_policy").length);
  });

  test("writes the files of an organization below its id too, and those of its owner below the owner's", () => {
    const owner = { account: "444455556666", organizationId: "o-abcdefghij" };
    const organization = withKey((bucket) => bucket.grantTrailDelivery(trail, owner));
    expect(statement(organization, "AllowCloudTrailWrite").Resource).toEqual([
      `${arn}/AWSLogs/444455556666/*`,
      `${arn}/AWSLogs/o-abcdefghij/*`,
    ]);
  });
});

describe("the nodes of an organization", () => {
  const stack = withKey((bucket) => bucket.grantOrganizationTranscripts("o-abcdefghij", "sessions"));
  const ofOrganization = { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } };

  test("may upload below their own account's id only", () => {
    expect(statement(stack, "AllowOrganizationTranscripts")).toMatchObject({
      Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
      Resource: `${arn}/sessions/$\${aws:PrincipalAccount}/*`,
      Condition: ofOrganization,
    });
  });

  test("may read the bucket's encryption, without which the agent refuses the session, and use the key", () => {
    expect(statement(stack, "AllowOrganizationToReadEncryption")).toMatchObject({
      Action: "s3:GetEncryptionConfiguration",
      Resource: arn,
      Condition: ofOrganization,
    });
    expect(stack.statement("AllowOrganizationUploads", "aws_kms_key").Condition?.StringEquals).toMatchObject({
      "kms:EncryptionContext:aws:s3:arn": arn,
    });
  });
});
