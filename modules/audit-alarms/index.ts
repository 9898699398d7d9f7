export type { AlarmSubjects, WatchedLogGroup } from "./alarm-subjects";
export type { AuditAlarmsProps, WatchedByAlarms } from "./audit-alarms";
export { AuditAlarms } from "./audit-alarms";
