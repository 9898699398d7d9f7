export { createAccountAccess } from "./account-access";
export type { Alerting } from "./alerting";
export { createAlerting } from "./alerting";
export { auditChain } from "./audit-chain";
export { accessRules, sessionPreferences } from "./parts-schema";
export { createRegionalAudit, createRegionalKeys, forwardingRuleName } from "./regional-audit";
