export { cloudTrailStatements, organizationUploadStatement } from "./encryption-key-policy";
