import type { TerraformStack } from "cdktf";
import {
  AlertHub,
  type AlertHubProps,
  type EvidencePreferences,
  LandingZone,
  type LandingZoneAccount,
  LogArchive,
  type LogArchiveProps,
  ManagementAccount,
  type ManagementAccountProps,
  OrganizationGuardrail,
  type OrganizationGuardrailProps,
  OrganizationTrail,
  type OrganizationTrailProps,
  type PlannedWorkload,
  sessionTargets,
  subscribers,
  WorkloadAccount,
  type WorkloadAccountProps,
  waysRound,
} from "../../../modules";
import { snake } from "../../../modules/core/internal";
import { iamRegionOf } from "../../../modules/facts";
import type { MixedModule } from "./mixes";
import { keyArn } from "./same-plan";

/** As long as names get: event patterns are spread over rules by their length, in a module as the longest name needs. */
export const auditName = "acme-audit-of-sessions";

/**
 * As long as names of partition and Region get, too, and a partition whose Region of IAM is not the usual one.
 */
export const homeRegion = "us-gov-east-1";

/** The account that the emulator is asked as, whatever the role of the account under test. */
export const ownAccount = "111122223333";

const organizationId = "o-a1b2c3d4e5";
const ids = { management: "111111111111", "log-archive": "222222222222", security: "333333333333" };

/** The log archive of the other accounts. */
export const archiveAccount = ids["log-archive"];

function planFor(
  role: keyof typeof ids | "workload",
  nodeRoles?: readonly string[],
  regions: readonly [string, ...string[]] = [homeRegion],
  { evidence, workloads = [], trailArn }: Besides = {},
): LandingZone {
  const accounts = Object.entries({ ...ids, workload: "444444444444", [role]: ownAccount });
  return new LandingZone({
    name: auditName,
    organizationId,
    homeRegion: homeRegion,
    regions,
    accounts: [...accounts.map(([name, id]) => ({ id, name, role: name }) as LandingZoneAccount), ...workloads],
    nodeRoles,
    evidence,
    existing: trailArn === undefined ? undefined : { trailArn },
  });
}

/** What a plan may have besides. */
interface Besides {
  readonly evidence?: EvidencePreferences;
  /** More than the first one. */
  readonly workloads?: readonly PlannedWorkload[];
  /** Of the trail that exists. */
  readonly trailArn?: string;
}

const variables = {
  name: auditName,
  organization_id: organizationId,
  management_account_id: ids.management,
  log_archive_account_id: ids["log-archive"],
  security_account_id: ids.security,
};

function only(...names: readonly (keyof typeof variables)[]) {
  return Object.fromEntries(names.map((name) => [name, variables[name]]));
}

const role = (name: string) => `arn:aws-us-gov:iam::${ownAccount}:role/${name}`;
const administrators = [role("terraform"), role(`${auditName}-administrator`), role("break-glass/*")];
const guardrail = { administrators, attachTo: ["developers", "operators"], spread: "fixed" } as const;
const guardrailVariable = { administrators, attach_to: ["developers", "operators"] };
/** As a module has it, whatever the lengths of names. */
const fixed = { spread: "fixed" } as const;

const allFixed = <P extends { readonly guardrail?: object; readonly watches?: object }>(props: P) => ({
  ...props,
  guardrail: { ...props.guardrail, ...fixed },
  watches: { ...props.watches, ...fixed },
});

const workload =
  (
    props: Omit<WorkloadAccountProps, "plan" | "account">,
    regions: readonly [string, ...string[]] = [homeRegion],
    besides?: Besides,
  ) =>
  (stack: TerraformStack) => {
    const plan = planFor("workload", props.nodes?.attachTo, regions, besides);
    const account = plan.workloads[0]!;
    new WorkloadAccount(stack, "WorkloadAccount", { ...allFixed(props), plan, account });
  };
const ofWorkload = only("name", "log_archive_account_id", "security_account_id");

const furtherRegion = {
  home_region: homeRegion,
  forwarding_role_arn: role(`${auditName}-event-forwarding`),
};
const ofWorkloadRegion = { ...ofWorkload, ...furtherRegion };
const ofCentralRegion = { ...only("name", "security_account_id"), ...furtherRegion };

const session = { idleTimeoutMinutes: 15, maxDurationMinutes: 480, runAs: { defaultUser: "auditor" } };
const sessionVariable = { idle_timeout_minutes: 15, max_duration_minutes: 480, run_as: { default_user: "auditor" } };

