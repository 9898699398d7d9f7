export type { SessionAuditProps } from "./session-audit";
export { SessionAudit } from "./session-audit";
