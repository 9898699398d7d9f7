export { createAccountAccess } from "./account-access";
export type { Alerting, KnownAlerting } from "./alerting";
export { createAlerting } from "./alerting";
export { alertChain, auditChain, evidenceChain } from "./audit-chain";
export { createEvidence, evidenceNames } from "./evidence";
export type { ForwardingTarget } from "./forwarding";
export { createForwarding } from "./forwarding";
export { iamChain } from "./iam-chain";
export type { IamForwarding } from "./iam-forwarding";
export { createIamForwarding } from "./iam-forwarding";
export type { IntegrityWatch } from "./integrity-watch";
export { createIntegrityWatch } from "./integrity-watch";
export type { Outputs } from "./outputs";
export { accessOutputs, createOutputs, evidenceOutputs, guardrailOutputs, inThisOrder, numbered } from "./outputs";
export {
  accessRules,
  adoptedElsewhere,
  alertRules,
  alertViolations,
  evidencePreferences,
  organizationEvidence,
  recordRules,
  sessionPreferences,
  watchRules,
} from "./parts-schema";
export type { KnownKeys, KnownRegionalAudit } from "./regional-audit";
export { createRegionalAudit, createRegionalKeys, keysOf } from "./regional-audit";
