import { type AwsContext, arns, type PolicyStatement } from "../core";
import type { ILogBucket } from "../log-bucket";
import type { ISessionDocument } from "../session-document";
import { distinct } from "./access-checks";
import { acrossRegions } from "./across-regions";

/**
 * What the agent does in a session, and nothing else: it writes transcripts and output, and neither reads nor deletes
 * any. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export function nodeStatements(documents: readonly ISessionDocument[], { dnsSuffix }: AwsContext): PolicyStatement[] {
  return [...channels, ...transcripts(documents, dnsSuffix), ...sessionTraffic(documents), ...output(documents)];
}

const channels: readonly PolicyStatement[] = [
  {
    // None of these actions works on a resource that a policy could name.
    sid: "OpenMessageChannels",
    actions: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    resources: ["*"],
  },
  {
    // A node that does not report itself is no target. AWS's page names no narrower resource.
    sid: "ReportToSystemsManager",
    actions: ["ssm:UpdateInstanceInformation"],
    resources: ["*"],
  },
];

function transcripts(documents: readonly ISessionDocument[], dnsSuffix: string): PolicyStatement[] {
  const buckets = new Map(documents.flatMap(({ bucket }) => (bucket ? [[bucket.bucketArn, bucket]] : [])));
  if (buckets.size === 0) return [];
  const objects = [...buckets.keys()].flatMap((arn) => prefixes(arn, documents).map((prefix) => `${arn}/${prefix}/*`));
  return [
    {
      // Transcripts over 5 MiB are uploaded in parts, and given up where that fails.
      sid: "WriteTranscripts",
      actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
      resources: objects,
    },
    {
      // The agent sends this ACL with each upload. No other: the transcript goes to the owner of the bucket alone.
      sid: "GiveTranscriptsToBucketOwner",
      actions: ["s3:PutObjectAcl"],
      resources: objects,
      conditions: { StringEquals: { "s3:x-amz-acl": ["bucket-owner-full-control"] } },
    },
    {
      // `s3EncryptionEnabled` makes the agent look; where it may not, it refuses the session.
      sid: "ReadBucketEncryption",
      actions: ["s3:GetEncryptionConfiguration"],
      resources: [...buckets.keys()],
    },
    ...[...buckets.values()].flatMap((bucket, index) => encryption(bucket, index, dnsSuffix)),
  ];
}

/** The Region ends a prefix. Where documents differ in it only, the account's part of the prefix serves them all. */
function prefixes(bucketArn: string, documents: readonly ISessionDocument[]): string[] {
  const here = documents.filter(({ bucket }) => bucket?.bucketArn === bucketArn);
  const ofAccount = ({ transcriptPrefix }: ISessionDocument) => transcriptPrefix.split("/").slice(0, -1).join("/");
  const regionsOf = (prefix: string) =>
    distinct(here.filter((document) => ofAccount(document) === prefix).map(({ region }) => region));
  return distinct(
    here.map((document) =>
      regionsOf(ofAccount(document)).length > 1 ? ofAccount(document) : document.transcriptPrefix,
    ),
  );
}

/**
 * Decrypting is for uploads in parts. S3 names the bucket where it has a Bucket Key, else the object; a bucket that
 * exists already may have none, and a refusal here would lose the transcript without a word. Which objects those are is
 * for the statements above to say.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
function encryption(
  { bucketArn, region, encryption: key }: ILogBucket,
  index: number,
  dnsSuffix: string,
): PolicyStatement[] {
  if (key === "s3-managed") return [];
  return [
    {
      sid: `EncryptTranscripts${index === 0 ? "" : index + 1}`,
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      resources: [key.keyArn],
      conditions: {
        StringEquals: { "kms:ViaService": [`s3.${region}.${dnsSuffix}`] },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`],
        },
      },
    },
  ];
}

/**
 * The agent calls KMS itself, so `kms:ViaService` would never hold. Its context may hold more keys than the session and
 * the target, so only the presence of the session is asked for.
 */
function sessionTraffic(documents: readonly ISessionDocument[]): PolicyStatement[] {
  const keys = distinct(documents.map(({ encryptionKey }) => encryptionKey?.keyArn));
  if (keys.length === 0) return [];
  return [
    {
      sid: "DecryptSessionTraffic",
      actions: ["kms:Decrypt"],
      resources: keys,
      conditions: { Null: { "kms:EncryptionContext:aws:ssm:SessionId": ["false"] } },
    },
  ];
}

function output(documents: readonly ISessionDocument[]): PolicyStatement[] {
  const groups = acrossRegions(distinct(documents.map(({ logGroup }) => logGroup?.logGroupArn)));
  if (groups.length === 0) return [];
  return [
    {
      // The agent finds the group, and whether it is encrypted, in the list of all; the action knows no narrower resource.
      sid: "FindLogGroup",
      actions: ["logs:DescribeLogGroups"],
      resources: ["*"],
    },
    {
      // Of the two forms that the ARN of a group has, calls on streams are checked against the one with a tail.
      sid: "WriteSessionOutput",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      resources: groups.flatMap((arn) => [arn, `${arn}:log-stream:*`]),
    },
  ];
}

/** EC2 hands the role to instances. Its name ends as the partition does, in China too. */
export function instanceTrust({ dnsSuffix }: AwsContext): PolicyStatement {
  return {
    sid: "AllowInstancesAssume",
    principals: { Service: [`ec2.${dnsSuffix}`] },
    actions: ["sts:AssumeRole"],
  };
}

/**
 * Systems Manager hands the role to machines of hybrid activations of this account, and of nobody else's.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html
 */
export function hybridTrust(aws: AwsContext): PolicyStatement {
  return {
    sid: "AllowHybridNodesAssume",
    principals: { Service: ["ssm.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
    conditions: {
      StringEquals: { "aws:SourceAccount": [aws.account] },
      ArnLike: { "aws:SourceArn": [arns.systemsManager({ ...aws, region: "*" })] },
    },
  };
}
