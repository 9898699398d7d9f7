export type {
  AccessPreferences,
  AccountAccess,
  GuardrailPreferences,
  NodePreferences,
  OperatorPreferences,
} from "./account-access";
export type { AlertPreferences } from "./alerting";
export type { Evidence, EvidencePreferences } from "./evidence";
export type { Forwarding } from "./forwarding";
export type { IamForwarding } from "./iam-forwarding";
export type { WatchPreferences } from "./integrity-watch";
export type {
  RecordPreferences,
  RegionalAudit,
  RegionalKeys,
  SessionPreferences,
  WorkloadRegion,
} from "./regional-audit";
