import { filterViolations, subscriberList } from "../../alert-topic/alert-topic-schema";
import {
  construct,
  flag,
  having,
  isUnknown,
  known,
  movableRules,
  oneOf,
  optional,
  removalRules,
  Schema,
  someOf,
  tagRules,
  text,
} from "../../core/internal";
import { keyAdministrators } from "../../encryption-key/encryption-key-schema";
import { bucketRetention, objectLock } from "../../log-bucket/log-bucket-schema";
import { logRetention } from "../../log-group/log-group-schema";
import {
  guardrailPreferenceRules,
  organizationTargets,
  roleArns,
} from "../../session-access/guardrail/guardrail-schema";
import {
  accessRules,
  adoptedElsewhere,
  alertRules,
  alertViolations,
  recordRules,
  sessionPreferences,
  watchRules,
} from "../parts/internal";
import type { AlertHubProps } from "./alert-hub";
import type { LandingZone, WorkloadEntry } from "./landing-zone";
import { accountRules } from "./landing-zone-schema";
import type { LogArchiveProps } from "./log-archive";
import type { OrganizationGuardrailProps } from "./organization-guardrail";
import type { OrganizationTrailProps } from "./organization-trail";
import type { WorkloadAccountProps } from "./workload-account";

const plan = construct<LandingZone>(
  "a LandingZone",
  ["name", "homeRegion", "management", "logArchive", "security", "workloads", "existing", "contextOf"],
  "pass the plan itself",
);

const workload = having<WorkloadEntry>("a workload account", {
  ...accountRules,
  role: known(oneOf(["workload"], { fix: "pass plan.workload(name)" })),
  regions: someOf(text({}), { unit: "Region" }),
});

/** The props of every central account for its protection. */
const centralRules = { guardrail: accessRules.guardrail, ...watchRules };

export const alertHubSchema = Schema.for<AlertHubProps>({
  ...movableRules,
  ...removalRules,
  ...alertRules,
  ...centralRules,
  ...tagRules,
  plan,
  keyAdministrators: optional(keyAdministrators),
}).relate(["alerts", "refusals", "integrityAlerts"], alertViolations);

export const logArchiveSchema = Schema.for<LogArchiveProps>({
  ...movableRules,
  ...removalRules,
  ...centralRules,
  ...tagRules,
  plan,
  bucketRetention: optional(bucketRetention),
  objectLock: optional(objectLock),
  keyAdministrators: optional(keyAdministrators),
  alerts: optional(subscriberList),
})
  .relate(["alerts"], ({ alerts }) => filterViolations("alerts", alerts))
  .relate(["plan", "alerts"], ({ plan: { evidence }, alerts }) => {
    if (evidence || alerts === undefined) return [];
    const allowed = "left out where the plan has no `evidence`: there is nothing to tell of";
    return [{ prop: "alerts", allowed, got: alerts, fix: "give the plan `evidence`, or leave it out here" }];
  });

export const organizationTrailSchema = Schema.for<OrganizationTrailProps>({
  ...movableRules,
  ...removalRules,
  ...centralRules,
  ...tagRules,
  plan,
  retentionDays: optional(logRetention),
  logDeletionProtection: optional(flag()),
  recordTranscriptAccess: optional(flag()),
  keyAdministrators: optional(keyAdministrators),
}).relate(["plan"], ({ plan: { existing } }) => {
  if (existing.trailArn === undefined) return [];
  return [
    {
      prop: "plan.existing.trailArn",
      allowed: "left out where OrganizationTrail creates the trail",
      got: existing.trailArn,
      fix: "remove this construct: the trail exists",
    },
  ];
});

/** The policies themselves check who is exempt, what is closed and where they are attached. */
export const organizationGuardrailSchema = Schema.for<OrganizationGuardrailProps>({
  plan,
  administrators: roleArns,
  closes: guardrailPreferenceRules.closes,
  attachTo: optional(organizationTargets),
  attachResourcesTo: optional(organizationTargets),
});

export const workloadAccountSchema = Schema.for<WorkloadAccountProps>({
  ...movableRules,
  ...removalRules,
  ...tagRules,
  ...accessRules,
  ...recordRules,
  ...watchRules,
  plan,
  account: workload,
  session: optional(sessionPreferences),
  retentionDays: optional(logRetention),
  keyAdministrators: optional(keyAdministrators),
})
  .relate(["session", "account"], ({ session, account }) => adoptedElsewhere(session, account.regions))
  .relate(["plan", "nodes"], ({ plan, nodes }) => {
    const unknown = (nodes?.attachTo ?? []).filter((name) => !isUnknown(name) && !plan.nodeRoles.includes(name));
    if (unknown.length === 0) return [];
    return [
      {
        prop: "nodes.attachTo",
        allowed: "roles that may write to the archive, as nodeRoles of the plan names them",
        got: unknown,
        fix: "add them to nodeRoles of the plan, and apply the log archive first: their transcripts would be lost",
      },
    ];
  });
