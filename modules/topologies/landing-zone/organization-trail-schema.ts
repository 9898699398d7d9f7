import { flag, movableRules, optional, removalRules, Schema, tagRules } from "../../core/internal";
import { keyAdministrators } from "../../encryption-key/encryption-key-schema";
import { logRetention } from "../../log-group/log-group-schema";
import { centralRules, plan } from "./central-schema";
import type { OrganizationTrailProps } from "./organization-trail";

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
      fix: "use ManagementAccount instead: the trail exists",
    },
  ];
});
