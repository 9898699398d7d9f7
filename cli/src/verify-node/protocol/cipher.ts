import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const nonceLength = 12;
const tagLength = 16;

/** The data key of a session: half of it for each direction. */
export const dataKeyLength = 64;

/**
 * AES-GCM as agent and plugin use it: nonce, cipher text, tag. The agent encrypts with the first half of the key, the client with the
 * second.
 * @see https://github.com/aws/session-manager-plugin/blob/mainline/src/encryption/encrypter.go
 */
export class Cipher {
  private readonly own: Buffer;
  private readonly others: Buffer;

  constructor(dataKey: Buffer, side: "agent" | "client") {
    const halves = [dataKey.subarray(0, dataKeyLength / 2), dataKey.subarray(dataKeyLength / 2)] as const;
    [this.own, this.others] = side === "agent" ? halves : [halves[1], halves[0]];
  }

  encrypt(text: Buffer): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv("aes-256-gcm", this.own, nonce);
    return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  }

  decrypt(bytes: Buffer): Buffer {
    const decipher = createDecipheriv("aes-256-gcm", this.others, bytes.subarray(0, nonceLength));
    decipher.setAuthTag(bytes.subarray(-tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()]);
  }
}
