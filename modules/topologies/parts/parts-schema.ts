import { narrowed, object, optional } from "../../core/internal";
import type { GuardrailProps } from "../../session-access";
import { guardrailPreferenceRules } from "../../session-access/guardrail/guardrail-schema";
import { nodePreferenceRules } from "../../session-access/node/node-access-schema";
import { operatorPreferenceRules, sessionTargets } from "../../session-access/operator/operator-access-schema";
import { preferenceRules } from "../../session-document/session-document-schema";
import type { GuardrailPreferences, NodePreferences, OperatorPreferences } from "./account-access";
import type { SessionPreferences } from "./regional-audit";

/** What a topology says about sessions. How timeouts relate, the document itself checks. */
export const sessionPreferences = object<SessionPreferences>(preferenceRules);

/** What every topology with nodes takes about access. */
export const accessRules = {
  nodes: optional(object<NodePreferences>(nodePreferenceRules)),
  operators: optional(object<OperatorPreferences>({ ...operatorPreferenceRules, targets: optional(sessionTargets) })),
  guardrail: optional(
    narrowed<GuardrailPreferences>(
      object<Pick<GuardrailProps, keyof typeof guardrailPreferenceRules>>(guardrailPreferenceRules),
    ),
  ),
};
