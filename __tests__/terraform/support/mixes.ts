import type { TerraformStack } from "cdktf";
import { policyVariable, SessionAudit, type SessionAuditProps, sessionTargets, subscribers } from "../../../modules";
import { accessModules } from "./access-mixes";
import { guardrailModule } from "./guardrail-mixes";
import { auditName, landingZoneModules } from "./landing-zone-mixes";

/** The same inputs for a construct and for the module that is made of it. */
export interface Mix {
  readonly name: string;
  readonly construct: (stack: TerraformStack) => void;
  /**
   * Which part of the stack the module is about: one of the construct's two Regions, as a module works in one; or the
   * construct, without what it is given.
   * @default - all of it
   */
  readonly part?: "home" | "further" | "own";
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface MixedModule {
  readonly module: string;
  /** The home Region. */
  readonly region: string;
  /** The id of the construct, in snake case. */
  readonly prefix: string;
  /** Whether it makes no keys, whose ARNs nobody knows before apply. */
  readonly keyless?: true;
  readonly mixes: readonly Mix[];
}

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const audit = (props: Omit<SessionAuditProps, "name">) => (stack: TerraformStack) => {
  const guardrail = { ...props.guardrail, spread: "fixed" } as const;
  new SessionAudit(stack, "SessionAudit", { name: auditName, ...props, guardrail });
};

const sessionAudit: MixedModule = {
  module: "session-audit",
  region: "eu-west-1",
  prefix: "session_audit",
  mixes: [
    { name: "defaults", construct: audit({}), variables: { name: auditName } },
    {
      name: "everything",
      construct: audit({
        alerts: [
          subscribers.email("security@example.com"),
          subscribers.email("On-Call@example.org"),
          subscribers.sms("+491701234567"),
          subscribers.https("https://hooks.example.com/sessions"),
        ],
        refusals: [subscribers.email("soc@example.com"), subscribers.https("https://hooks.example.com/refusals")],
        integrityAlerts: [subscribers.email("ciso@example.com"), subscribers.sms("+491701234568")],
        recordTranscriptAccess: true,
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
        evidence: {
          everyHours: 1,
          years: 10,
          scanLimitGigabytes: 50,
          auditors: ["auditors", "Revision.Team"],
          report: { queries: ["missing-recordings", "root", "unread-places"], everyDays: 7 },
          alarms: { startsPerHour: 50, refusalsPerHour: 3 },
        },
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
        },
      }),
      variables: {
        name: auditName,
        alerts: {
          emails: ["security@example.com", "On-Call@example.org"],
          phone_numbers: ["+491701234567"],
          urls: ["https://hooks.example.com/sessions"],
        },
        refusals: { emails: ["soc@example.com"], urls: ["https://hooks.example.com/refusals"] },
        integrity_alerts: { emails: ["ciso@example.com"], phone_numbers: ["+491701234568"] },
        record_transcript_access: true,
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
        evidence: {
          every_hours: 1,
          years: 10,
          scan_limit_gigabytes: 50,
          auditors: ["auditors", "Revision.Team"],
          report: { queries: ["missing-recordings", "root", "unread-places"], every_days: 7 },
          alarms: { starts_per_hour: 50, refusals_per_hour: 3 },
        },
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
        },
      },
    },
    {
      name: "few_watches",
      construct: audit({
        watches: { tampering: false, silence: false },
        session: { shellProfile: { linux: "date" } },
        bucketRetention: { expireAfterDays: 30 },
        keyAdministrators: [role("keys")],
        nodes: { attachTo: ["web"], roleFor: "none" },
        operators: {
          attachTo: ["engineers", "support"],
          mfa: "required",
          sourceIdentity: "required",
          sourceNetwork: { vpcIds: ["vpc-0123456789abcdef0"] },
          targets: sessionTargets.byId(["i-0123456789abcdef0", "i-0123456789abcdef1", "mi-0123456789abcdef0"]),
        },
        guardrail: {
          administrators: [role("terraform"), role("break-glass")],
        },
      }),
      variables: {
        name: auditName,
        watches: { tampering: false, silence: false },
        session: { shell_profile: { linux: "date" } },
        bucket_retention: { expire_after_days: 30 },
        key_administrators: [role("keys")],
        nodes: { attach_to: ["web"], role_for: "none" },
        operators: {
          attach_to: ["engineers", "support"],
          mfa: {},
          source_identity: "required",
          source_network: { vpc_ids: ["vpc-0123456789abcdef0"] },
          targets: { ids: ["i-0123456789abcdef0", "i-0123456789abcdef1", "mi-0123456789abcdef0"] },
        },
        guardrail: {
          administrators: [role("terraform"), role("break-glass")],
        },
      },
    },
    {
      name: "instances",
      construct: audit({
        alerts: [subscribers.sms("+491701234567")],
        watches: { preferences: false },
        session: { maxDurationMinutes: 60 },
        bucketRetention: { archiveAfterDays: 30 },
        evidence: {},
        objectLock: { mode: "GOVERNANCE", retentionDays: 7 },
        nodes: { attachTo: ["web"] },
        operators: { principals: "users", mfa: { maxAgeMinutes: 720 }, sourceNetwork: { cidrs: ["198.51.100.0/24"] } },
        guardrail: { administrators: [role("terraform")], attachTo: ["developers"] },
      }),
      variables: {
        name: auditName,
        alerts: { phone_numbers: ["+491701234567"] },
        watches: { preferences: false },
        session: { max_duration_minutes: 60 },
        bucket_retention: { archive_after_days: 30 },
        evidence: {},
        object_lock: { mode: "GOVERNANCE", retention_days: 7 },
        nodes: { attach_to: ["web"] },
        operators: {
          principals: "users",
          mfa: { max_age_minutes: 720 },
          source_network: { cidrs: ["198.51.100.0/24"] },
        },
        guardrail: { administrators: [role("terraform")], attach_to: ["developers"] },
      },
    },
  ],
};

export const mixedModules: readonly MixedModule[] = [
  sessionAudit,
  ...landingZoneModules,
  ...accessModules,
  guardrailModule,
];
