import { OrganizationGuardrail, type OrganizationGuardrailProps } from "../../modules/topologies/landing-zone";
import { landingZonePlan, synthAccount } from "../support/landing-zone";

const administrators = ["arn:aws:iam::111111111111:role/TerraformDeployment"];

/** The Sids of each policy of the organization. */
function policies(name: string, props: Partial<OrganizationGuardrailProps> = {}): Record<string, string[]> {
  const plan = landingZonePlan({ name });
  const stack = synthAccount((scope) => new OrganizationGuardrail(scope, "G", { plan, administrators, ...props }));
  const made = Object.values(stack.all("aws_organizations_policy"));
  return Object.fromEntries(
    made.map((policy) => [
      policy.name.slice(name.length + 1),
      JSON.parse(policy.content).Statement.map(({ Sid }: { Sid: string }) => Sid),
    ]),
  );
}

test("an organization has one policy of each kind as long as one has room for all", () => {
  expect(Object.keys(policies("acme-audit")).sort()).toEqual(["resource-control", "service-control"]);
});

test("policies with a fixed spread hold the same statements whatever the name", () => {
  const fixed = policies("acme", { spread: "fixed" });
  expect(Object.keys(fixed).sort()).toEqual([
    "resource-control",
    "resource-control-2",
    "service-control",
    "service-control-2",
  ]);
  expect(fixed["service-control"]).toEqual(["DenyAuditChainChanges"]);
  expect(policies("acme-audit-of-sessions", { spread: "fixed" })).toEqual(fixed);
});
