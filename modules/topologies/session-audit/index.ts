export type { AuditPieces, ExistingAuditPieces, ExistingKeys, NothingExists, PiecesOf } from "./audit-pieces";
export type { EndpointPreferences } from "./endpoints";
export type { OwnEvidence } from "./own-evidence";
export { SessionAudit } from "./session-audit";
export type { SessionAuditProps } from "./session-audit-props";
