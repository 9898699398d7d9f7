export type { RegionalAudit, RegionalAuditProps, SessionPreferences } from "./regional-audit";
export { createRegionalAudit, forwardingRuleName } from "./regional-audit";
