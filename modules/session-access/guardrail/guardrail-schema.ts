import {
  type AwsContext,
  arnParts,
  construct,
  flag,
  having,
  iamName,
  isUnknown,
  known,
  listOf,
  moduleRules,
  object,
  oneOf,
  optional,
  partlyKnown,
  type Rule,
  type RulesOf,
  Schema,
  text,
  type Violation,
  violations,
} from "../../core/internal";
import { limits } from "../../facts";
import { attachToNames } from "../access-schema";
import type { AuditChain, NodeRoles } from "./audit-chain";
import type { GuardrailProps } from "./guardrail";
import { guardrailKinds } from "./guardrail-policy";
import { spreads } from "./split-policy";
import { type WayRound, waysRound } from "./ways-round";

type Links = Required<Omit<AuditChain, "organization">>;
type Link<K extends keyof Links> = Links[K][number];

export const anArn = text({
  pattern: /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/,
  allowed: "an ARN, with * where it may differ",
  fix: "write the full ARN, or pass the construct itself",
});

/** A key ARN and an alias ARN differ in their resource prefix. */
const aliasArn: Rule<string> = {
  ...anArn,
  kind: "alias ARN",
  allowed: "the full ARN of an alias, with at least :alias/ written out",
  fix: "write it like arn:<partition>:kms:<region>:<account>:alias/<name>, * allowed",
  fits: (value) => typeof value === "string" && /^arn:.+:kms:.*:alias\/.+$/.test(value),
  check: () => [],
};

const links = <T extends object>(what: string, rules: RulesOf<T>) => optional(listOf(having<T>(what, rules)));

const chainLinks: RulesOf<AuditChain> = {
  documents: links<Link<"documents">>("a SessionDocument, or its documentArn", { documentArn: anArn }),
  settings: links<Link<"settings">>("an AccountSettings, or its settingArn", { settingArn: anArn }),
  trails: links<Link<"trails">>("an AuditTrail, or its trailArn", { trailArn: anArn }),
  buckets: links<Link<"buckets">>("a LogBucket, or its bucketArn", { bucketArn: anArn }),
  keys: links<Link<"keys">>("an EncryptionKey, or its keyArn", { keyArn: anArn }),
  keyAliases: optional(listOf(partlyKnown(aliasArn))),
  recordingKeyAliases: optional(listOf(partlyKnown(aliasArn))),
  logGroups: links<Link<"logGroups">>("a LogGroup, or its logGroupArn", { logGroupArn: anArn }),
  events: links<Link<"events">>("a SessionEvents, or its ARNs", { ruleArn: anArn, deadLetterQueueArn: anArn }),
  topics: links<Link<"topics">>("an AlertTopic, or its topicArn", { topicArn: anArn }),
  alarms: links<Link<"alarms">>("an AuditAlarms, or its alarmArns", { alarmArns: listOf(anArn) }),
  ledgers: links<Link<"ledgers">>("a SessionLedger, or its ARNs", {
    functionArn: anArn,
    scheduleArn: anArn,
    deadLetterQueueArn: anArn,
  }),
  tables: links<Link<"tables">>("a SessionTables, or its ARNs", {
    workgroupArn: anArn,
    tableArns: listOf(anArn),
    scheduleArn: anArn,
  }),
  buses: links<Link<"buses">>("an EventBus, or its busArn", { busArn: anArn }),
  roles: links<Link<"roles">>("a ForwardingRole, or its roleArn", { roleArn: anArn }),
  nodes: links<NodeRoles>("a NodeAccess, or its roleArns", {
    roleArns: listOf(anArn),
    instanceProfileArns: optional(listOf(anArn)),
  }),
  policies: links<Link<"policies">>("a NodeAccess or OperatorAccess, or its policyArn", {
    policyArn: anArn,
    roleArn: optional(anArn),
  }),
  organization: optional(flag()),
};

/** Links of which a resource control policy protects something. */
const inResourcePolicies = [
  "buckets",
  "keys",
  "keyAliases",
  "recordingKeyAliases",
  "logGroups",
  "events",
  "ledgers",
  "buses",
] as const satisfies readonly (keyof Links)[];

const roleArn = text({
  pattern: /^arn:aws(-[a-z]+)*:iam::(\d{12}|\*):role\/[\w+=,.@*/-]*\w[\w+=,.@*/-]*$/,
  allowed: "the ARN of a role, with a name that is more than *",
  fix: "write it like arn:<partition>:iam::<account>:role/acme-audit-administrator",
});

