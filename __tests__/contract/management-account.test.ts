/** What the guardrail of a management account refuses, where the organization has a trail already. */
import { ManagementAccount } from "../../modules/topologies/landing-zone";
import { existingTrail, landingZonePlan, MANAGEMENT, synthAccount } from "../support/landing-zone";
import { forwardingRole, member } from "./landing-zone.people";
import { Organization } from "./landing-zone.world";
import { allows, denies, titleOf } from "./support/table";

const plan = landingZonePlan({ existing: existingTrail });
const stack = synthAccount((scope) => new ManagementAccount(scope, "ManagementAccount", { plan }));
const world = Organization.planned(plan, [{ account: MANAGEMENT, json: stack.json }]);

const manager = member("Platform", MANAGEMENT, ["acme-audit-guardrail"], true);
const other = existingTrail.trailArn.replace(/[^/]+$/, "another");
const rows = [
  ...["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"].map((call) =>
    denies(manager, `cloudtrail:${call}`, existingTrail.trailArn, "blinds no trail that was there before"),
  ),
  denies(manager, "organizations:DisableAWSServiceAccess", "*", "ends no trail of the organization"),
  denies(
    manager,
    "organizations:DetachPolicy",
    `arn:aws:organizations::${MANAGEMENT}:policy/o-a1b2c3d4e5/service_control_policy/p-a1b2c3d4`,
    "takes no guardrail down",
  ),
  denies(manager, "iam:DeleteRolePolicy", forwardingRole(MANAGEMENT), "is seen"),
  allows(manager, "cloudtrail:StopLogging", other, "another trail"),
  allows(manager, "organizations:CreateAccount", "*", "everything else goes on"),
];

test.each(rows.map((row) => [row.expected, titleOf(row), row] as const))("%s %s", async (expected, _, row) => {
  expect(await world.verdictOf(row)).toBe(expected);
});
