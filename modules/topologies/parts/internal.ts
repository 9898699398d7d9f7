export { createAccountAccess } from "./account-access";
export type { Alerting } from "./alerting";
export { createAlerting } from "./alerting";
export { auditChain } from "./audit-chain";
export { createEvidence, evidenceNames } from "./evidence";
export { accessRules, evidencePreferences, sessionPreferences } from "./parts-schema";
export { createRegionalAudit, createRegionalKeys, forwardingRuleName } from "./regional-audit";
