import { narrowed, object, optional } from "../../core/internal";
import type { GuardrailProps } from "../../session-access";
import { guardrailPreferenceRules } from "../../session-access/guardrail/guardrail-schema";
import { nodePreferenceRules, nodeRoleOrNone } from "../../session-access/node/node-access-schema";
import { operatorPreferenceRules, sessionTargets } from "../../session-access/operator/operator-access-schema";
import { callAlarms } from "../../session-dashboard/session-dashboard-schema";
import { preferenceRules } from "../../session-document/session-document-schema";
import { everyHours } from "../../session-ledger/session-ledger-schema";
import { auditorNames, questionRules } from "../../session-tables/session-tables-schema";
import type { GuardrailPreferences, NodePreferences, OperatorPreferences } from "./account-access";
import type { EvidencePreferences } from "./evidence";
import type { SessionPreferences } from "./regional-audit";

/** What a topology says about sessions. How timeouts relate, the document itself checks. */
export const sessionPreferences = object<SessionPreferences>(preferenceRules);

/** What every topology with nodes takes about access. */
export const accessRules = {
  nodes: optional(object<NodePreferences>({ ...nodePreferenceRules, roleFor: nodeRoleOrNone })),
  operators: optional(object<OperatorPreferences>({ ...operatorPreferenceRules, targets: optional(sessionTargets) })),
  guardrail: optional(
    narrowed<GuardrailPreferences>(
      object<Pick<GuardrailProps, keyof typeof guardrailPreferenceRules>>(guardrailPreferenceRules),
    ),
  ),
};

/** What a topology says about evidence. */
export const evidencePreferences = object<EvidencePreferences>({
  ...questionRules,
  everyHours,
  auditors: optional(auditorNames),
  alarms: optional(callAlarms),
});
