import type { TerraformStack } from "cdktf";
import {
  policyVariable,
  SessionAudit,
  type SessionAuditProps,
  sessionTargets,
  subscribers,
  waysRound,
} from "../../../modules";

/** The same inputs for a construct and for the module that is made of it. */
export interface Mix {
  readonly name: string;
  readonly construct: (stack: TerraformStack) => void;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface MixedModule {
  readonly module: string;
  /** The id of the construct, in snake case. */
  readonly prefix: string;
  readonly mixes: readonly Mix[];
}

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const audit = (props: Omit<SessionAuditProps, "name">) => (stack: TerraformStack) => {
  new SessionAudit(stack, "SessionAudit", { name: "acme-audit", ...props });
};

const sessionAudit: MixedModule = {
  module: "session-audit",
  prefix: "session_audit",
  mixes: [
    { name: "defaults", construct: audit({}), variables: { name: "acme-audit" } },
    {
      name: "everything",
      construct: audit({
        alerts: [
          subscribers.email("security@example.com"),
          subscribers.email("On-Call@example.org"),
          subscribers.sms("+491701234567"),
          subscribers.https("https://hooks.example.com/sessions"),
        ],
        session: {
          idleTimeoutMinutes: 15,
          maxDurationMinutes: 480,
          runAs: { defaultUser: "auditor" },
          shellProfile: { linux: 'echo "${HOME}"; date', windows: "Get-Date" },
        },
        retentionDays: 731,
        trailRetentionDays: 3653,
        bucketRetention: { archiveAfterDays: 90, expireAfterDays: 400 },
        objectLock: { mode: "COMPLIANCE", retentionDays: 365 },
        keyAdministrators: [role("keys"), role("more-keys")],
        nodes: { attachTo: ["web", "Batch.Workers"], roleFor: "hybrid" },
        operators: {
          principals: "users",
          attachTo: ["engineers"],
          mfa: { maxAgeMinutes: 60 },
          sourceNetwork: { cidrs: ["203.0.113.0/24", "2001:db8::/32"], vpcIds: ["vpc-0123456789abcdef0"] },
          targets: sessionTargets.byTag({ team: ["shop", policyVariable("aws:PrincipalTag/team")], stage: ["test"] }),
          unloggedDocuments: ["AWS-StartSSHSession", "AWS-StartPortForwardingSession"],
        },
        guardrail: {
          administrators: [role("terraform"), role("break-glass")],
          attachTo: ["developers", "operators"],
          closes: [waysRound.otherDocuments, waysRound.ecsExec, waysRound.runAsTags],
        },
      }),
      variables: {
        name: "acme-audit",
        alert_emails: ["security@example.com", "On-Call@example.org"],
        alert_phone_numbers: ["+491701234567"],
        alert_urls: ["https://hooks.example.com/sessions"],
        session: {
          idle_timeout_minutes: 15,
          max_duration_minutes: 480,
          run_as: { default_user: "auditor" },
          shell_profile: { linux: 'echo "$${HOME}"; date', windows: "Get-Date" },
        },
        retention_days: 731,
        trail_retention_days: 3653,
        bucket_retention: { archive_after_days: 90, expire_after_days: 400 },
        object_lock: { mode: "COMPLIANCE", retention_days: 365 },
        key_administrators: [role("keys"), role("more-keys")],
        nodes: { attach_to: ["web", "Batch.Workers"], role_for: "hybrid" },
        operators: {
          principals: "users",
          attach_to: ["engineers"],
          mfa: { max_age_minutes: 60 },
          source_network: { cidrs: ["203.0.113.0/24", "2001:db8::/32"], vpc_ids: ["vpc-0123456789abcdef0"] },
          targets: { tags: { team: ["shop", "$${aws:PrincipalTag/team}"], stage: ["test"] } },
          unlogged_documents: ["AWS-StartSSHSession", "AWS-StartPortForwardingSession"],
        },
        guardrail: {
          administrators: [role("terraform"), role("break-glass")],
          attach_to: ["developers", "operators"],
          closes: ["other_documents", "ecs_exec", "run_as_tags"],
        },
      },
    },
    {
      name: "boundary",
      construct: audit({
        session: { shellProfile: { linux: "date" } },
        bucketRetention: { expireAfterDays: 30 },
        keyAdministrators: [role("keys")],
        nodes: { attachTo: ["web"], roleFor: "none" },
        operators: {
          attachTo: ["engineers", "support"],
          mfa: "required",
          sourceNetwork: { vpcIds: ["vpc-0123456789abcdef0"] },
          targets: sessionTargets.byId(["i-0123456789abcdef0", "i-0123456789abcdef1", "mi-0123456789abcdef0"]),
        },
        guardrail: {
          kind: "permissions-boundary",
          administrators: [role("terraform"), role("break-glass")],
          closes: [waysRound.runCommand, waysRound.newDocuments],
        },
      }),
      variables: {
        name: "acme-audit",
        session: { shell_profile: { linux: "date" } },
        bucket_retention: { expire_after_days: 30 },
        key_administrators: [role("keys")],
        nodes: { attach_to: ["web"], role_for: "none" },
        operators: {
          attach_to: ["engineers", "support"],
          mfa: {},
          source_network: { vpc_ids: ["vpc-0123456789abcdef0"] },
          targets: { ids: ["i-0123456789abcdef0", "i-0123456789abcdef1", "mi-0123456789abcdef0"] },
        },
        guardrail: {
          kind: "permissions-boundary",
          administrators: [role("terraform"), role("break-glass")],
          closes: ["run_command", "new_documents"],
        },
      },
    },
    {
      name: "instances",
      construct: audit({
        alerts: [subscribers.sms("+491701234567")],
        session: { maxDurationMinutes: 60 },
        bucketRetention: { archiveAfterDays: 30 },
        objectLock: { mode: "GOVERNANCE", retentionDays: 7 },
        nodes: { attachTo: ["web"] },
        operators: { principals: "users", mfa: { maxAgeMinutes: 720 }, sourceNetwork: { cidrs: ["198.51.100.0/24"] } },
        guardrail: { administrators: [role("terraform")], attachTo: ["developers"], closes: [waysRound.ecsExec] },
      }),
      variables: {
        name: "acme-audit",
        alert_phone_numbers: ["+491701234567"],
        session: { max_duration_minutes: 60 },
        bucket_retention: { archive_after_days: 30 },
        object_lock: { mode: "GOVERNANCE", retention_days: 7 },
        nodes: { attach_to: ["web"] },
        operators: {
          principals: "users",
          mfa: { max_age_minutes: 720 },
          source_network: { cidrs: ["198.51.100.0/24"] },
        },
        guardrail: { administrators: [role("terraform")], attach_to: ["developers"], closes: ["ecs_exec"] },
      },
    },
  ],
};

export const mixedModules: readonly MixedModule[] = [sessionAudit];
