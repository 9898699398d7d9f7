import { AwsError, type Call } from "../../support/stand-in";
import type { World } from "./healthy";

/** IAM and Organizations of a world. Rights are `action resource`, with `*` for any text. */
export const serveIdentity = (world: World): Readonly<Record<string, (call: Call) => unknown>> => ({
  "iam:GetInstanceProfile": ({ input }) => {
    const role = world.profiles[input.InstanceProfileName];
    return { InstanceProfile: { InstanceProfileName: input.InstanceProfileName, Roles: role ? [{ Arn: role }] : [] } };
  },
  "iam:GetRole": ({ input }) => {
    const arn = Object.keys(world.roles).find((role) => role.split("/").at(-1) === input.RoleName);
    if (!arn) throw new AwsError("NoSuchEntity", "no such role", 404);
    return { Role: { Arn: arn } };
  },
  "iam:SimulatePrincipalPolicy": ({ input }) => {
    const role = world.roles[input.PolicySourceArn]!;
    const results = listed(input, "ActionNames").flatMap((action) =>
      listed(input, "ResourceArns").map((resource) => {
        const isAllowed = matches(role.rights, action, resource);
        const isInBounds = !role.boundary || matches(role.boundary, action, resource);
        return {
          EvalActionName: action,
          EvalResourceName: resource,
          MissingContextValues: role.asksFor,
          EvalDecision: isAllowed && isInBounds ? "allowed" : "implicitDeny",
          ...(role.boundary && { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: isInBounds } }),
        };
      }),
    );
    return { EvaluationResults: results, IsTruncated: false };
  },
  "organizations:DescribeOrganization": () => {
    if (!world.organization) throw new AwsError("AWSOrganizationsNotInUseException");
    return { Organization: { Id: world.organization } };
  },
});

/** Lists of the query protocol: `ActionNames.member.1`. */
function listed(input: Record<string, string>, name: string): string[] {
  return Object.entries(input).flatMap(([key, value]) => (key.startsWith(`${name}.member.`) ? value : []));
}

const patterns = new Map<string, RegExp>();

/** Made once: a fleet asks hundreds of thousands of times. */
function patternOf(right: string): RegExp {
  const known = patterns.get(right);
  if (known) return known;
  const pattern = new RegExp(`^${right.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);
  patterns.set(right, pattern);
  return pattern;
}

const matches = (rights: readonly string[], action: string, resource: string): boolean =>
  rights.some((right) => patternOf(right).test(`${action} ${resource}`));
