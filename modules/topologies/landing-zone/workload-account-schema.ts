import {
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
import { logRetention } from "../../log-group/log-group-schema";
import { accessRules, adoptedElsewhere, recordRules, sessionPreferences, watchRules } from "../parts/internal";
import { plan } from "./central-schema";
import type { WorkloadEntry } from "./landing-zone";
import { accountRules } from "./landing-zone-schema";
import type { WorkloadAccountProps } from "./workload-account";

const workload = having<WorkloadEntry>("a workload account", {
  ...accountRules,
  role: known(oneOf(["workload"], { fix: "pass plan.workload(name)" })),
  regions: someOf(text({}), { unit: "Region" }),
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
        allowed: "roles that nodeRoles of the plan lists",
        got: unknown,
        fix: "add them to nodeRoles of the plan, and apply the log archive first, or their transcripts are lost",
      },
    ];
  });
