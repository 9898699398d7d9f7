import { constants, generateKeyPairSync, sign } from "node:crypto";
import { AwsError, type Call, type StandIn } from "./stand-in";

/** Gives a stand-in one asymmetric key for signing, under any id, and returns its public key as PEM. */
export function serveSigningKey(aws: StandIn, algorithm = "ECDSA_SHA_256"): string {
  const { privateKey, publicKey } = algorithm.startsWith("EC")
    ? generateKeyPairSync("ec", { namedCurve: "P-256" })
    : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const padding = algorithm.includes("PSS")
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {};
  const KeyId = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-000000000001";
  aws.answer("kms:GetPublicKey", {
    KeyId,
    KeyUsage: "SIGN_VERIFY",
    SigningAlgorithms: [algorithm],
    PublicKey: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  });
  aws.answer("kms:Sign", ({ input }: Call) => {
    const message = Buffer.from(input.Message, "base64");
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
    if (message.length > 4096) throw new AwsError("ValidationException");
    if (input.SigningAlgorithm !== algorithm) throw new AwsError("InvalidKeyUsageException");
    const signature = sign("sha256", message, { key: privateKey, ...padding });
    return { KeyId, SigningAlgorithm: algorithm, Signature: signature.toString("base64") };
  });
  return publicKey.export({ format: "pem", type: "spki" }).toString();
}
