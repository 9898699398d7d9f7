import {
  type AwsContext,
  arns,
  type Conditions,
  distinct,
  type PolicyStatement,
  policyVariable,
} from "../../core/internal";
import { deniedActions, deniedToOperators, type UnloggedDocument } from "../../facts";
import type { ISessionDocument } from "../../session-document";
import { acrossRegions } from "../across-regions";
import { exceptRemoteDesktop } from "../except-remote-desktop";
import { everyNode, type SessionTargets } from "./session-targets";

/** `"users"` are IAM users; `"roles"` are roles, those of IAM Identity Center included. */
export const operatorKinds = ["roles", "users"] as const;

export type OperatorKind = (typeof operatorKinds)[number];

export interface OperatorRules {
  readonly documents: readonly ISessionDocument[];
  readonly targets: SessionTargets;
  readonly principals: OperatorKind;
  readonly unloggedDocuments: readonly UnloggedDocument[];
  readonly remoteDesktop: boolean;
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html */
export function operatorStatements(rules: OperatorRules, home: AwsContext): PolicyStatement[] {
  const { documents } = rules;
  const anywhere = { ...home, region: "*" };
  const exactArns = distinct(documents.map(({ documentArn }) => documentArn));
  const regions = distinct(documents.map(({ region }) => region));
  const documentArns = acrossRegions(exactArns, Math.max(2, regions.length));
  const unlogged = rules.unloggedDocuments.map((name) => arns.awsDocument(anywhere, name));
  return [
    ...startStatements(rules, [...documentArns, ...unlogged], anywhere),
    denyOtherRegions(regions),
    ...ownSessionStatements(rules.principals, anywhere),
    listStatement,
    ...sessionTraffic(documents),
    ...(documents.some(({ runAsUser }) => runAsUser !== undefined) ? [denyRunAsTag] : []),
    ...changeStatements(documents, documentArns, anywhere),
  ];
}

/**
 * StartSession is checked against the node and against the document. The document has a separate statement because it
 * does not carry the node's tags. `BoolIfExists`, because in a test plain `Bool` also refused the permitted document.
 */
function startStatements(
  { targets, remoteDesktop }: OperatorRules,
  documents: readonly string[],
  aws: AwsContext,
): PolicyStatement[] {
  const others = denyOtherDocuments(documents, aws);
  return [
    {
      sid: targets.sid,
      actions: ["ssm:StartSession"],
      resources: targets.resources(aws),
      conditions: { ...targets.conditions, BoolIfExists: { "ssm:SessionDocumentAccessCheck": ["true"] } },
    },
    {
      // The console shows a document before it starts a session with it.
      sid: "UseTheseDocuments",
      actions: ["ssm:StartSession", "ssm:DescribeDocument", "ssm:GetDocument"],
      resources: documents,
    },
    remoteDesktop ? exceptRemoteDesktop(others) : others,
  ];
}

/** Denies other documents even if another policy of the caller allows them. Nodes and tasks are not affected. */
export function denyOtherDocuments(documents: readonly string[], aws: AwsContext): PolicyStatement {
  return {
    sid: "DenyOtherDocuments",
    effect: "Deny",
    actions: ["ssm:StartSession"],
    notResources: [...documents, ...everyNode(aws), arns.task(aws, "*")],
  };
}

/** The same document may exist unlogged in an unaudited Region, and another policy may open it there. */
function denyOtherRegions(regions: readonly string[]): PolicyStatement {
  return {
    sid: "DenyOtherRegions",
    effect: "Deny",
    actions: ["ssm:StartSession"],
    resources: ["*"],
    conditions: { StringNotEquals: { "aws:RequestedRegion": regions } },
  };
}

/**
 * The id of a session starts with the name of the user or role session. For a user, the ARN shows the owner; for a
 * role, the tag that Systems Manager puts on the session does. The ARN of a role's data channel shows no owner, but
 * opening one needs the token that StartSession or ResumeSession gave to its caller.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-examples.html
 */
function ownSessionStatements(principals: OperatorKind, aws: AwsContext): PolicyStatement[] {
  const own = arns.session(aws, principals === "users" ? `${policyVariable("aws:username")}-*` : "*");
  const tag = { "ssm:resourceTag/aws:ssmmessages:session-id": [policyVariable("aws:userid")] };
  return [
    { sid: "OpenDataChannels", actions: ["ssmmessages:OpenDataChannel"], resources: [own] },
    {
      sid: "ResumeOrTerminateOwnSession",
      actions: ["ssm:ResumeSession", "ssm:TerminateSession"],
      resources: [own],
      conditions: principals === "users" ? undefined : { StringEquals: tag },
    },
  ];
}

/** What console and CLI show before a start. All but GetConnectionStatus support no narrower resource. */
const listStatement: PolicyStatement = {
  sid: "ListNodesAndSessions",
  actions: [
    "ssm:DescribeSessions",
    "ssm:GetConnectionStatus",
    "ssm:DescribeInstanceProperties",
    "ssm:DescribeInstanceInformation",
    "ec2:DescribeInstances",
  ],
  resources: ["*"],
};

/** The client itself asks KMS for the data key of a session, so `kms:ViaService` would never match. */
function sessionTraffic(documents: readonly ISessionDocument[]): PolicyStatement[] {
  const keys = distinct(documents.map(({ encryptionKey }) => encryptionKey?.keyArn));
  if (keys.length === 0) return [];
  return [
    {
      sid: "EncryptSessionTraffic",
      actions: ["kms:GenerateDataKey"],
      resources: keys,
      conditions: { Null: { "kms:EncryptionContext:aws:ssm:SessionId": ["false"] } },
    },
  ];
}

/** Operators change neither the audit nor its records, whatever else they are allowed. */
function changeStatements(
  documents: readonly ISessionDocument[],
  documentArns: readonly string[],
  aws: AwsContext,
): PolicyStatement[] {
  const buckets = distinct(documents.map(({ bucket }) => bucket?.bucketArn));
  const groups = acrossRegions(distinct(documents.map(({ logGroup }) => logGroup?.logGroupArn)));
  const keys = distinct(
    documents.flatMap(({ encryptionKey, bucket }) => [
      encryptionKey?.keyArn,
      bucket && typeof bucket.encryption !== "string" ? bucket.encryption.keyArn : undefined,
    ]),
  );
  return [
    {
      sid: "DenyNewSessionDocuments",
      effect: "Deny",
      actions: [CREATE_DOCUMENT],
      resources: [arns.document(aws, "*")],
      conditions: { StringEquals: { "ssm:DocumentType": ["Session"] } },
    },
    {
      sid: "DenyDocumentChanges",
      effect: "Deny",
      actions: deniedActions("document").filter((action) => action !== CREATE_DOCUMENT),
      resources: documentArns,
    },
    {
      sid: "DenyAuditDataChanges",
      effect: "Deny",
      actions: [
        ...deniedToOperators("bucket", "object"),
        ...deniedToOperators("log-group"),
        ...(keys.length > 0 ? deniedToOperators("key") : []),
      ],
      resources: [
        ...buckets.flatMap((arn) => [arn, `${arn}/*`]),
        ...groups.flatMap((arn) => [arn, `${arn}:*`]),
        ...keys,
      ],
    },
  ];
}

/** Denied for every session document, whatever its name, by a separate statement. */
const CREATE_DOCUMENT = "ssm:CreateDocument";

/** Calls that start or resume a session. */
const entry = ["ssm:StartSession", "ssm:ResumeSession", "ssmmessages:OpenDataChannel"];

/** The tag overrides the document's operating system user. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html */
const denyRunAsTag = denyEntry("DenyRunAsTag", { Null: { "aws:PrincipalTag/SSMSessionRunAs": ["false"] } });

/**
 * `BoolIfExists` also catches long-term access keys, whose calls carry no MFA information.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export function mfaStatements(maxAgeMinutes: number | undefined): PolicyStatement[] {
  const required = denyEntry("DenyWithoutMfa", { BoolIfExists: { "aws:MultiFactorAuthPresent": ["false"] } });
  if (maxAgeMinutes === undefined) return [required];
  const seconds = String(maxAgeMinutes * 60);
  return [required, denyEntry("DenyAfterOldLogin", { NumericGreaterThan: { "aws:MultiFactorAuthAge": [seconds] } })];
}

/**
 * Negated operators match if the key is absent: a VPC endpoint has no source address, the internet no VPC. If both are
 * given, one of them must match.
 */
export function networkStatement(cidrs: readonly string[], vpcIds: readonly string[]): PolicyStatement {
  return denyEntry("DenyFromOtherNetworks", {
    ...(cidrs.length > 0 && { NotIpAddress: { "aws:SourceIp": cidrs } }),
    ...(vpcIds.length > 0 && { StringNotEquals: { "aws:SourceVpc": vpcIds } }),
  });
}

/** A source identity is set when a role is assumed, and stays with every role assumed from there. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html */
export const denyWithoutSourceIdentity = denyEntry("DenyWithoutSourceIdentity", {
  Null: { "aws:SourceIdentity": ["true"] },
});

function denyEntry(sid: string, conditions: Conditions): PolicyStatement {
  return { sid, effect: "Deny", actions: entry, resources: ["*"], conditions };
}
