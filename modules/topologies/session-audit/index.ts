export type { EndpointPreferences } from "./endpoints";
export type { AuditPieces, ExistingAuditPieces, ExistingKeys, NothingExists, PiecesOf } from "./existing-pieces";
export type { OwnEvidence } from "./own-evidence";
export { SessionAudit } from "./session-audit";
export type { SessionAuditProps } from "./session-audit-props";
