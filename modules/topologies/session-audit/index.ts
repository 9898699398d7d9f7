export type { SessionAuditProps, SessionPreferences } from "./session-audit";
export { SessionAudit } from "./session-audit";
