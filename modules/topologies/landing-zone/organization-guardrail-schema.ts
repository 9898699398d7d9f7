import { optional, Schema } from "../../core/internal";
import {
  guardrailPreferenceRules,
  organizationTargets,
  roleArns,
} from "../../session-access/guardrail/guardrail-schema";
import { plan } from "./central-schema";
import type { OrganizationGuardrailProps } from "./organization-guardrail";

/** The policies themselves check who is exempt, what is closed and where they are attached. */
export const organizationGuardrailSchema = Schema.for<OrganizationGuardrailProps>({
  plan,
  administrators: roleArns,
  closes: guardrailPreferenceRules.closes,
  attachTo: optional(organizationTargets),
  attachResourcesTo: optional(organizationTargets),
  spread: guardrailPreferenceRules.spread,
});
