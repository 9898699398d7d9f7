/** What the guardrail of a management account refuses, where the organization has a trail already. */
import { ManagementAccount } from "../../modules/topologies/landing-zone";
import { existingTrail, landingZonePlan, MANAGEMENT, synthAccount } from "../support/landing-zone";
import { forwardingRole, member } from "./landing-zone.people";
import { Organization } from "./landing-zone.world";
import { allows, denies, titleOf } from "./support/table";
import { managementRows } from "./tables/management";

const plan = landingZonePlan({ existing: existingTrail });
const stack = synthAccount((scope) => new ManagementAccount(scope, "ManagementAccount", { plan }));
const world = Organization.planned(plan, [{ account: MANAGEMENT, json: stack.json }]);

const manager = member("Platform", MANAGEMENT, ["acme-audit-guardrail"], true);
const other = existingTrail.trailArn.replace(/[^/]+$/, "another");
const rows = [
  ...["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"].map((call) =>
    denies(manager, `cloudtrail:${call}`, existingTrail.trailArn, "blinds a trail that existed before"),
  ),
  denies(manager, "iam:DeleteRolePolicy", forwardingRole(MANAGEMENT), "is seen"),
  allows(manager, "cloudtrail:StopLogging", other, "another trail"),
  ...managementRows(manager),
];

test.each(rows.map((row) => [row.expected, titleOf(row), row] as const))("%s %s", async (expected, _, row) => {
  expect(await world.verdictOf(row)).toBe(expected);
});
