export type {
  AccountRole,
  ExistingPieces,
  LandingZoneAccount,
  LandingZoneProps,
  WorkloadEntry,
} from "./landing-zone";
export { LandingZone } from "./landing-zone";
export type { LogArchiveProps } from "./log-archive";
export { LogArchive } from "./log-archive";
export type { OrganizationTrailProps } from "./organization-trail";
export { OrganizationTrail } from "./organization-trail";
export type { OwnerGrant } from "./owner-grants";
