import {
  type AwsContext,
  arns,
  type Conditions,
  distinct,
  keyThroughS3,
  type PolicyStatement,
} from "../../core/internal";
import { type AgentTask, agentActions, agentCalls } from "../../facts";
import type { ILogBucket } from "../../log-bucket";
import type { ISessionDocument } from "../../session-document";
import { acrossRegions } from "../across-regions";

/** What the created role is for: EC2 instances, or machines elsewhere that a hybrid activation registers. */
export const nodeKinds = ["ec2", "hybrid"] as const;

export type NodeKind = (typeof nodeKinds)[number];

/** Where a task runs, and under which conditions. */
type Reach = Pick<PolicyStatement, "resources" | "conditions">;

/**
 * Exactly what the agent does in a session: it writes transcripts and output, and neither reads nor deletes any. A task
 * has a statement for each of its resources, and none if there is nothing to do.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
 */
export function nodeStatements(documents: readonly ISessionDocument[], aws: AwsContext): PolicyStatement[] {
  return distinct(agentCalls.map(({ task }) => task)).flatMap((task) =>
    reaches[task](documents, aws).map((reach, index) => ({
      sid: index === 0 ? task : `${task}${index + 1}`,
      actions: agentActions({ task }),
      ...reach,
    })),
  );
}

const everything: readonly Reach[] = [{ resources: ["*"] }];

const reaches: Readonly<
  Record<AgentTask, (documents: readonly ISessionDocument[], aws: AwsContext) => readonly Reach[]>
> = {
  OpenMessageChannels: () => everything,
  ReportToSystemsManager: () => everything,
  WriteTranscripts: (documents) => on(transcripts(documents)),
  // No other ACL: the transcript belongs to the owner of the bucket alone.
  GiveTranscriptsToBucketOwner: (documents) =>
    on(transcripts(documents), { StringEquals: { "s3:x-amz-acl": ["bucket-owner-full-control"] } }),
  ReadBucketEncryption: (documents) => on([...bucketsOf(documents).keys()]),
  EncryptTranscripts: (documents, aws) =>
    [...bucketsOf(documents).values()].flatMap((bucket) => encryption(bucket, aws)),
  // The agent calls KMS itself, so `kms:ViaService` would never match. Its context may hold more keys than the session
  // and the target, so only the presence of the session is required.
  DecryptSessionTraffic: (documents) =>
    on(distinct(documents.map(({ encryptionKey }) => encryptionKey?.keyArn)), {
      Null: { "kms:EncryptionContext:aws:ssm:SessionId": ["false"] },
    }),
  FindLogGroup: (documents) => (groupsOf(documents).length > 0 ? everything : []),
  // The ARN of a group has two forms. Calls on streams are checked against the one with a suffix.
  WriteSessionOutput: (documents) => on(groupsOf(documents).flatMap((arn) => [arn, `${arn}:log-stream:*`])),
};

function on(resources: readonly string[], conditions?: Conditions): Reach[] {
  return resources.length > 0 ? [{ resources, conditions }] : [];
}

function bucketsOf(documents: readonly ISessionDocument[]): ReadonlyMap<string, ILogBucket> {
  return new Map(documents.flatMap(({ bucket }) => (bucket ? [[bucket.bucketArn, bucket]] : [])));
}

function groupsOf(documents: readonly ISessionDocument[]): string[] {
  return acrossRegions(distinct(documents.map(({ logGroup }) => logGroup?.logGroupArn)));
}

function transcripts(documents: readonly ISessionDocument[]): string[] {
  return [...bucketsOf(documents).keys()].flatMap((arn) =>
    prefixes(arn, documents).map((prefix) => (prefix === "" ? `${arn}/*` : `${arn}/${prefix}/*`)),
  );
}

/**
 * A prefix ends with the Region, unless it is an exact one. Documents that differ only in the Region share the
 * account's part of the prefix.
 */
function prefixes(bucketArn: string, documents: readonly ISessionDocument[]): string[] {
  const here = documents.filter(({ bucket }) => bucket?.bucketArn === bucketArn);
  const ofAccount = ({ transcriptPrefix, region }: ISessionDocument) =>
    transcriptPrefix.endsWith(`/${region}`) ? transcriptPrefix.slice(0, -region.length - 1) : transcriptPrefix;
  const regionsOf = (prefix: string) =>
    distinct(here.filter((document) => ofAccount(document) === prefix).map(({ region }) => region));
  return distinct(
    here.map((document) =>
      regionsOf(ofAccount(document)).length > 1 ? ofAccount(document) : document.transcriptPrefix,
    ),
  );
}

function encryption(bucket: ILogBucket, aws: AwsContext): Reach[] {
  // SSE-S3 has no key, and the AWS managed key lets the whole account in through S3.
  if (typeof bucket.encryption === "string") return [];
  return on([bucket.encryption.keyArn], keyThroughS3(bucket, aws));
}

/** EC2 gives the role to instances. The service name ends in the DNS suffix of the partition, in China too. */
export function instanceTrust({ dnsSuffix }: AwsContext): PolicyStatement {
  return {
    sid: "AllowInstancesAssume",
    principals: { Service: [`ec2.${dnsSuffix}`] },
    actions: ["sts:AssumeRole"],
  };
}

/**
 * Systems Manager gives the role to machines of hybrid activations of this account only.
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
