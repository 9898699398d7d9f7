export type { EncryptionKeyProps } from "./encryption-key";
export { EncryptionKey } from "./encryption-key";
export { organizationUploadStatement } from "./encryption-key-policy";
export type { IEncryptionKey } from "./granting-key";
