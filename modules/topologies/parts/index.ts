export type {
  AccessPreferences,
  AccountAccess,
  GuardrailPreferences,
  NodePreferences,
  OperatorPreferences,
} from "./account-access";
export type { Evidence, EvidencePreferences } from "./evidence";
export type { RegionalAudit, RegionalKeys, SessionPreferences } from "./regional-audit";
