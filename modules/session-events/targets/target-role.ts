import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import {
  arns,
  isUnknown,
  kebab,
  PolicyDocument,
  type PolicyStatement,
  text,
  type Violation,
  violations,
} from "../../core/internal";
import { limits, longest } from "../../facts";
import type { BoundRule, PlannedRule, TargetConfig } from "./rule-target";
import { ruleTrust } from "./target-policy";

/** The role name includes the Region, because IAM is global and the same rule may exist in several Regions. */
function roleName({ ruleName }: PlannedRule, targetId: string, region: string): string {
  return `${ruleName}-${kebab(targetId)}-${region}`;
}

/** Checks the name of a role before it is created. */
export function roleViolations(rule: PlannedRule, targetId: string): Violation[] {
  const region = isUnknown(rule.aws.region) ? longest.region : rule.aws.region;
  const name = roleName(rule, targetId, region);
  return violations(text({ length: limits.roleNameLength }), name, "name (with target and Region, the name of a role)");
}

/** The role that EventBridge uses to call one target for one rule. */
export function targetRole(
  rule: BoundRule,
  targetId: string,
  ...statements: readonly PolicyStatement[]
): Required<Pick<TargetConfig, "roleArn" | "permissions" | "ready">> {
  const { scope, ruleName, aws } = rule;
  const name = roleName(rule, targetId, aws.region);
  rule.claimRole(name);
  const role = rule.place(
    new IamRole(scope, `${targetId}Role`, {
      name,
      description: `Rule ${ruleName} starting its target ${targetId}`,
      assumeRolePolicy: new PolicyDocument(ruleTrust(rule.ruleArn, aws)).toJson(),
    }),
  );
  const policy = rule.place(
    new IamRolePolicy(scope, `${targetId}RolePolicy`, {
      name: "start-target",
      role: role.name,
      policy: new PolicyDocument(...statements).toJson(),
    }),
  );
  return { roleArn: arns.role(aws, name), permissions: [role, policy], ready: [policy] };
}
