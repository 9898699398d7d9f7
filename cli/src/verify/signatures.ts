import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import { UsageError } from "../io";
import { type SealFile, type SigningAlgorithm, signedMessage } from "../seal/seal-file";

/** A public key from PEM. */
export function publicKey(pem: string, source: string): KeyObject {
  try {
    return createPublicKey(pem);
  } catch (error) {
    throw new UsageError(`${source} contains no public key in PEM format: ${(error as Error).message}`);
  }
}

/** Whether one of the keys has signed a seal. The algorithm that the seal names is used only with a key of its kind. */
export function isSignedBy({ signed, signature }: SealFile, keys: readonly KeyObject[]): boolean {
  return keys.some((key) => {
    const kind = kinds[signature.algorithm];
    if (!kind || key.asymmetricKeyType !== kind.type) return false;
    return verify(
      "sha256",
      signedMessage(signed),
      { key, ...kind.options },
      Buffer.from(signature.signature, "base64"),
    );
  });
}

const kinds: Readonly<Record<SigningAlgorithm, { readonly type: "rsa" | "ec"; readonly options: object }>> = {
  ECDSA_SHA_256: { type: "ec", options: { dsaEncoding: "der" } },
  RSASSA_PSS_SHA_256: {
    type: "rsa",
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
  },
  RSASSA_PKCS1_V1_5_SHA_256: { type: "rsa", options: { padding: constants.RSA_PKCS1_PADDING } },
};