const everywhere = [homeRegion, iamRegionOf(homeRegion)] as const;

const archive =
  (props: Omit<LogArchiveProps, "plan">, nodeRoles?: readonly string[], besides?: Besides) =>
  (stack: TerraformStack) => {
    const plan = planFor("log-archive", nodeRoles, [homeRegion], besides);
    new LogArchive(stack, "LogArchive", { plan, ...allFixed(props) });
  };
const ofArchive = only("name", "organization_id", "management_account_id", "security_account_id");

const trail = (props: Omit<OrganizationTrailProps, "plan">, besides?: Besides) => (stack: TerraformStack) => {
  const plan = planFor("management", undefined, [homeRegion], besides);
  new OrganizationTrail(stack, "OrganizationTrail", { plan, ...allFixed(props) });
};
const ofTrail = only("name", "organization_id", "log_archive_account_id", "security_account_id");

const trailOf = (account: string) =>
  `arn:aws-us-gov:cloudtrail:${homeRegion}:${account}:trail/aws-controltower-BaselineCloudTrail`;

const management = (props: Omit<ManagementAccountProps, "plan">) => (stack: TerraformStack) => {
  const plan = planFor("management", undefined, [homeRegion], { trailArn: trailOf(ownAccount) });
  new ManagementAccount(stack, "ManagementAccount", { plan, ...allFixed(props) });
};
const ofManagement = { ...only("name", "security_account_id"), trail_arn: trailOf(ownAccount) };

const ofTranscripts = only("name", "organization_id", "security_account_id");
const trailExists = { trailArn: trailOf(ids.management) };

const hub = (props: Omit<AlertHubProps, "plan">, besides?: Besides) => (stack: TerraformStack) => {
  new AlertHub(stack, "AlertHub", { plan: planFor("security", undefined, everywhere, besides), ...allFixed(props) });
};
const ofHub = only("name", "organization_id");

const organization = (
  props: Omit<OrganizationGuardrailProps, "plan">,
  nodeRoles?: readonly string[],
  besides?: Besides,
) => {
  const plan = planFor("workload", nodeRoles, [homeRegion], besides);
  return (stack: TerraformStack) =>
    void new OrganizationGuardrail(stack, "OrganizationGuardrail", { plan, ...props, ...fixed });
};
const ofOrganization = only("name", "management_account_id", "log_archive_account_id", "security_account_id");

const centralAccounts = {
  archive: (stack: TerraformStack, plan: LandingZone) => new LogArchive(stack, "LogArchive", { plan, watches: fixed }),
  trail: (stack: TerraformStack, plan: LandingZone) =>
    new OrganizationTrail(stack, "OrganizationTrail", { plan, watches: fixed }),
  hub: (stack: TerraformStack, plan: LandingZone) => new AlertHub(stack, "AlertHub", { plan, watches: fixed }),
};

