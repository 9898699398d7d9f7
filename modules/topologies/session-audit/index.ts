export type { EndpointPreferences } from "./endpoints";
export type { OwnEvidence } from "./own-evidence";
export type { SessionAuditProps } from "./session-audit";
export { SessionAudit } from "./session-audit";
