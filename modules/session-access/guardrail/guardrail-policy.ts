import { type Conditions, distinct, type PolicyStatement } from "../../core/internal";
import { type AuditPiece, deniedActions, GUI_CONNECT } from "../../facts";
import type { AuditChain } from "./audit-chain";

/** The kinds of guardrail, in AWS's terms. */
export const guardrailKinds = [
  "identity-policy",
  "permissions-boundary",
  "service-control-policy",
  "resource-control-policy",
] as const;

export type GuardrailKind = (typeof guardrailKinds)[number];

export interface Guarded {
  readonly kind: GuardrailKind;
  /** ARNs of the exempt roles. */
  readonly administrators: readonly string[];
}

/** The protected calls, denied to everyone but the administrators. */
export interface Protection {
  /** Denies on the links of a chain, one statement per kind of link. */
  readonly links: readonly PolicyStatement[];
  /** Denies that resources alone cannot express. */
  readonly others: readonly PolicyStatement[];
}

export function protectionOf(chain: AuditChain, guarded: Guarded): Protection {
  const { documents = [], settings = [], trails = [], buckets = [], keys = [], logGroups = [], events = [] } = chain;
  const { keyAliases = [], topics = [], alarms = [], ledgers = [], buses = [], roles = [] } = chain;
  const { nodes = [], policies = [], tables = [] } = chain;
  const bucketArns = buckets.map(({ bucketArn }) => bucketArn);
  const objectArns = bucketArns.map((arn) => `${arn}/*`);
  const groupArns = logGroups.map(({ logGroupArn }) => logGroupArn);
  const policyArns = policies.map(({ policyArn }) => policyArn);
  const links = [
    keep("DenyDocumentChanges", { document: documents.map(({ documentArn }) => documentArn) }),
    keep("DenySettingChanges", { setting: settings.map(({ settingArn }) => settingArn) }),
    keep("DenyTrailChanges", { trail: trails.map(({ trailArn }) => trailArn) }),
    keep("DenyBucketChanges", { bucket: bucketArns, object: objectArns }),
    keep("DenyKeyChanges", { key: keys.map(({ keyArn }) => keyArn) }),
    keep("DenyAliasChanges", { "key-alias": keyAliases }),
    keep("DenyLogGroupChanges", { "log-group": groupArns.flatMap((arn) => [arn, `${arn}:*`]) }),
    keep("DenyRuleChanges", { rule: events.map(({ ruleArn }) => ruleArn) }),
    keep("DenyAlertChanges", {
      topic: topics.map(({ topicArn }) => topicArn),
      alarm: alarms.flatMap(({ alarmArns }) => alarmArns),
    }),
    keep("DenyLedgerChanges", {
      function: ledgers.map(({ functionArn }) => functionArn),
      schedule: [...ledgers, ...tables].map(({ scheduleArn }) => scheduleArn),
      workgroup: tables.map(({ workgroupArn }) => workgroupArn),
      table: tables.flatMap(({ tableArns }) => tableArns),
    }),
    keep("DenyDeadLetterLoss", {
      "dead-letter-queue": [...events, ...ledgers].map(({ deadLetterQueueArn }) => deadLetterQueueArn),
    }),
    keep("DenyBusChanges", { "event-bus": buses.map(({ busArn }) => busArn) }),
    keep("DenyIamChanges", {
      policy: policyArns,
      role: [...nodes.flatMap(({ roleArns }) => roleArns), ...policies.flatMap(({ roleArn }) => roleArn ?? [])],
      "instance-profile": nodes.flatMap(({ instanceProfileArns = [] }) => instanceProfileArns),
    }),
  ];
  const others = [
    keysByAlias("DenyChangesOfKeysByAlias", deniedActions("key"), keyAliases),
    ...recordingStatements(chain.recordingKeyAliases ?? []),
    {
      ...deny("DenyPolicyDetachment", deniedActions("policy", "iam:PolicyARN"), policyArns.length > 0 ? ["*"] : []),
      conditions: { ArnLike: { "iam:PolicyARN": policyArns } },
    },
    // Separate from node roles, which are passed whenever an instance is launched.
    keep("DenyRoleTakeover", { administrator: [...guarded.administrators, ...roles.map(({ roleArn }) => roleArn)] }),
    accountWide(chain),
  ];
  const spared = (statements: readonly Deny[]) =>
    statements
      .filter(({ resources }) => resources.length > 0)
      .map((statement) => spare(guarded.administrators, statement));
  const recordArns = [...objectArns, ...groupArns.map((arn) => `${arn}:*`)];
  return { links: spared(links), others: [...spared(others), ...forgery(chain, recordArns, guarded)] };
}

