import { forgetAuditData } from "../../../modules/core";
import { type Change, ofAudit, ofFrankfurt } from "./changes";
import { audit, both, bucket, key, nested, settings } from "./programs";
import type { Program } from "./project";

/** A change that says what becomes of the audit data. */
interface WayOn extends Change {
  /** What Terraform plans for audit data, by action. */
  readonly plan: Readonly<Record<string, readonly string[]>>;
  /** All that it plans for anything. */
  readonly actions: readonly string[];
}

const forgetting =
  (...addresses: readonly string[]): Program =>
  (scope) =>
    forgetAuditData(scope, addresses);

const ourKey = key("LogsKey");
const ourBucket = bucket("Transcripts");

export const waysOn: Readonly<Record<string, WayOn>> = {
  "a renamed topology says where it was": {
    before: audit("Audit"),
    after: audit("SessionAudit", { moveFrom: "Audit" }),
    plan: { move: ofAudit("session_audit") },
    // Roles and the document are updated, since not all about them is made up in the state.
    actions: ["move", "update"],
  },
  "a topology that is nested deeper says where it was": {
    before: audit("Audit"),
    after: nested(audit("Audit", { moveFrom: "Audit" })),
    plan: { move: ofAudit("security_audit") },
    actions: ["move", "update"],
  },
  "a renamed bucket says where it was": {
    before: ourBucket,
    after: bucket("Files", { moveFrom: "Transcripts" }),
    plan: { move: ["aws_s3_bucket.files"] },
    actions: ["move"],
  },
  "a key is forgotten": {
    before: both(settings, ourKey),
    after: both(settings, forgetting("aws_kms_key.logs_key")),
    plan: { remove: ["aws_kms_key.logs_key"] },
    actions: ["remove"],
  },
  "a bucket is forgotten with all that configures it": {
    before: both(settings, ourBucket),
    after: both(settings, forgetting("aws_s3_bucket.transcripts")),
    plan: { remove: ["aws_s3_bucket.transcripts"] },
    actions: ["remove"],
  },
  "a Region is left out, and its audit data is forgotten": {
    before: audit("Audit", { regions: ["eu-west-1", "eu-central-1"] }),
    after: both(audit("Audit", { regions: ["eu-west-1"] }), forgetting(...ofFrankfurt)),
    plan: { remove: ofFrankfurt },
    actions: ["delete", "remove", "update"],
  },
  "a key was released before it is taken out": {
    before: both(settings, key("LogsKey", { removal: "destroy" })),
    after: settings,
    plan: { delete: ["aws_kms_key.logs_key"] },
    actions: ["delete"],
  },
  "a topology was released before it is taken out": {
    before: both(ourKey, audit("Audit", { removal: "destroy" })),
    after: ourKey,
    plan: { delete: ofAudit("audit") },
    actions: ["delete"],
  },
};