const organizationTarget = text({
  pattern: /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/,
  allowed: "the id of a root, an organizational unit or an account",
  fix: "write it like r-a1b2, ou-a1b2-c3d4e5f6 or 111122223333",
});

export const roleArns = listOf(roleArn, { unknown: true });
export const organizationTargets = listOf(organizationTarget);

/** The settings of the guardrail that users of a topology may choose too. */
export const guardrailPreferenceRules = {
  kind: optional(known(oneOf(guardrailKinds))),
  administrators: optional(roleArns),
  closes: optional(listOf(construct<WayRound>("a way round", ["statement"], "take one from waysRound"))),
  remoteDesktop: optional(flag()),
  attachTo: optional(attachToNames),
  spread: optional(known(oneOf(spreads))),
};

export const guardrailSchema = Schema.for<GuardrailProps>({
  ...moduleRules,
  ...guardrailPreferenceRules,
  name: iamName(limits.policyNameLength),
  protects: object<AuditChain>(chainLinks),
})
  .relate(["protects", "closes"], ({ protects, closes = [] }) => {
    const pieces = Object.keys(chainLinks).filter((piece) => piece !== "organization") as (keyof Links)[];
    const names = pieces.some((piece) => (protects[piece] ?? []).length > 0);
    if (names || protects.organization || closes.length > 0) return [];
    const fix = "name documents, trails, buckets or keys";
    return [{ prop: "protects", allowed: "a chain with at least one piece", got: protects, fix }];
  })
  .relate(["protects", "kind"], ({ protects, kind }) => {
    if (kind !== "resource-control-policy" || inResourcePolicies.some((piece) => (protects[piece] ?? []).length > 0))
      return [];
    const allowed = `given ${inResourcePolicies.join(", ")} for a resource control policy`;
    return [{ prop: "protects", allowed, got: protects, fix: "name some of these, or choose another kind" }];
  })
  .relate(["closes", "remoteDesktop"], ({ closes = [], remoteDesktop }) => {
    if (!remoteDesktop || !closes.includes(waysRound.guiConnect)) return [];
    const fix = "take waysRound.guiConnect out of closes, or leave remoteDesktop out";
    return [{ prop: "remoteDesktop", allowed: "false where closes has guiConnect", got: remoteDesktop, fix }];
  })
  .relate(["kind", "administrators", "attachTo"], kindViolations);

/** What each kind of guardrail requires in addition. */
export function kindViolations(
  { kind, administrators = [], attachTo = [] }: Pick<GuardrailProps, "kind" | "administrators" | "attachTo">,
  aws: AwsContext,
): Violation[] {
  return [...formViolations(kind, administrators, attachTo), ...strangerViolations(kind, administrators, aws)];
}

function isOfOrganization(kind: GuardrailProps["kind"]): boolean {
  return kind === "service-control-policy" || kind === "resource-control-policy";
}

/** A managed policy binds principals of its own account only, so principals of other accounts need no exemption. */
function strangerViolations(
  kind: GuardrailProps["kind"],
  administrators: readonly string[],
  { account }: AwsContext,
): Violation[] {
  if (isOfOrganization(kind) || isUnknown(account)) return [];
  return administrators.flatMap((arn, index) => {
    const named = arnParts(arn).account;
    if (isUnknown(arn) || named === "*" || named === account) return [];
    const allowed = `the ARN of a role of account ${account}, whose principals the policy is for`;
    return [{ prop: `administrators[${index}]`, allowed, got: arn, fix: "name the role of this account" }];
  });
}

function formViolations(
  kind: GuardrailProps["kind"],
  administrators: readonly string[],
  attachTo: readonly string[],
): Violation[] {
  if (kind === "permissions-boundary") {
    if (attachTo.length === 0) return [];
    const fix = "set policyArn as the permissions_boundary of each role";
    return [{ prop: "attachTo", allowed: "left out for a permissions boundary", got: attachTo, fix }];
  }
  if (!isOfOrganization(kind)) return [];
  const found = violations(organizationTargets, attachTo, "attachTo");
  if (administrators.length > 0) return found;
  const fix = "name the role that runs Terraform, or nobody can change the audit any more";
  const allowed = "given for a policy of the organization";
  return [...found, { prop: "administrators", allowed, got: administrators, fix }];
}
