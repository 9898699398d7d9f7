export { organizationUploadStatement } from "./encryption-key-policy";
