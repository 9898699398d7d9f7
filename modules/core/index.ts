export type { ArnParts, ArnRule } from "./arns";
export { arns, parseArn } from "./arns";
export { askOwner } from "./ask-owner";
export type { ModuleProps, RegionalModuleProps } from "./audit-module";
export { AuditModule, readableId } from "./audit-module";
export type { AwsContext } from "./aws-context";
export { awsContext, setAwsContext } from "./aws-context";
export type { TextRule } from "./checks";
export {
  checkIntegerInRange,
  checkKnownNumber,
  checkLength,
  checkOneOf,
  checkOrganizationId,
  checkRegion,
  checkSameRegion,
  checkText,
  isUnknown,
} from "./checks";
export { literal } from "./literal";
export { kebab } from "./names";
export type { Named } from "./own-arn";
export { lambdaFunctions, ownArn } from "./own-arn";
export type { Conditions, PolicyStatement, Principals } from "./policy-document";
export { PolicyDocument, policyVariable } from "./policy-document";
export { allowAwsProviderRange } from "./provider-range";
export type { Removal, RemovalProps } from "./removal";
export { protection } from "./removal";
export { claimName } from "./unique-names";
export type { Violation } from "./validation-error";
export { ValidationError } from "./validation-error";