/** Calls for which IAM supports no narrower resource than `*`. */
function accountWide({ logGroups = [], topics = [], buses = [], organization = false }: AuditChain): Deny {
  const pieces: readonly (readonly [AuditPiece, boolean])[] = [
    ["log-group", logGroups.length > 0],
    ["topic", topics.length > 0],
    ["event-bus", buses.length > 0],
    ["account", true],
    ["organization", organization],
  ];
  const kept = pieces.flatMap(([piece, given]) => (given ? piece : []));
  return deny(
    "DenyAccountWideChanges",
    kept.flatMap((piece) => [
      ...(piece === "account" || piece === "organization" ? deniedActions(piece) : []),
      ...deniedActions(piece, "nothing"),
    ]),
    ["*"],
  );
}

/**
 * Only nodes and services write their records. An identity policy is for people. A boundary or an organization policy
 * binds nodes as well, so it says nothing here unless it knows them: otherwise it would mute the audit itself.
 */
function forgery(
  chain: AuditChain,
  resources: readonly string[],
  { kind, administrators }: Guarded,
): PolicyStatement[] {
  const { nodes = [], roles = [] } = chain;
  const writers = [...nodes.flatMap(({ roleArns }) => roleArns), ...roles.map(({ roleArn }) => roleArn)];
  const knowsNodes = nodes.some(({ roleArns }) => roleArns.length > 0);
  if (resources.length === 0 || !(knowsNodes || kind === "identity-policy")) return [];
  const forged = deny("DenyForgedRecords", deniedActions("record"), resources);
  // CloudTrail and S3 log delivery write as services, and a resource policy reaches services too.
  const byPeople: Conditions = { Bool: { "aws:PrincipalIsAWSService": ["false"] } };
  return [
    spare(
      kind === "identity-policy" ? administrators : [...administrators, ...writers],
      kind === "resource-control-policy" ? { ...forged, conditions: byPeople } : forged,
    ),
  ];
}

/**
 * The same denies in one statement. Each statement names every administrator, and a statement per link then fills the
 * policy. This denies nothing more, because a call works only on resources of its own service.
 */
export function together(links: readonly PolicyStatement[]): PolicyStatement[] {
  if (links.length === 0) return [];
  return [
    {
      ...links[0]!,
      sid: "DenyAuditChainChanges",
      actions: distinct(links.flatMap(({ actions }) => actions)),
      resources: distinct(links.flatMap(({ resources }) => resources ?? [])),
    },
  ];
}

/** Keys by alias: an alias is known beforehand, and the same in every Region. */
function keysByAlias(sid: string, actions: readonly string[], aliasArns: readonly string[]): Deny {
  const aliases = aliasArns.map((arn) => arn.slice(arn.indexOf(":alias/") + 1));
  const keys = aliasArns.map((arn) => `${arn.slice(0, arn.indexOf(":alias/"))}:key/*`);
  return {
    ...deny(sid, actions, keys),
    conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": distinct(aliases) } },
  };
}

/**
 * Keeps recordings of Remote Desktop connections on, and their key as it is. Grants on the key are what connections
 * need: GUI Connect makes them in the name of whoever connects.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-just-in-time-node-access-rdp-recording.html
 */
function recordingStatements(keyAliases: readonly string[]): Deny[] {
  if (keyAliases.length === 0) return [];
  const grant = "kms:CreateGrant";
  const changes = deniedActions("key").filter((action) => action !== grant);
  const grants = keysByAlias("DenyGrantsOnRecordingKeys", [grant], keyAliases);
  const viaGuiConnect = { "kms:ViaService": [GUI_CONNECT.replace(".", ".*.")] };
  return [
    keysByAlias("DenyChangesOfRecordingKeys", changes, keyAliases),
    { ...grants, conditions: { ...grants.conditions, StringNotLike: viaGuiConnect } },
    deny(
      "DenyRecordingPreferences",
      ["ssm-guiconnect:DeleteConnectionRecordingPreferences", "ssm-guiconnect:UpdateConnectionRecordingPreferences"],
      ["*"],
    ),
  ];
}

type Deny = PolicyStatement & Required<Pick<PolicyStatement, "resources">>;

export function deny(sid: string, actions: readonly string[], resources: readonly string[]): Deny {
  return { sid, effect: "Deny", actions: distinct(actions), resources: distinct(resources) };
}

/**
 * Several kinds of links in one statement, because each statement names the exempt roles. Calls of one service have no
 * effect on ARNs of another.
 */
function keep(sid: string, links: Partial<Readonly<Record<AuditPiece, readonly string[]>>>): Deny {
  const given = Object.entries(links).filter(([, arns]) => arns.length > 0);
  return deny(
    sid,
    given.flatMap(([piece]) => deniedActions(piece as AuditPiece)),
    given.flatMap(([, arns]) => arns),
  );
}

/** The `aws:PrincipalArn` of a role session is the ARN of the role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn */
export function spare(principalArns: readonly string[], statement: PolicyStatement): PolicyStatement {
  if (principalArns.length === 0 || statement.effect !== "Deny") return statement;
  const others: Conditions = { ArnNotLike: { "aws:PrincipalArn": distinct(principalArns) } };
  return { ...statement, conditions: { ...statement.conditions, ...others } };
}
