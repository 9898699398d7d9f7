import { MANAGEMENT } from "../../support/landing-zone";
import type { Principal } from "../support/principals";
import { allows, denies, type Row } from "../support/table";

/** What the guardrail of a management account says of the organization, whoever made the trail. */
export const managementRows = (manager: Principal): readonly Row[] => [
  denies(manager, "organizations:DisableAWSServiceAccess", "*", "ends the trail of the organization"),
  denies(
    manager,
    "organizations:DetachPolicy",
    `arn:aws:organizations::${MANAGEMENT}:policy/o-a1b2c3d4e5/service_control_policy/p-a1b2c3d4`,
    "takes the guardrail down",
  ),
  allows(manager, "organizations:CreateAccount", "*", "everything else goes on"),
];
