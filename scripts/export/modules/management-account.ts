import { ManagementAccount } from "../../../modules";
import { managementAccountSchema } from "../../../modules/topologies/landing-zone/management-account-schema";
import { otherPieces, protectedTrail } from "./existing-trail";
import { centralModule } from "./landing-zone";

export const managementAccount = centralModule({
  name: "management-account",
  summary:
    "The management account of an organization that has a trail, such as that of Control Tower: a guardrail around the trail and the organization, and rules that report changes of them to the hub. It takes the place of `organization-trail`.",
  id: "ManagementAccount",
  role: "management",
  Construct: ManagementAccount,
  schema: managementAccountSchema,
  planned: ["name", "securityAccountId"],
  plan: { trailArn: protectedTrail.rule },
  inputs: {},
  docs: { "": ["ManagementAccountProps", "LandingZoneProps"] },
  overrides: { trailArn: protectedTrail.override },
  literals: protectedTrail.literals,
  locals: protectedTrail.locals,
  preconditions: protectedTrail.preconditions,
  omitted: { organizationId: undefined, existing: otherPieces },
  example: {
    name: "acme-audit",
    trail_arn: protectedTrail.example,
    security_account_id: "333333333333",
  },
  refused: [protectedTrail.refused],
});
