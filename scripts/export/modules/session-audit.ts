import { SessionAudit, type SessionAuditProps, subscribers } from "../../../modules";
import type { SessionPreferences } from "../../../modules/topologies/parts";
import { sessionAuditSchema } from "../../../modules/topologies/session-audit/session-audit-schema";
import type { ModuleDefinition } from "../definition";
import {
  alertInputs,
  baseNameLiteral,
  guardrailInputs,
  nameInput,
  operatorInputs,
  retentionRelation,
  sessionInputs,
  without,
} from "./inputs";

const {
  name,
  session,
  retentionDays,
  trailRetentionDays,
  bucketRetention,
  objectLock,
  keyAdministrators,
  nodes,
  operators,
  guardrail,
} = sessionAuditSchema.rules;

export const sessionAudit: ModuleDefinition = {
  name: "session-audit",
  summary: "Everything that one account needs to prove who opened a shell on which server, in one Region.",
  id: "SessionAudit",
  rules: {
    name,
    ...alertInputs.rules,
    session: without<SessionPreferences>(session, "adopt"),
    retentionDays,
    trailRetentionDays,
    bucketRetention,
    objectLock,
    keyAdministrators,
    nodes,
    operators,
    guardrail,
  },
  docs: {
    "": "SessionAuditProps",
    bucketRetention: "BucketRetention",
    objectLock: "ObjectLock",
    nodes: "NodePreferences",
    ...sessionInputs.docs,
    ...operatorInputs.docs,
    ...guardrailInputs.docs,
  },
  overrides: {
    name: nameInput,
    ...alertInputs.overrides,
    ...sessionInputs.overrides,
    ...operatorInputs.overrides,
    ...guardrailInputs.overrides,
  },
  literals: { [baseNameLiteral]: "var.name", ...operatorInputs.literals },
  relations: [...sessionInputs.relations, retentionRelation, ...operatorInputs.relations, ...guardrailInputs.relations],
  props: Object.keys(sessionAuditSchema.rules),
  omitted: {
    provider: undefined,
    moveFrom: "write a `moved` block.",
    alerts: "functions and queues, and filters of messages: subscribe them to the output `topic_arn`.",
    regions: "call the module once for each account and Region, each with a name of its own.",
    removal:
      "Terraform allows no variable in `prevent_destroy`, so the module always protects audit data. To destroy it, take the `lifecycle` blocks out of a copy.",
    endpoints: "VPC endpoints are made by the construct.",
    evidence: "the ledger of sessions is made by the construct.",
  },
  differences: [
    "`session.adopt`: where the account has the document `SSM-SessionManagerRunShell` already, write an `import` block for `aws_ssm_document.document` of the module.",
    "A guardrail of the kind `service-control-policy` belongs to the management account.",
  ],
  create(stack, props) {
    const { alertEmails = [], alertPhoneNumbers = [], alertUrls = [], ...others } = props as Record<string, string[]>;
    const alerts = [
      ...alertEmails.map((address) => subscribers.email(address)),
      ...alertPhoneNumbers.map((number) => subscribers.sms(number)),
      ...alertUrls.map((url) => subscribers.https(url)),
    ];
    new SessionAudit(stack, "SessionAudit", { ...(others as unknown as SessionAuditProps), alerts });
  },
  example: {
    name: "acme-audit",
    alert_emails: ["security@example.com"],
    session: { idle_timeout_minutes: 15, max_duration_minutes: 480 },
  },
  refused: [
    ["name", "Acme_Audit"],
    ["name", "ab"],
    ["alert_emails", ["Security <security@example.com>"]],
    ["alert_phone_numbers", ["0170 1234567"]],
    ["alert_urls", ["http://hooks.example.com/sessions"]],
    ["session", { idle_timeout_minutes: 61 }],
    ["session", { max_duration_minutes: 1.5 }],
    ["session", { max_duration_minutes: 1050 }],
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
    ["guardrail", { kind: "service-control-policy" }],
    ["guardrail", { administrators: ["arn:aws:iam::111122223333:role/*"] }],
    ["guardrail", { closes: ["everything"] }],
    ["guardrail", { kind: "permissions-boundary", attach_to: ["developers"] }],
  ],
};
