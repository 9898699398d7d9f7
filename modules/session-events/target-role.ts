import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { arns, checkLength, isUnknown, kebab, PolicyDocument, type PolicyStatement } from "../core";
import { limits, longest } from "../facts";
import type { BoundRule, TargetConfig } from "./rule-target";
import { ruleTrust } from "./session-events-policy";

/**
 * The role with which EventBridge calls one target for one rule. The Region is part of its name: IAM is global, and the
 * same rule may stand in several Regions.
 */
export function targetRole(
  rule: BoundRule,
  targetId: string,
  ...permissions: readonly PolicyStatement[]
): Required<Pick<TargetConfig, "roleArn" | "ready">> {
  const { scope, ruleName, aws } = rule;
  const base = `${ruleName}-${kebab(targetId)}`;
  const longestName = `${base}-${isUnknown(aws.region) ? longest.region : aws.region}`;
  checkLength(scope, "name (with target and Region, the name of a role)", longestName, limits.roleNameLength);
  const name = `${base}-${aws.region}`;
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
      policy: new PolicyDocument(...permissions).toJson(),
    }),
  );
  return { roleArn: arns.role(aws, name), ready: [policy] };
}
