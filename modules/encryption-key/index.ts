export type { AdoptedKey, EncryptionKeyProps } from "./encryption-key";
export { EncryptionKey } from "./encryption-key";
export type { ExistingKeyOptions } from "./existing-key";
export type { IEncryptionKey } from "./granting-key";
