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
import { everyNode, type SessionTargets } from "./session-targets";

/** `"users"` are IAM users; `"roles"` are roles, those of IAM Identity Center included. */
export const operatorKinds = ["roles", "users"] as const;

export type OperatorKind = (typeof operatorKinds)[number];

export interface OperatorRules {
  readonly documents: readonly ISessionDocument[];
  readonly targets: SessionTargets;
  readonly principals: OperatorKind;
  readonly unloggedDocuments: readonly UnloggedDocument[];
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
    ...startStatements(rules.targets, [...documentArns, ...unlogged], anywhere),
    denyOtherRegions(regions),
    ...ownSessionStatements(rules.principals, anywhere),
    listStatement,
    ...sessionTraffic(documents),
    ...(documents.some(({ runAsUser }) => runAsUser !== undefined) ? [denyRunAsTag] : []),
    ...changeStatements(documents, documentArns, anywhere),
  ];
}

/**
 * StartSession is checked against the node and against the document. The document has a statement of its own: it does
 * not carry the node's tags. `BoolIfExists`, since a plain `Bool` was seen to refuse the permitted document too.
 */
function startStatements(targets: SessionTargets, documents: readonly string[], aws: AwsContext): PolicyStatement[] {
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
    denyOtherDocuments(documents, aws),
  ];
}

/** No other Allow of the caller opens another document. Nodes and tasks are spared: this is about documents only. */
export function denyOtherDocuments(documents: readonly string[], aws: AwsContext): PolicyStatement {
  return {
    sid: "DenyOtherDocuments",
    effect: "Deny",
    actions: ["ssm:StartSession"],
    notResources: [...documents, ...everyNode(aws), arns.task(aws, "*")],
  };
}

/** The same document may be there, unlogged, in Regions that nobody audits, and another policy may open it. */
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
 * The id of a session starts with the name of the user or of the role session. For a user the ARN tells whose it is;
 * for a role the tag does that Systems Manager puts on the session. A data channel of a role cannot be told by ARN, but
 * nobody opens one without the token that StartSession or ResumeSession gave to its caller.
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

/** What console and CLI show before a start. All but GetConnectionStatus know no narrower resource. */
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

/** The client makes the data key of a session, by a call of its own to KMS: no `kms:ViaService` would hold. */
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

/** Whoever is audited changes neither what audits them nor what it wrote, whatever else they are allowed. */
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

/** Denied for every session document, whatever its name, by a statement of its own. */
const CREATE_DOCUMENT = "ssm:CreateDocument";

/** Calls that start, or come back to, a session. */
const entry = ["ssm:StartSession", "ssm:ResumeSession", "ssmmessages:OpenDataChannel"];

/** The tag names another user of the node than the document does, and goes first. @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-preferences-run-as.html */
const denyRunAsTag = denyEntry("DenyRunAsTag", { Null: { "aws:PrincipalTag/SSMSessionRunAs": ["false"] } });

/**
 * `BoolIfExists` catches long-term access keys too, whose calls say nothing about MFA.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export function mfaStatements(maxAgeMinutes: number | undefined): PolicyStatement[] {
  const required = denyEntry("DenyWithoutMfa", { BoolIfExists: { "aws:MultiFactorAuthPresent": ["false"] } });
  if (maxAgeMinutes === undefined) return [required];
  const seconds = String(maxAgeMinutes * 60);
  return [required, denyEntry("DenyAfterOldLogin", { NumericGreaterThan: { "aws:MultiFactorAuthAge": [seconds] } })];
}

/**
 * Negated operators hold where the key is absent: through a VPC endpoint there is no source address, through the
 * internet no VPC. With both given, one of the two must fit.
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
