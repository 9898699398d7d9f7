export type { OwnEvidence } from "./own-evidence";
export type { EndpointPreferences, SessionAuditProps } from "./session-audit";
export { SessionAudit } from "./session-audit";
