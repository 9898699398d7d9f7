import { filterViolations, subscriberList } from "../../alert-topic/alert-topic-schema";
import {
  construct,
  having,
  known,
  movableRules,
  oneOf,
  optional,
  removalRules,
  Schema,
  someOf,
  text,
} from "../../core/internal";
import { keyAdministrators } from "../../encryption-key/encryption-key-schema";
import { bucketRetention, objectLock } from "../../log-bucket/log-bucket-schema";
import { logRetention } from "../../log-group/log-group-schema";
import { accessRules, sessionPreferences } from "../parts/internal";
import type { AlertHubProps } from "./alert-hub";
import type { LandingZone, WorkloadEntry } from "./landing-zone";
import { accountRules } from "./landing-zone-schema";
import type { LogArchiveProps } from "./log-archive";
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

export const alertHubSchema = Schema.for<AlertHubProps>({
  ...movableRules,
  ...removalRules,
  plan,
  alerts: optional(subscriberList),
  keyAdministrators: optional(keyAdministrators),
}).relate(["alerts"], ({ alerts }) => filterViolations("alerts", alerts));

export const logArchiveSchema = Schema.for<LogArchiveProps>({
  ...movableRules,
  ...removalRules,
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
  plan,
  retentionDays: optional(logRetention),
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

export const workloadAccountSchema = Schema.for<WorkloadAccountProps>({
  ...movableRules,
  ...removalRules,
  ...accessRules,
  plan,
  account: workload,
  session: optional(sessionPreferences),
  retentionDays: optional(logRetention),
  keyAdministrators: optional(keyAdministrators),
});
