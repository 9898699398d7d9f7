export type { AccountRole, CentralRole } from "./accounts";
export { accountRoles, centralAccounts, centralRoles, workloadAccount } from "./accounts";
export type { AgentCall, AgentCallResource, AgentTask } from "./agent-calls";
export { agentActions, agentCalls } from "./agent-calls";
export type { AuditDataKind, AuditDataType } from "./audit-data";
export { auditDataKinds, isAuditDataType } from "./audit-data";
export type { Limit } from "./limit";
export { limits } from "./limits";
export type { LogRetentionDays } from "./log-retention";
export { logRetentionDays } from "./log-retention";
export type { ObjectLockMode } from "./object-lock";
export { objectLockModes } from "./object-lock";
export { iamRegionOf, isKnownRegion, knownRegions, longest, partitionOf } from "./partitions";
export type { AuditPiece, ProtectedCall } from "./protected-calls/protected-calls";
export {
  covers,
  deniedActions,
  deniedToOperators,
  eventNames,
  protectedCalls,
} from "./protected-calls/protected-calls";
export type { IdentityType, SessionCall, SessionType, UnloggedDocument } from "./sessions";
export {
  DEFAULT_DOCUMENT_NAME,
  GUI_CONNECT,
  identityTypes,
  JUST_IN_TIME_TAG,
  maxDurationGaps,
  PUBLIC_SHARING_SETTING,
  sessionCalls,
  sessionTypes,
  TRANSCRIPT_PREFIX,
  unloggedDocumentNames,
} from "./sessions";
