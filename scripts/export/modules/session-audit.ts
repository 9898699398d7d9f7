import { SessionAudit, type SessionAuditProps } from "../../../modules";
import type {
  GuardrailPreferences,
  OperatorPreferences,
  SessionPreferences,
  WatchPreferences,
} from "../../../modules/topologies/parts";
import { sessionAuditSchema } from "../../../modules/topologies/session-audit/session-audit-schema";
import type { ModuleDefinition } from "../definition";
import { alertInputs } from "./alert-inputs";
import { collectorFile, evidenceInputs } from "./evidence-inputs";
import { guardrailDifferences, guardrailInputs, nodeNamesRelation } from "./guardrail-inputs";
import {
  baseNameLiteral,
  deletionProtectionReason,
  fixedSpread,
  nameInput,
  removalReason,
  retentionRelation,
  sessionDifferences,
  sessionInputs,
  watchOverrides,
  without,
} from "./inputs";
import { operatorDifference, operatorInputs } from "./operator-inputs";

const schema = sessionAuditSchema.rules;
const operators = operatorInputs("operators.");
const guardrail = guardrailInputs();

export const sessionAudit: ModuleDefinition = {
  name: "session-audit",
  summary: "Everything that one account needs to prove who opened a shell on which server, in one Region.",
  id: "SessionAudit",
  rules: {
    name: schema.name,
    ...alertInputs.rules,
    watches: without<WatchPreferences>(schema.watches, "spread"),
    session: without<SessionPreferences>(schema.session, "adopt", "justInTimeAccess"),
    retentionDays: schema.retentionDays,
    trailRetentionDays: schema.trailRetentionDays,
    bucketRetention: schema.bucketRetention,
    objectLock: schema.objectLock,
    recordTranscriptAccess: schema.recordTranscriptAccess,
    keyAdministrators: schema.keyAdministrators,
    nodes: schema.nodes,
    evidence: schema.evidence,
    operators: without<OperatorPreferences>(schema.operators, "roleFor"),
    guardrail: without<GuardrailPreferences>(schema.guardrail, "kind", "closes", "remoteDesktop", "spread"),
  },
  docs: {
    "": "SessionAuditProps",
    watches: "WatchPreferences",
    bucketRetention: "BucketRetention",
    objectLock: "ObjectLock",
    nodes: "NodePreferences",
    ...evidenceInputs.docs,
    ...sessionInputs.docs,
    ...operators.docs,
    ...guardrail.docs,
  },
  overrides: {
    name: nameInput,
    ...alertInputs.overrides,
    ...watchOverrides,
    ...sessionInputs.overrides,
    ...evidenceInputs.overrides,
    ...operators.overrides,
    ...guardrail.overrides,
  },
  base: fixedSpread,
  literals: { [baseNameLiteral]: "var.name", ...operators.literals, ...evidenceInputs.literals },
  numbers: evidenceInputs.numbers,
  files: collectorFile,
  relations: [retentionRelation, ...operators.relations, nodeNamesRelation, ...guardrail.relations],
  props: Object.keys(schema),
  omitted: {
    provider: undefined,
    tags: "set `default_tags` in the provider.",
    moveFrom: "write a `moved` block.",
    regions: "call the module once for each account and Region, each with a different name.",
    regionalKeys: "useful only with several Regions.",
    logDeletionProtection: deletionProtectionReason,
    removal: removalReason,
    endpoints: "only the construct creates VPC endpoints.",
    existing: "the module creates all pieces. To use existing ones, use the construct.",
  },
  differences: [alertInputs.difference, ...sessionDifferences, operatorDifference, ...guardrailDifferences],
  create(stack, props) {
    new SessionAudit(stack, "SessionAudit", {
      ...(props as unknown as SessionAuditProps),
      ...alertInputs.props(props),
    });
  },
  example: {
    name: "acme-audit",
    alerts: { emails: ["security@example.com"] },
    session: { idle_timeout_minutes: 15, max_duration_minutes: 480 },
  },
  refused: [
    ["name", "Acme_Audit"],
    ["name", "ab"],
    ...alertInputs.refused,
    ["session", { idle_timeout_minutes: 61 }],
    ["session", { max_duration_minutes: 1.5 }],
    ["session", { run_as: { default_user: "root" } }],
    ["retention_days", 366],
    ["trail_retention_days", 0],
    ["bucket_retention", { archive_after_days: 0 }],
    ["bucket_retention", { archive_after_days: 90, expire_after_days: 90 }],
    ["object_lock", { mode: "governance", retention_days: 7 }],
    ["object_lock", { mode: "GOVERNANCE", retention_days: 0 }],
    ["key_administrators", ["arn:aws:sts::111122223333:assumed-role/admin/alice"]],
    ["nodes", { role_for: "ecs" }],
    ["nodes", { attach_to: ["arn:aws:iam::111122223333:role/web"] }],
    ["operators", { principals: "groups" }],
    ["operators", { source_network: { cidrs: ["0.0.0.0/0"] } }],
    ["operators", { source_network: { cidrs: ["203.0.113.1/24"] } }],
    ["operators", { source_network: { vpc_ids: ["vpce-0123456789abcdef0"] } }],
    ["operators", { unlogged_documents: ["AWS-RunShellScript"] }],
    ["operators", { targets: { ids: ["web-1"] } }],
    ["operators", { targets: { tags: { team: ["*"] } } }],
    ["operators", { targets: { tags: { "aws:team": ["shop"] } } }],
    ["operators", { targets: { tags: { team: ["shop"] }, ids: ["i-0123456789abcdef0"] } }],
    ["operators", { mfa: { max_age_minutes: 0 } }],
    ["evidence", { every_hours: 25 }],
    ["evidence", { auditors: ["arn:aws:iam::111122223333:role/auditors"] }],
    ["evidence", { report: { queries: ["by-person"], every_days: 1 } }],
    ["evidence", { report: { queries: [], every_days: 1 } }],
    ["evidence", { alarms: { starts_per_hour: 0 } }],
    ["guardrail", { administrators: ["arn:aws:iam::111122223333:role/*"] }],
    ["guardrail", { attach_to: ["arn:aws:iam::111122223333:role/developers"] }],
  ],
};
