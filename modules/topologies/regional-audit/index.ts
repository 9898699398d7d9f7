export type { RegionalAudit, RegionalAuditProps, SessionPreferences } from "./regional-audit";
export { createRegionalAudit } from "./regional-audit";
