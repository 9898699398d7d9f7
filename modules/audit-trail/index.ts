export type { AuditTrailProps, IAuditTrail } from "./audit-trail";
export { AuditTrail } from "./audit-trail";
