export type { AuditAlarmsProps, WatchedLogGroup } from "./audit-alarms";
export { AuditAlarms } from "./audit-alarms";
