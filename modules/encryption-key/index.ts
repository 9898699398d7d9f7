export type { EncryptionKeyProps } from "./encryption-key";
export { EncryptionKey } from "./encryption-key";
export type { IEncryptionKey } from "./granting-key";
