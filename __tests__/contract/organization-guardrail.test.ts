/** What the policies of a landing zone's organization refuse, with every way round closed. */
import { waysRound } from "../../modules/session-access";
import { OrganizationGuardrail } from "../../modules/topologies/landing-zone";
import { accountStack, landingZonePlan } from "../support/landing-zone";
import { proves } from "./support/table";
import { World } from "./support/world";
import { organizationPolicies } from "./tables/organization";

const plan = landingZonePlan({ evidence: {} });
const administrators = ["arn:aws:iam::*:role/TerraformDeployment"];
const closes = Object.values(waysRound);
const stack = accountStack((scope) => new OrganizationGuardrail(scope, "Guardrail", { plan, administrators, closes }));

proves({ title: "the policies of an organization", world: World.of(stack), rows: organizationPolicies });
