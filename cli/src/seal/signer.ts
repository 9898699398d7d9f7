import { GetPublicKeyCommand, type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { UsageError } from "../io";
import { type SealSignature, type SigningAlgorithm, signedMessage, signingAlgorithms } from "./seal-file";

/** Signs by an asymmetric KMS key, which never leaves KMS. */
export interface Signer {
  /** PEM, for those who verify without AWS. */
  readonly publicKey: string;
  sign(data: Buffer): Promise<SealSignature>;
}

export async function kmsSigner(client: KMSClient, keyId: string): Promise<Signer> {
  const { publicKey, algorithm, arn } = await kmsPublicKey(client, keyId);
  return {
    publicKey,
    async sign(data) {
      const input = { KeyId: keyId, Message: signedMessage(data), SigningAlgorithm: algorithm };
      const { Signature } = await client.send(new SignCommand({ ...input, MessageType: "RAW" }));
      return { algorithm, keyId: arn, signature: Buffer.from(Signature!).toString("base64") };
    },
  };
}

export async function kmsPublicKey(
  client: KMSClient,
  keyId: string,
): Promise<{ publicKey: string; algorithm: SigningAlgorithm; arn: string }> {
  const { PublicKey, SigningAlgorithms, KeyUsage, KeyId } = await client.send(
    new GetPublicKeyCommand({ KeyId: keyId }),
  );
  const algorithm = signingAlgorithms.find((candidate) => SigningAlgorithms?.includes(candidate));
  if (KeyUsage !== "SIGN_VERIFY" || !algorithm) {
    throw new UsageError(
      `--key must be an asymmetric KMS key for signing, of type ECC_NIST_P256 or RSA_2048 and larger, got: ${KeyUsage ?? "no usage"} ${(SigningAlgorithms ?? []).join(", ")}`,
    );
  }
  const base64 = Buffer.from(PublicKey!)
    .toString("base64")
    .match(/.{1,64}/g)!;
  return {
    publicKey: `-----BEGIN PUBLIC KEY-----\n${base64.join("\n")}\n-----END PUBLIC KEY-----\n`,
    algorithm,
    arn: KeyId!,
  };
}
