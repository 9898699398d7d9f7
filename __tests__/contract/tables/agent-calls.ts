/** When the agent makes each of its calls, and what it sends along. Written down apart from the table that policies are made from. */
import { type AgentCall, agentCalls } from "../../../modules/facts";
import { ofSession, toBucketOwner, viaS3 } from "../support/names";
import type { Principal } from "../support/principals";
import { allows, type Row } from "../support/table";

/** A node, and what its sessions are logged to. */
export interface Surroundings {
  readonly node: Principal;
  /** ARNs of the node itself, in the forms that it may have. */
  readonly nodeArns: readonly string[];
  readonly bucket: string;
  readonly transcript: string;
  readonly bucketKey: string;
  readonly sessionKey: string;
  readonly logGroup: string;
  readonly logStream: string;
}

interface Situation {
  readonly on: string | readonly string[];
  readonly because: string;
  readonly with?: Row["with"];
  /** Whether it arises with buckets that have no S3 Bucket Key only. Ours have one. */
  readonly withoutBucketKey?: boolean;
}

const situations: Readonly<Record<string, (here: Surroundings) => readonly Situation[]>> = {
  "ssmmessages:CreateControlChannel on everything": () => [{ on: "*", because: "waits for sessions" }],
  "ssmmessages:OpenControlChannel on everything": () => [{ on: "*", because: "waits for sessions" }],
  "ssmmessages:CreateDataChannel on everything": () => [{ on: "*", because: "takes a session" }],
  "ssmmessages:OpenDataChannel on everything": () => [{ on: "*", because: "takes a session" }],
  "ssm:UpdateInstanceInformation on everything": ({ nodeArns }) =>
    nodeArns.map((on) => ({ on, because: "reports itself, or is no target" })),
  "s3:GetEncryptionConfiguration on bucket": ({ bucket }) => [
    { on: bucket, because: "refuses the session where it may not look" },
  ],
  "s3:PutObject on transcripts": ({ transcript, bucketKey }) => [
    { on: transcript, because: "uploads with the bucket's algorithm and key", with: withKey(bucketKey) },
    { on: transcript, because: "uploads without headers where the look failed", with: toBucketOwner },
    { on: transcript, because: "uploads a part of a long transcript, without an ACL" },
  ],
  "s3:PutObjectAcl on transcripts": ({ transcript }) => [
    { on: transcript, because: "gives the transcript to the owner of the bucket", with: toBucketOwner },
  ],
  "s3:AbortMultipartUpload on transcripts": ({ transcript }) => [
    { on: transcript, because: "aborts a multipart upload" },
  ],
  "kms:GenerateDataKey on bucket-key": ({ bucketKey, bucket, transcript }) => [
    { on: bucketKey, because: "S3 encrypts, by the Bucket Key", with: viaS3(bucket) },
    {
      on: bucketKey,
      because: "S3 encrypts where there is no Bucket Key",
      with: viaS3(transcript),
      withoutBucketKey: true,
    },
  ],
  "kms:Decrypt on bucket-key": ({ bucketKey, bucket, transcript }) => [
    { on: bucketKey, because: "S3 puts parts together", with: viaS3(bucket) },
    {
      on: bucketKey,
      because: "S3 puts parts together, without a Bucket Key",
      with: viaS3(transcript),
      withoutBucketKey: true,
    },
  ],
  "kms:Decrypt on session-key": ({ sessionKey }) => [
    { on: sessionKey, because: "opens the data key of the client", with: ofSession },
  ],
  "logs:DescribeLogGroups on everything": () => [{ on: "*", because: "finds the group, and whether it is encrypted" }],
  "logs:DescribeLogStreams on log-group": ({ logGroup }) => [
    { on: logGroup, because: "looks for its stream" },
    { on: `${logGroup}:log-stream:`, because: "the form that errors of AWS show" },
  ],
  "logs:CreateLogStream on log-streams": ({ logStream }) => [{ on: logStream, because: "makes a stream per session" }],
  "logs:PutLogEvents on log-streams": ({ logStream }) => [{ on: logStream, because: "sends the output" }],
};

/** What the agent sends where it could read the encryption of the bucket. */
export function withKey(keyArn: string) {
  return {
    ...toBucketOwner,
    "s3:x-amz-server-side-encryption": "aws:kms",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn,
  };
}

const nameOf = ({ action, on }: AgentCall) => `${action} on ${on}`;

export const written = Object.keys(situations);
export const tabled = agentCalls.map(nameOf);

export interface AgentRow {
  readonly call: AgentCall;
  readonly row: Row;
}

/** A row, allowed, for every situation of every call of the agent. */
export function agentRows(here: Surroundings, { bucketMayLackKey = true } = {}): AgentRow[] {
  return agentCalls.flatMap((call) =>
    (situations[nameOf(call)]?.(here) ?? [])
      .filter(({ withoutBucketKey = false }) => bucketMayLackKey || !withoutBucketKey)
      .map(({ on, because, with: context }) => ({ call, row: allows(here.node, call.action, on, because, context) })),
  );
}

/** The same rows through the VPC endpoints called `<name>-<service>`. S3 uses the key of the bucket without them. */
export function throughEndpoints(rows: readonly AgentRow[], name: string): Row[] {
  return rows
    .filter(({ call }) => call.on !== "bucket-key")
    .map(({ call, row }) => ({ ...row, through: `${name}-${call.action.split(":")[0]}` }));
}
