export type { EncryptionKeyProps, IEncryptionKey } from "./encryption-key";
export { EncryptionKey } from "./encryption-key";