export const landingZoneModules: readonly MixedModule[] = [
  {
    module: "log-archive",
    region: homeRegion,
    prefix: "log_archive",
    mixes: [
      { name: "defaults", construct: archive({}), variables: ofArchive },
      {
        name: "everything",
        construct: archive(
          {
            bucketRetention: { archiveAfterDays: 90, expireAfterDays: 400 },
            objectLock: { mode: "COMPLIANCE", retentionDays: 365 },
            keyAdministrators: [role("keys"), role("more-keys")],
            alerts: [subscribers.email("security@example.com"), subscribers.https("https://hooks.example.com/ledger")],
            guardrail,
            watches: { preferences: false },
          },
          ["web", "Batch.Workers"],
          {
            evidence: {
              everyHours: 12,
              years: 10,
              scanLimitGigabytes: 50,
              auditors: ["auditors"],
              report: { queries: ["sessions", "unread-places"], everyDays: 1 },
            },
            workloads: [
              { id: "555555555555", name: "west", role: "workload", regions: [...everywhere] },
              { id: "666666666666", name: "more", role: "workload" },
            ],
          },
        ),
        part: "home",
        variables: {
          ...ofArchive,
          node_roles: ["web", "Batch.Workers"],
          bucket_retention: { archive_after_days: 90, expire_after_days: 400 },
          object_lock: { mode: "COMPLIANCE", retention_days: 365 },
          key_administrators: [role("keys"), role("more-keys")],
          alerts: { emails: ["security@example.com"], urls: ["https://hooks.example.com/ledger"] },
          evidence: {
            workloads: {
              "444444444444": [homeRegion],
              "555555555555": everywhere,
              "666666666666": [homeRegion],
            },
            every_hours: 12,
            years: 10,
            scan_limit_gigabytes: 50,
            auditors: ["auditors"],
            report: { queries: ["sessions", "unread-places"], every_days: 1 },
          },
          guardrail: guardrailVariable,
          watches: { preferences: false },
        },
      },
      {
        name: "no_tampering",
        construct: archive(
          { watches: { tampering: false }, guardrail: { administrators, spread: "fixed" } },
          undefined,
          { evidence: {} },
        ),
        variables: {
          ...ofArchive,
          evidence: { workloads: { "444444444444": [homeRegion] } },
          watches: { tampering: false },
          guardrail: { administrators },
        },
      },
    ],
  },
  {
    module: "organization-trail",
    region: homeRegion,
    prefix: "organization_trail",
    mixes: [
      { name: "defaults", construct: trail({}), variables: ofTrail },
      {
        name: "everything",
        construct: trail(
          {
            retentionDays: 731,
            recordTranscriptAccess: true,
            keyAdministrators: [role("keys")],
            guardrail,
            watches: { preferences: false, tampering: false },
          },
          { evidence: {} },
        ),
        variables: {
          ...ofTrail,
          evidence: true,
          retention_days: 731,
          record_transcript_access: true,
          key_administrators: [role("keys")],
          guardrail: guardrailVariable,
          watches: { preferences: false, tampering: false },
        },
      },
    ],
  },
  {
    module: "management-account",
    region: homeRegion,
    prefix: "management_account",
    keyless: true,
    mixes: [
      { name: "defaults", construct: management({}), variables: ofManagement },
      {
        name: "everything",
        construct: management({ guardrail, watches: { preferences: false } }),
        variables: { ...ofManagement, guardrail: guardrailVariable, watches: { preferences: false } },
      },
    ],
  },
  {
    module: "transcript-archive",
    region: homeRegion,
    prefix: "log_archive",
    mixes: [
      { name: "defaults", construct: archive({}, undefined, trailExists), variables: ofTranscripts },
      {
        name: "everything",
        construct: archive(
          {
            bucketRetention: { archiveAfterDays: 90, expireAfterDays: 400 },
            objectLock: { mode: "GOVERNANCE", retentionDays: 365 },
            keyAdministrators: [role("keys")],
            guardrail,
            watches: { preferences: false },
          },
          ["web", "Batch.Workers"],
          trailExists,
        ),
        variables: {
          ...ofTranscripts,
          node_roles: ["web", "Batch.Workers"],
          bucket_retention: { archive_after_days: 90, expire_after_days: 400 },
          object_lock: { mode: "GOVERNANCE", retention_days: 365 },
          key_administrators: [role("keys")],
          guardrail: guardrailVariable,
          watches: { preferences: false },
        },
      },
    ],
  },
  {
    module: "alert-hub",
    region: homeRegion,
    prefix: "alert_hub",
    mixes: [
      { name: "defaults", part: "home", construct: hub({}), variables: ofHub },
      {
        name: "everything",
        part: "home",
        construct: hub(
          {
            alerts: [
              subscribers.email("security@example.com"),
              subscribers.https("https://hooks.example.com/sessions"),
            ],
            refusals: [subscribers.email("soc@example.com")],
            integrityAlerts: [subscribers.email("ciso@example.com"), subscribers.sms("+491701234568")],
            keyAdministrators: [role("keys")],
            guardrail,
          },
          { evidence: {} },
        ),
        variables: {
          ...ofHub,
          evidence: true,
          alerts: { emails: ["security@example.com"], urls: ["https://hooks.example.com/sessions"] },
          refusals: { emails: ["soc@example.com"] },
          integrity_alerts: { emails: ["ciso@example.com"], phone_numbers: ["+491701234568"] },
          key_administrators: [role("keys")],
          guardrail: guardrailVariable,
        },
      },
      {
        name: "few_watches",
        part: "home",
        construct: hub({
          alerts: [subscribers.sms("+491701234567")],
          watches: { preferences: false, tampering: false },
        }),
        variables: {
          ...ofHub,
          alerts: { phone_numbers: ["+491701234567"] },
          watches: { preferences: false, tampering: false },
        },
      },
    ],
  },
  {
    module: "workload-account",
    region: homeRegion,
    prefix: "workload_account",
    mixes: [
      { name: "defaults", construct: workload({}), variables: ofWorkload },
      {
        name: "everything",
        construct: workload(
          {
            session,
            retentionDays: 731,
            keyAdministrators: [role("keys")],
            nodes: { attachTo: ["web", "Batch.Workers"], roleFor: "hybrid" },
            operators: {
              attachTo: ["engineers"],
              mfa: "required",
              sourceIdentity: "required",
              sourceNetwork: { cidrs: ["203.0.113.0/24"] },
              targets: sessionTargets.byTag({ team: ["shop"] }),
            },
            guardrail,
          },
          [homeRegion],
          { evidence: {} },
        ),
        variables: {
          ...ofWorkload,
          evidence: { organization_id: organizationId },
          node_roles: ["web", "Batch.Workers", "others"],
          session: sessionVariable,
          retention_days: 731,
          key_administrators: [role("keys")],
          nodes: { attach_to: ["web", "Batch.Workers"], role_for: "hybrid" },
          operators: {
            attach_to: ["engineers"],
            mfa: {},
            source_identity: "required",
            source_network: { cidrs: ["203.0.113.0/24"] },
            targets: { tags: { team: ["shop"] } },
          },
          guardrail: guardrailVariable,
        },
      },
      {
        name: "two_regions",
        construct: workload({ session, watches: { tampering: false, silence: false } }, everywhere, { evidence: {} }),
        part: "home",
        variables: {
          ...ofWorkload,
          evidence: { organization_id: organizationId },
          further_session_key_arns: { [iamRegionOf(homeRegion)]: keyArn("session_key") },
          session: sessionVariable,
          watches: { tampering: false, silence: false },
        },
      },
    ],
  },
  {
    module: "workload-region",
    region: homeRegion,
    prefix: "workload_account",
    mixes: [
      { name: "defaults", construct: workload({}, everywhere), part: "further", variables: ofWorkloadRegion },
      {
        name: "everything",
        construct: workload(
          { session, retentionDays: 731, keyAdministrators: [role("keys")], watches: { preferences: false } },
          everywhere,
          // It changes nothing there.
          { evidence: {} },
        ),
        part: "further",
        variables: {
          ...ofWorkloadRegion,
          session: sessionVariable,
          retention_days: 731,
          key_administrators: [role("keys")],
          watches: { preferences: false },
        },
      },
    ],
  },
  {
    module: "organization-guardrail",
    region: homeRegion,
    prefix: "organization_guardrail",
    keyless: true,
    mixes: [
      {
        name: "defaults",
        construct: organization({ administrators: [role("terraform")] }),
        variables: { ...ofOrganization, administrators: [role("terraform")] },
      },
      {
        name: "everything",
        construct: organization(
          {
            administrators: administrators.slice(1),
            closes: Object.values(waysRound),
            attachTo: ["r-a1b2", "ou-a1b2-c3d4e5f6"],
            attachResourcesTo: ["222222222222"],
          },
          ["web", "Batch.Workers"],
          { evidence: {}, ...trailExists },
        ),
        variables: {
          ...ofOrganization,
          trail_arn: trailExists.trailArn,
          node_roles: ["web", "Batch.Workers"],
          evidence: true,
          administrators: administrators.slice(1),
          closes: Object.keys(waysRound).map(snake),
          attach_to: ["r-a1b2", "ou-a1b2-c3d4e5f6"],
          attach_resources_to: ["222222222222"],
        },
      },
    ],
  },
  ...(
    [
      ["log-archive", "log_archive", centralAccounts.archive],
      ["management", "organization_trail", centralAccounts.trail],
      ["security", "alert_hub", centralAccounts.hub],
    ] as const
  ).map(
    ([account, prefix, create]): MixedModule => ({
      module: "central-region",
      region: homeRegion,
      prefix,
      mixes: [
        {
          name: prefix,
          construct: (stack) => void create(stack, planFor(account, undefined, everywhere, { evidence: {} })),
          part: "further",
          variables: account === "security" ? { ...ofCentralRegion, security_account_id: ownAccount } : ofCentralRegion,
        },
      ],
    }),
  ),
];
