import { movableRules, removalRules, Schema, tagRules } from "../../core/internal";
import { centralRules, plan } from "./central-schema";
import { unless } from "./existing-schema";
import type { ManagementAccountProps } from "./management-account";

export const managementAccountSchema = Schema.for<ManagementAccountProps>({
  ...movableRules,
  ...removalRules,
  ...centralRules,
  ...tagRules,
  plan,
}).relate(["plan"], ({ plan: { existing } }) =>
  unless(existing.trailArn !== undefined, {
    prop: "plan.existing.trailArn",
    allowed: "given where ManagementAccount protects the trail",
    got: existing.trailArn,
    fix: "give the plan the ARN of the organization trail, or create one with OrganizationTrail",
  }),
);
