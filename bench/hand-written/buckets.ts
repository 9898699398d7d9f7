import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { bucketArn, bucketName, everyone, type Location, name, policy, protectedFromDestroy } from "./shared";

export interface Bucket {
  readonly bucketName: string;
  readonly ready: ITerraformDependable[];
}

export function createBuckets(scope: Construct, at: Location, key: KmsKey) {
  const nameOf = (content: string) => bucketName(at, content);
  const arnOf = (content: string) => bucketArn(at, content);
  const trailArn = at.arn("cloudtrail", `trail/${name}`);

  const create = (content: string, keyArn: string | undefined, ...statements: object[]): Bucket => {
    const { id: bucket } = new S3Bucket(scope, content, {
      bucket: nameOf(content),
      forceDestroy: false,
      lifecycle: protectedFromDestroy,
    });
    const block = new S3BucketPublicAccessBlock(scope, `${content}-block`, {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(scope, `${content}-ownership`, {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const versioning = new S3BucketVersioningA(scope, `${content}-versioning`, {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, `${content}-encryption`, {
      bucket,
      rule: [
        keyArn
          ? {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
              bucketKeyEnabled: true,
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ],
    });
    new S3BucketLifecycleConfiguration(scope, `${content}-lifecycle`, {
      bucket,
      rule: [
        {
          id: "parts",
          status: "Enabled",
          filter: [{ prefix: "" }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    const bucketPolicy = new S3BucketPolicy(scope, `${content}-policy`, {
      bucket,
      policy: policy(
        {
          Sid: "Tls",
          Effect: "Deny",
          Principal: everyone,
          Action: "s3:*",
          Resource: [arnOf(content), `${arnOf(content)}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        ...statements,
      ),
      dependsOn: [block],
    });
    return { bucketName: nameOf(content), ready: [encryption, versioning, bucketPolicy] };
  };

  const header = "s3:x-amz-server-side-encryption";
  const denyPut = (content: string, Sid: string, Condition: object) => ({
    Sid,
    Effect: "Deny",
    Principal: everyone,
    Action: "s3:PutObject",
    Resource: `${arnOf(content)}/*`,
    Condition,
  });
  const wrong = (content: string, Sid: string, condition: string, value: string) =>
    denyPut(content, Sid, {
      StringNotEquals: { [condition]: value },
      Null: { [condition]: "false" },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    });
  const encrypted = (content: string, ...statements: object[]) =>
    create(
      content,
      key.arn,
      wrong(content, "Algorithm", header, "aws:kms"),
      wrong(content, "Key", `${header}-aws-kms-key-id`, key.arn),
      denyPut(content, "Unnamed", {
        Null: { [header]: "false", [`${header}-aws-kms-key-id`]: "true" },
        Bool: { "aws:PrincipalIsAWSService": "false" },
      }),
      denyPut(content, "SseC", { Null: { [`${header}-customer-algorithm`]: "false" } }),
      ...statements,
    );

  const transcripts = encrypted("transcripts");
  const trail = encrypted(
    "trail",
    {
      Sid: "AclCheck",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: arnOf("trail"),
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "Write",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${arnOf("trail")}/AWSLogs/${at.account}/*`,
      Condition: { StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  );
  const accessLogs = create("access-logs", undefined, {
    Sid: "Delivery",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${arnOf("access-logs")}/*`,
    Condition: {
      ArnLike: { "aws:SourceArn": [arnOf("transcripts"), arnOf("trail")] },
      StringEquals: { "aws:SourceAccount": at.account },
    },
  });
  for (const [id, { bucketName }] of Object.entries({ transcripts, trail })) {
    new S3BucketLoggingA(scope, `${id}-logging`, {
      bucket: bucketName,
      targetBucket: accessLogs.bucketName,
      targetPrefix: `${bucketName}/`,
      dependsOn: accessLogs.ready,
    });
  }
  return { transcripts, trail };
}
