import { filterViolations, subscriberList } from "../../alert-topic/alert-topic-schema";
import { either, flag, known, narrowed, object, oneOf, optional, regions, type Violation } from "../../core/internal";
import type { GuardrailProps } from "../../session-access";
import { guardrailPreferenceRules } from "../../session-access/guardrail/guardrail-schema";
import { nodePreferenceRules, nodeRoleOrNone } from "../../session-access/node/node-access-schema";
import { operatorPreferenceRules, sessionTargets } from "../../session-access/operator/operator-access-schema";
import { callAlarms } from "../../session-dashboard/session-dashboard-schema";
import { preferenceRules } from "../../session-document/session-document-schema";
import { everyHours } from "../../session-ledger/session-ledger-schema";
import { auditorNames, questionRules } from "../../session-tables/session-tables-schema";
import type { GuardrailPreferences, NodePreferences, OperatorPreferences } from "./account-access";
import type { AlertPreferences } from "./alerting";
import type { EvidencePreferences } from "./evidence";
import type { WatchPreferences } from "./integrity-watch";
import type { SessionPreferences } from "./regional-audit";

/** The session props of a topology. The document itself checks how timeouts relate. */
export const sessionPreferences = object<SessionPreferences>({
  ...preferenceRules,
  adopt: optional(
    either(flag(), regions, {
      allowed: "true, false or a list of Regions",
      fix: "name the Regions that have preferences",
    }),
  ),
});

/** An unaudited Region has no document here to adopt. */
export function adoptedElsewhere({ adopt }: SessionPreferences = {}, audited: readonly string[] = []): Violation[] {
  const others = typeof adopt === "object" ? adopt.filter((region) => !audited.includes(region)) : [];
  if (others.length === 0) return [];
  const allowed = `among the Regions that are audited here (${audited.join(", ") || "none is named"})`;
  return [{ prop: "session.adopt", allowed, got: others, fix: "leave them out, or audit them as well" }];
}

/** The access props of every topology with nodes. */
export const accessRules = {
  nodes: optional(object<NodePreferences>({ ...nodePreferenceRules, roleFor: nodeRoleOrNone })),
  operators: optional(object<OperatorPreferences>({ ...operatorPreferenceRules, targets: optional(sessionTargets) })),
  guardrail: optional(
    narrowed<GuardrailPreferences>(
      object<Pick<GuardrailProps, keyof typeof guardrailPreferenceRules>>(guardrailPreferenceRules),
    ),
  ),
};

const evidenceRules = { ...questionRules, everyHours, auditors: optional(auditorNames) };

/** The evidence props of a topology. */
export const evidencePreferences = object<EvidencePreferences>({ ...evidenceRules, alarms: optional(callAlarms) });

/** The same for an organization, whose hub reports calls: no alarm counts them. */
export const organizationEvidence = object<Omit<EvidencePreferences, "alarms">>(evidenceRules);

/** The alert props of every topology that notifies people. */
export const alertRules = {
  alerts: optional(subscriberList),
  refusals: optional(subscriberList),
  integrityAlerts: optional(subscriberList),
};

/** No subscriber filter fits what alert topics send. */
export function alertViolations({ alerts, refusals, integrityAlerts }: AlertPreferences): Violation[] {
  return Object.entries({ alerts, refusals, integrityAlerts }).flatMap(([prop, who]) => filterViolations(prop, who));
}

/** The watch props of every topology that sees events. */
export const watchRules = {
  watches: optional(
    object<WatchPreferences>({
      preferences: optional(flag()),
      tampering: optional(flag()),
      silence: optional(flag()),
      spread: guardrailPreferenceRules.spread,
    }),
  ),
};

/** The record props of every topology with nodes. */
export const recordRules = {
  regionalKeys: optional(known(oneOf(["separate", "shared"]))),
  logDeletionProtection: optional(flag()),
};
