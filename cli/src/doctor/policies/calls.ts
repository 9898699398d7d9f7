import type { Bucket, LogGroup } from "../state";

/** Where sessions of a Region are logged and how they are encrypted, in ARNs: what calls are made on. */
export interface Chain {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly document: string;
  readonly group?: LogGroup;
  readonly bucket?: Bucket;
  /** Below which transcripts go, without slashes at either end. */
  readonly prefix: string;
  readonly sessionKey?: string;
  readonly bucketKey?: string;
}

export interface AgentCall {
  readonly action: string;
  readonly resource: string;
}

/** Condition keys of a call, as IAM's simulation takes them. */
export type Context = Readonly<Record<string, string>>;

const session = "alice-0123456789abcdef0";
const node = "i-0123456789abcdef0";

export const bucketArn = ({ partition, bucket }: Chain) => `arn:${partition}:s3:::${bucket!.name}`;
export const transcriptArn = (chain: Chain) =>
  `${bucketArn(chain)}/${[chain.prefix, `${session}.log`].filter(Boolean).join("/")}`;
export const streamArn = ({ group }: Chain) => `${group!.arn}:log-stream:${session}`;

/** Headers that every upload of an agent has: https://github.com/aws/amazon-ssm-agent/blob/mainline/agent/s3util/s3util.go */
export const uploadContext: Context = { "s3:x-amz-acl": "bucket-owner-full-control" };

/** What KMS is told by agent and client: the session and the node. */
export const sessionContext: Context = {
  "kms:EncryptionContext:aws:ssm:SessionId": session,
  "kms:EncryptionContext:aws:ssm:TargetId": node,
};

/** What KMS is told by S3 when it encrypts an upload, with the Bucket Key on. */
export function uploadKeyContext(chain: Chain): Context {
  const suffix = chain.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return {
    "kms:ViaService": `s3.${chain.bucket!.region}.${suffix}`,
    "kms:EncryptionContext:aws:s3:arn": bucketArn(chain),
  };
}

export const channelActions = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
] as const;

/** What an agent calls itself, for the destinations that there are. */
export function agentCalls(chain: Chain): AgentCall[] {
  const calls: AgentCall[] = channelActions.map((action) => ({ action, resource: "*" }));
  if (chain.group) {
    calls.push({ action: "logs:DescribeLogGroups", resource: "*" });
    calls.push({ action: "logs:DescribeLogStreams", resource: chain.group.arn });
    calls.push({ action: "logs:CreateLogStream", resource: streamArn(chain) });
    calls.push({ action: "logs:PutLogEvents", resource: streamArn(chain) });
    calls.push({ action: "logs:DeleteLogStream", resource: streamArn(chain) });
  }
  if (chain.bucket) {
    calls.push({ action: "s3:GetEncryptionConfiguration", resource: bucketArn(chain) });
    calls.push({ action: "s3:PutObject", resource: transcriptArn(chain) });
    calls.push({ action: "s3:PutObjectAcl", resource: transcriptArn(chain) });
    calls.push({ action: "s3:DeleteObject", resource: transcriptArn(chain) });
  }
  if (chain.sessionKey) calls.push({ action: "kms:Decrypt", resource: chain.sessionKey });
  return calls;
}

/** The name of a call that S3 makes for a node, apart from the node's own call of that name. */
export const throughS3 = (action: string): string => `s3->${action}`;

/** What S3 asks of KMS in the name of the node. */
export function uploadKeyCalls({ bucketKey }: Chain): AgentCall[] {
  if (!bucketKey) return [];
  return ["kms:GenerateDataKey", "kms:Decrypt"].map((action) => ({ action, resource: bucketKey }));
}

/** Documents with which sessions are not logged, or not surely. */
export const unloggedDocuments = {
  port: ["AWS-StartSSHSession", "AWS-StartPortForwardingSession", "AWS-StartPortForwardingSessionToRemoteHost"],
  command: ["AWS-StartInteractiveCommand", "AWS-StartNonInteractiveCommand"],
} as const;

export const awsDocumentArn = ({ partition, region }: Chain, name: string) =>
  `arn:${partition}:ssm:${region}::document/${name}`;
export const documentArn = ({ partition, region, account }: Chain, name: string) =>
  `arn:${partition}:ssm:${region}:${account}:document/${name}`;
/** Stands for a document that somebody makes for the purpose. */
export const foreignDocument = "Somebodys-Shell";
export const anyRoleArn = ({ partition, account }: Chain) => `arn:${partition}:iam::${account}:role/Somebody`;

/** What a client calls in the name of a person, and what a person had better not be able to do. */
export function personCalls(chain: Chain): AgentCall[] {
  const { partition, account, region } = chain;
  const start = (resource: string) => ({ action: "ssm:StartSession", resource });
  return [
    start(documentArn(chain, chain.document)),
    start(documentArn(chain, foreignDocument)),
    start(`arn:${partition}:ec2:${region}:${account}:instance/${node}`),
    ...[...unloggedDocuments.port, ...unloggedDocuments.command].map((name) => start(awsDocumentArn(chain, name))),
    { action: "ssmmessages:OpenDataChannel", resource: `arn:${partition}:ssm:${region}:${account}:session/${session}` },
    ...(chain.sessionKey ? [{ action: "kms:GenerateDataKey", resource: chain.sessionKey }] : []),
    { action: "ssm:CreateDocument", resource: documentArn(chain, foreignDocument) },
    { action: "iam:TagRole", resource: anyRoleArn(chain) },
    ...changes(chain),
    ...deletions(chain),
  ];
}

/** Calls that end the audit, open it or point it elsewhere. */
export function changes(chain: Chain): AgentCall[] {
  const { partition, account, region } = chain;
  return [
    { action: "ssm:UpdateDocument", resource: documentArn(chain, chain.document) },
    { action: "ssm:DeleteDocument", resource: documentArn(chain, chain.document) },
    { action: "cloudtrail:StopLogging", resource: `arn:${partition}:cloudtrail:${region}:${account}:trail/any` },
    { action: "events:DisableRule", resource: `arn:${partition}:events:${region}:${account}:rule/any` },
    ...(chain.group ? [{ action: "logs:PutRetentionPolicy", resource: chain.group.arn }] : []),
    ...(chain.bucket ? [{ action: "s3:PutBucketPolicy", resource: bucketArn(chain) }] : []),
    ...(chain.sessionKey ? [{ action: "kms:DisableKey", resource: chain.sessionKey }] : []),
  ];
}

/** Calls that remove what was recorded. */
export function deletions(chain: Chain): AgentCall[] {
  return [
    ...(chain.group ? [{ action: "logs:DeleteLogGroup", resource: chain.group.arn }] : []),
    ...(chain.bucket ? [{ action: "s3:DeleteObjectVersion", resource: transcriptArn(chain) }] : []),
    ...(chain.bucket ? [{ action: "s3:DeleteObject", resource: transcriptArn(chain) }] : []),
  ];
}
