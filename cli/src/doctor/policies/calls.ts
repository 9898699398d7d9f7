import {
  type AgentCallResource,
  type AgentTask,
  type AuditPiece,
  agentCalls as agentTable,
  partitionOf,
  protectedCalls,
  unloggedDocumentNames,
} from "../../../../modules/facts";
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

export interface PlacedCall {
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

/** One object, stream or session stands for all of its kind. */
export const generalized = (resource: string) => resource.replace(new RegExp(`${session}(\\.log)?$`), "*");

/** Headers that every upload of an agent has: https://github.com/aws/amazon-ssm-agent/blob/mainline/agent/s3util/s3util.go */
export const uploadContext: Context = { "s3:x-amz-acl": "bucket-owner-full-control" };

/** What KMS is told by agent and client: the session and the node. */
export const sessionContext: Context = {
  "kms:EncryptionContext:aws:ssm:SessionId": session,
  "kms:EncryptionContext:aws:ssm:TargetId": node,
};

/** Who opens a session: IAM's name for sessions of roles is `<id of the role>:<name of the session>`. */
export const callerContext: Context = { "aws:userid": "AROAEXAMPLE:alice", "aws:username": "alice" };

/** What KMS is told by S3 when it encrypts an upload, with the Bucket Key on. */
export function uploadKeyContext(chain: Chain): Context {
  const { region } = chain.bucket!;
  return {
    "kms:ViaService": `s3.${region}.${partitionOf(region).dnsSuffix}`,
    "kms:EncryptionContext:aws:s3:arn": bucketArn(chain),
  };
}

/** What an agent calls, and S3 for it, by task; nothing for destinations that there are not. */
export function agentCalls(chain: Chain): (PlacedCall & { task: AgentTask; on: AgentCallResource })[] {
  return agentTable.flatMap(({ task, action, on }) => {
    const resource = resourceOf(chain, task, on);
    // What it may not give up stays behind as parts, and no transcript is lost by that.
    return resource && action !== "s3:AbortMultipartUpload" ? [{ task, action, on, resource }] : [];
  });
}

function resourceOf(chain: Chain, task: AgentTask, on: AgentCallResource): string | undefined {
  switch (on) {
    case "everything":
      return task === "FindLogGroup" && !chain.group ? undefined : "*";
    case "bucket":
      return chain.bucket && bucketArn(chain);
    case "transcripts":
      return chain.bucket && transcriptArn(chain);
    case "log-group":
      return chain.group?.arn;
    case "log-streams":
      return chain.group && streamArn(chain);
    case "bucket-key":
      return chain.bucketKey;
    case "session-key":
      return chain.sessionKey;
  }
}

/** The part of S3 and the node's own, since one key may serve both with other conditions. */
export const madeByS3 = ({ on }: { on: AgentCallResource }): boolean => on === "bucket-key";

/** What a node has no reason to be able to do. */
export function nodeDeletions(chain: Chain): PlacedCall[] {
  return [
    ...(chain.group ? [{ action: "logs:DeleteLogStream", resource: streamArn(chain) }] : []),
    ...(chain.bucket ? [{ action: "s3:DeleteObject", resource: transcriptArn(chain) }] : []),
  ];
}

/** Documents with which sessions are not logged, or not surely. */
export const unloggedDocuments = {
  port: unloggedDocumentNames,
  command: ["AWS-StartInteractiveCommand", "AWS-StartNonInteractiveCommand"],
} as const;

export const awsDocumentArn = ({ partition, region }: Chain, name: string) =>
  `arn:${partition}:ssm:${region}::document/${name}`;
export const documentArn = ({ partition, region, account }: Chain, name: string) =>
  `arn:${partition}:ssm:${region}:${account}:document/${name}`;
export const nodeArn = ({ partition, region, account }: Chain) =>
  `arn:${partition}:ec2:${region}:${account}:instance/${node}`;
/** One's own session, as it is called and as AWS's pages let policies call it: `session/${aws:userid}-*`. */
export const sessionArns = ({ partition, region, account }: Chain) =>
  [session, `${callerContext["aws:userid"]}-0123456789abcdef0`].map(
    (id) => `arn:${partition}:ssm:${region}:${account}:session/${id}`,
  );
export const anyRoleArn = ({ partition, account }: Chain) => `arn:${partition}:iam::${account}:role/Somebody`;

/** Stands for a document that somebody makes for the purpose. */
export const foreignDocument = "Somebodys-Shell";

/** What a client calls in the name of a person, and the ways round the preferences. */
export function clientCalls(chain: Chain): PlacedCall[] {
  const start = (resource: string) => ({ action: "ssm:StartSession", resource });
  return [
    start(documentArn(chain, chain.document)),
    start(documentArn(chain, foreignDocument)),
    start(nodeArn(chain)),
    ...[...unloggedDocuments.port, ...unloggedDocuments.command].map((name) => start(awsDocumentArn(chain, name))),
    ...sessionArns(chain).map((resource) => ({ action: "ssmmessages:OpenDataChannel", resource })),
    ...(chain.sessionKey ? [{ action: "kms:GenerateDataKey", resource: chain.sessionKey }] : []),
    { action: "ssm:CreateDocument", resource: documentArn(chain, foreignDocument) },
    { action: "iam:TagRole", resource: anyRoleArn(chain) },
  ];
}

/** What nobody who opens sessions should be able to do to their recording. */
export const tamperingCalls = (chain: Chain): PlacedCall[] => [...changes(chain), ...deletions(chain)];

/** The pieces of the audit chain that the doctor knows by ARN; any trail and any rule stand for all. */
function pieces(chain: Chain): Partial<Record<AuditPiece, string>> {
  const { partition, account, region } = chain;
  return {
    document: documentArn(chain, chain.document),
    trail: `arn:${partition}:cloudtrail:${region}:${account}:trail/any`,
    rule: `arn:${partition}:events:${region}:${account}:rule/any`,
    ...(chain.bucket && { bucket: bucketArn(chain), object: transcriptArn(chain) }),
    ...(chain.group && { "log-group": chain.group.arn }),
    ...(chain.sessionKey && { key: chain.sessionKey }),
  };
}

/** Of each piece, the most telling calls come first; IAM simulates every action on every resource. */
const mostTelling = 2;

function protectedOn(chain: Chain, isWanted: (piece: string, action: string) => boolean): PlacedCall[] {
  return Object.entries(pieces(chain)).flatMap(([piece, resource]) =>
    protectedCalls[piece as AuditPiece]
      .slice(0, mostTelling)
      .filter(({ action }) => isWanted(piece, action))
      .map(({ action }) => ({ action, resource })),
  );
}

const removes = (piece: string, action: string) =>
  piece === "object" || (piece === "log-group" && /Delete|Retention/.test(action)) || action === "s3:DeleteBucket";

/** Calls that end the audit, open it or point it elsewhere. */
export const changes = (chain: Chain) => protectedOn(chain, (piece, action) => !removes(piece, action));

/** Calls that remove what was recorded. */
export const deletions = (chain: Chain) => protectedOn(chain, removes);
