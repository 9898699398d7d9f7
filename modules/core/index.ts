export type { AuditModule, ModuleProps, RegionalModuleProps } from "./audit-module";
export type { AwsContext } from "./aws-context";
export { setAwsContext } from "./aws-context";
export type { Conditions, PolicyStatement, Principals } from "./policy-document";
export { policyVariable } from "./policy-document";
export { allowAwsProviderRange } from "./provider-range";
export type { Removal, RemovalProps } from "./removal";
export type { Violation } from "./validation-error";
export { ValidationError } from "./validation-error";
