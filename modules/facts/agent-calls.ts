/**
 * Every call the agent makes in a session, listed once. The policies of nodes, endpoints and the log archive are built
 * from this table, and the contract tests run every row against each of them.
 *
 * Not in it: the agent signs a HeadBucket to learn the Region of the bucket, but the answer names it even when refused.
 */
export interface AgentCall {
  /** What the agent is doing. Names the statement of the node policy. */
  readonly task: string;
  readonly action: string;
  readonly on: AgentCallResource;
  readonly because: string;
  /** Where AWS documents the call, or where the agent's code makes it. */
  readonly source: string;
}

/**
 * What a call is made on. `transcripts` are the objects below the prefix of a document, `bucket-key` is the key of their
 * bucket, which S3 uses on the agent's behalf. `everything`: IAM knows no narrower resource.
 */
export type AgentCallResource =
  | "bucket"
  | "transcripts"
  | "bucket-key"
  | "session-key"
  | "log-group"
  | "log-streams"
  | "everything";

const agent = "https://github.com/aws/amazon-ssm-agent/blob/mainline/agent";
const messages =
  "https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html";
const upload = `${agent}/s3util/s3util.go`;
const logs = `${agent}/agentlogstocloudwatch/cloudwatchlogspublisher/cloudwatchlogsservice.go`;
const multipart = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions";

export const agentCalls = [
  {
    task: "OpenMessageChannels",
    action: "ssmmessages:CreateControlChannel",
    on: "everything",
    because: "waits for sessions",
    source: messages,
  },
  {
    task: "OpenMessageChannels",
    action: "ssmmessages:CreateDataChannel",
    on: "everything",
    because: "takes a session",
    source: messages,
  },
  {
    task: "OpenMessageChannels",
    action: "ssmmessages:OpenControlChannel",
    on: "everything",
    because: "waits for sessions",
    source: messages,
  },
  {
    task: "OpenMessageChannels",
    action: "ssmmessages:OpenDataChannel",
    on: "everything",
    because: "takes a session",
    source: messages,
  },
  {
    task: "ReportToSystemsManager",
    action: "ssm:UpdateInstanceInformation",
    on: "everything",
    because: "a node that does not report itself is no target",
    source:
      "https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html",
  },
  {
    task: "WriteTranscripts",
    action: "s3:PutObject",
    on: "transcripts",
    because: "uploads the transcript when the session ends",
    source: upload,
  },
  {
    task: "GiveTranscriptsToBucketOwner",
    action: "s3:PutObjectAcl",
    on: "transcripts",
    because: "sends the ACL bucket-owner-full-control with every upload",
    source: upload,
  },
  {
    task: "WriteTranscripts",
    action: "s3:AbortMultipartUpload",
    on: "transcripts",
    because: "gives up an upload in parts, which transcripts over 5 MiB are",
    source: multipart,
  },
  {
    task: "ReadBucketEncryption",
    action: "s3:GetEncryptionConfiguration",
    on: "bucket",
    because: "refuses the session where `s3EncryptionEnabled` is set and it may not look",
    source: upload,
  },
  {
    task: "EncryptTranscripts",
    action: "kms:GenerateDataKey",
    on: "bucket-key",
    because: "S3 encrypts the transcript",
    source: multipart,
  },
  {
    task: "EncryptTranscripts",
    action: "kms:Decrypt",
    on: "bucket-key",
    because: "S3 puts the parts of a long transcript together",
    source: multipart,
  },
  {
    task: "DecryptSessionTraffic",
    action: "kms:Decrypt",
    on: "session-key",
    because: "opens the data key that the client made",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-enable-encryption.html",
  },
  {
    task: "FindLogGroup",
    action: "logs:DescribeLogGroups",
    on: "everything",
    because: "finds the group, and whether it is encrypted, in the list of all",
    source: logs,
  },
  {
    task: "WriteSessionOutput",
    action: "logs:CreateLogStream",
    on: "log-streams",
    because: "makes a stream per session",
    source: logs,
  },
  {
    task: "WriteSessionOutput",
    action: "logs:DescribeLogStreams",
    on: "log-group",
    because: "looks for its stream",
    source: logs,
  },
  {
    task: "WriteSessionOutput",
    action: "logs:PutLogEvents",
    on: "log-streams",
    because: "sends the output",
    source: logs,
  },
] as const satisfies readonly AgentCall[];

export type AgentTask = (typeof agentCalls)[number]["task"];

/** The actions of one task, or on one kind of resource, in the order of the table. */
export function agentActions(part: { readonly task: AgentTask } | { readonly on: AgentCallResource }): string[] {
  const wanted = "task" in part ? ({ task }: AgentCall) => task === part.task : ({ on }: AgentCall) => on === part.on;
  return agentCalls.filter(wanted).map(({ action }) => action);
}
