export type { AuditAlarmsProps, WatchedByAlarms, WatchedLogGroup } from "./audit-alarms";
export { AuditAlarms } from "./audit-alarms";
