export type { AccountRole } from "../../facts";
export type { AlertHubProps } from "./alert-hub";
export { AlertHub } from "./alert-hub";
export type { ArchiveEvidence } from "./archive-evidence";
export type { CentralPreferences, CentralWatch } from "./central-account";
export type {
  ArchiveBucketFacts,
  ExistingArchiveBucket,
  ExistingPieces,
  ExistingSessionLogGroup,
} from "./existing-pieces";
export type {
  CentralAccount,
  LandingZoneAccount,
  LandingZoneProps,
  PlannedWorkload,
  WorkloadEntry,
} from "./landing-zone";
export { LandingZone } from "./landing-zone";
export type { LogArchiveProps } from "./log-archive";
export { LogArchive } from "./log-archive";
export type { ManagementAccountProps } from "./management-account";
export { ManagementAccount } from "./management-account";
export type { OrganizationGuardrailProps } from "./organization-guardrail";
export { OrganizationGuardrail } from "./organization-guardrail";
export type { OrganizationTrailProps } from "./organization-trail";
export { OrganizationTrail } from "./organization-trail";
export type { WorkloadAccountProps } from "./workload-account";
export { WorkloadAccount } from "./workload-account";
