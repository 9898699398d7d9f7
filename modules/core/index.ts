export { forgetAuditData } from "./audit-data/forget";
export type {
  AuditModule,
  ModuleProps,
  MovableProps,
  ProviderProps,
  RegionalModuleProps,
  RegionProps,
} from "./audit-module";
export type { AwsContext } from "./aws-context";
export { setAwsContext } from "./aws-context";
export { checked } from "./checked";
export type { AtLeastOne } from "./lists";
export type { OwnedPolicy, OwnerGrant } from "./owner-grants";
export type { Conditions, PolicyStatement, Principals } from "./policy-document";
export { policyVariable } from "./policy-document";
export { allowAwsProviderRange } from "./provider-range";
export type { Removal, RemovalProps } from "./removal";
export type { TagProps } from "./tags";
export type { Violation } from "./validation-error";
export { ValidationError } from "./validation-error";
