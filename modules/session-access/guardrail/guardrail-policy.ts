import { type Conditions, distinct, type PolicyStatement } from "../../core/internal";
import { type AuditPiece, deniedActions } from "../../facts";
import type { AuditChain } from "./audit-chain";

/** How a guardrail is put up; AWS's words. */
export const guardrailKinds = [
  "identity-policy",
  "permissions-boundary",
  "service-control-policy",
  "resource-control-policy",
] as const;

export type GuardrailKind = (typeof guardrailKinds)[number];

export interface Guarded {
  readonly kind: GuardrailKind;
  /** ARNs of the roles that are spared. */
  readonly administrators: readonly string[];
}

/** The protected calls, denied to everybody but the administrators. */
export interface Protection {
  /** Those on the links of a chain, a statement for each kind of link. */
  readonly links: readonly PolicyStatement[];
  /** Those that resources alone do not tell apart. */
  readonly others: readonly PolicyStatement[];
}

export function protectionOf(chain: AuditChain, guarded: Guarded): Protection {
  const { documents = [], settings = [], trails = [], buckets = [], keys = [], logGroups = [], events = [] } = chain;
  const { keyAliases = [], topics = [], alarms = [], ledgers = [], buses = [], roles = [] } = chain;
  const { nodes = [], policies = [] } = chain;
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
      schedule: ledgers.map(({ scheduleArn }) => scheduleArn),
    }),
    keep("DenyDeadLetterLoss", {
      "dead-letter-queue": [...events, ...ledgers].map(({ deadLetterQueueArn }) => deadLetterQueueArn),
    }),
    keep("DenyBusChanges", { "event-bus": buses.map(({ busArn }) => busArn) }),
    keep("DenyIamChanges", {
      policy: policyArns,
      role: [
        ...roles.map(({ roleArn }) => roleArn),
        ...nodes.flatMap(({ roleArns }) => roleArns),
        ...policies.flatMap(({ roleArn }) => roleArn ?? []),
      ],
      "instance-profile": nodes.flatMap(({ instanceProfileArns = [] }) => instanceProfileArns),
    }),
  ];
  const others = [
    keysByAlias(keyAliases),
    {
      ...deny("DenyPolicyDetachment", deniedActions("policy", "iam:PolicyARN"), policyArns.length > 0 ? ["*"] : []),
      conditions: { ArnLike: { "iam:PolicyARN": policyArns } },
    },
    // Apart from other roles: those of nodes are passed on whenever an instance is launched.
    keep("DenyAdministratorChanges", { administrator: guarded.administrators }),
    accountWide(chain),
  ];
  const spared = (statements: readonly Deny[]) =>
    statements
      .filter(({ resources }) => resources.length > 0)
      .map((statement) => spare(guarded.administrators, statement));
  const recordArns = [...objectArns, ...groupArns.map((arn) => `${arn}:*`)];
  return { links: spared(links), others: [...spared(others), ...forgery(chain, recordArns, guarded)] };
}

/** Calls for which IAM knows no narrower resource than everything. */
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
 * Nobody but nodes and services writes what they write. An identity policy is for people; a boundary or a policy of the
 * organization binds nodes as well, and is silent here unless it knows them: it would mute the audit itself.
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
  // CloudTrail and the log delivery of S3 write as services, whom a policy on resources reaches too.
  const byPeople: Conditions = { Bool: { "aws:PrincipalIsAWSService": ["false"] } };
  return [
    spare(
      kind === "identity-policy" ? administrators : [...administrators, ...writers],
      kind === "resource-control-policy" ? { ...forged, conditions: byPeople } : forged,
    ),
  ];
}

/**
 * The same denies in one statement. Each statement names every administrator, and with a statement per link one of them
 * fills the policy. Nothing is denied besides, since a call works on resources of its own service only.
 */
export function together(links: readonly PolicyStatement[]): PolicyStatement[] {
  if (links.length < 2) return [...links];
  return [
    {
      ...links[0]!,
      sid: "DenyAuditChainChanges",
      actions: distinct(links.flatMap(({ actions }) => actions)),
      resources: distinct(links.flatMap(({ resources }) => resources ?? [])),
    },
  ];
}

/** Keys by the names that they bear: an alias is known beforehand, and the same in every Region. */
function keysByAlias(aliasArns: readonly string[]): Deny {
  const aliases = aliasArns.map((arn) => arn.slice(arn.indexOf(":alias/") + 1));
  const keys = aliasArns.map((arn) => `${arn.slice(0, arn.indexOf(":alias/"))}:key/*`);
  return {
    ...deny("DenyChangesOfKeysByAlias", deniedActions("key"), keys),
    conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": distinct(aliases) } },
  };
}

type Deny = PolicyStatement & Required<Pick<PolicyStatement, "resources">>;

export function deny(sid: string, actions: readonly string[], resources: readonly string[]): Deny {
  return { sid, effect: "Deny", actions: distinct(actions), resources: distinct(resources) };
}

/** Several kinds of links in one statement, since each has to name who is spared: calls of one have no effect on ARNs of another. */
function keep(sid: string, links: Partial<Readonly<Record<AuditPiece, readonly string[]>>>): Deny {
  const given = Object.entries(links).filter(([, arns]) => arns.length > 0);
  return deny(
    sid,
    given.flatMap(([piece]) => deniedActions(piece as AuditPiece)),
    given.flatMap(([, arns]) => arns),
  );
}

/** `aws:PrincipalArn` of a role session is the ARN of the role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn */
export function spare(principalArns: readonly string[], statement: PolicyStatement): PolicyStatement {
  if (principalArns.length === 0 || statement.effect !== "Deny") return statement;
  const others: Conditions = { ArnNotLike: { "aws:PrincipalArn": distinct(principalArns) } };
  return { ...statement, conditions: { ...statement.conditions, ...others } };
}
