import { filterViolations, subscriberList } from "../../alert-topic/alert-topic-schema";
import { movableRules, optional, removalRules, Schema, tagRules } from "../../core/internal";
import { keyAdministrators } from "../../encryption-key/encryption-key-schema";
import { bucketRetention, objectLock } from "../../log-bucket/log-bucket-schema";
import { centralRules, plan } from "./central-schema";
import type { LogArchiveProps } from "./log-archive";

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
    const allowed = "left out where the plan has no `evidence`: there is nothing to report";
    return [{ prop: "alerts", allowed, got: alerts, fix: "give the plan `evidence`, or leave it out here" }];
  });
