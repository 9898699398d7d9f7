import { type Conditions, distinct, type PolicyStatement } from "../../core/internal";
import { type AuditPiece, deniedActions } from "../../facts";
import type { AuditChain } from "./audit-chain";

/** How a guardrail is put up; AWS's words. */
export const guardrailKinds = ["identity-policy", "permissions-boundary", "service-control-policy"] as const;

export type GuardrailKind = (typeof guardrailKinds)[number];

/** The protected calls, denied on the links of a chain. Those of nodes and services stay untouched. */
export function protectionStatements(chain: AuditChain): PolicyStatement[] {
  const { documents = [], settings = [], trails = [], buckets = [], keys = [], logGroups = [], events = [] } = chain;
  const { keyAliases = [], topics = [], alarms = [], ledgers = [], buses = [], roles = [], policies = [] } = chain;
  const bucketArns = buckets.map(({ bucketArn }) => bucketArn);
  const busArns = buses.map(({ busArn }) => busArn);
  const policyArns = policies.map(({ policyArn }) => policyArn);
  return [
    keep("DenyDocumentChanges", { document: documents.map(({ documentArn }) => documentArn) }),
    keep("DenySettingChanges", { setting: settings.map(({ settingArn }) => settingArn) }),
    keep("DenyTrailChanges", { trail: trails.map(({ trailArn }) => trailArn) }),
    keep("DenyBucketChanges", { bucket: bucketArns, object: bucketArns.map((arn) => `${arn}/*`) }),
    keep("DenyKeyChanges", { key: keys.map(({ keyArn }) => keyArn) }),
    keysByAlias(keyAliases),
    keep("DenyAliasChanges", { "key-alias": keyAliases }),
    keep("DenyLogGroupChanges", { "log-group": logGroups.flatMap(({ logGroupArn: arn }) => [arn, `${arn}:*`]) }),
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
    keep("DenyBusDeletion", { "event-bus": busArns }),
    deny("DenyBusPermissions", deniedActions("event-bus", "nothing"), busArns.length > 0 ? ["*"] : []),
    keep("DenyIamChanges", { policy: policyArns, role: roles.map(({ roleArn }) => roleArn) }),
    {
      ...deny("DenyPolicyDetachment", deniedActions("policy", "iam:PolicyARN"), policyArns.length > 0 ? ["*"] : []),
      conditions: { ArnLike: { "iam:PolicyARN": policyArns } },
    },
  ].filter(({ resources }) => resources.length > 0);
}

/**
 * The same denies, those without a condition in one statement. Each statement names every administrator, and with a
 * statement per link a few of them fill the policy. Nothing is denied besides, since a call works on resources of its
 * own service only.
 */
export function together(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const isPlain = ({ conditions, resources = [] }: PolicyStatement) => !conditions && !resources.includes("*");
  const plain = statements.filter(isPlain);
  if (plain.length < 2) return [...statements];
  const all: PolicyStatement = {
    sid: "DenyAuditChainChanges",
    effect: "Deny",
    actions: distinct(plain.flatMap(({ actions }) => actions)),
    resources: distinct(plain.flatMap(({ resources }) => resources ?? [])),
  };
  return [all, ...statements.filter((statement) => !isPlain(statement))];
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
  return { sid, effect: "Deny", actions, resources: distinct(resources) };
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
export function spare(administrators: readonly string[], statement: PolicyStatement): PolicyStatement {
  if (administrators.length === 0 || statement.effect !== "Deny") return statement;
  const others: Conditions = { ArnNotLike: { "aws:PrincipalArn": administrators } };
  return { ...statement, conditions: { ...statement.conditions, ...others } };
}
