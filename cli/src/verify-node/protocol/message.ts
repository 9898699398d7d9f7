import { createHash, randomUUID } from "node:crypto";

/**
 * Messages of the data channel of a session, as agent and plugin exchange them.
 * @see https://github.com/aws/session-manager-plugin/blob/mainline/src/message/clientmessage.go
 */
export interface Message {
  readonly type: MessageType;
  readonly sequence: number;
  /** Bit 0: first of its stream, bit 1: last. */
  readonly flags: number;
  readonly id: string;
  readonly payloadType: number;
  readonly payload: Buffer;
}

export type MessageType =
  | "input_stream_data"
  | "output_stream_data"
  | "acknowledge"
  | "channel_closed"
  | "start_publication"
  | "pause_publication";

export const payloadTypes = {
  output: 1,
  handshakeRequest: 5,
  handshakeResponse: 6,
  handshakeComplete: 7,
  challengeRequest: 8,
  challengeResponse: 9,
  standardError: 11,
  exitCode: 12,
} as const;

const headerLength = 116;
const typeLength = 32;

/** Offsets in the header, in bytes. Numbers are big-endian. */
const at = { type: 4, schema: 36, created: 40, sequence: 48, flags: 56, id: 64, digest: 80, payloadType: 112 } as const;

export function serialize(message: Omit<Message, "id"> & { id?: string }): Buffer {
  const { type, sequence, flags, id = randomUUID(), payloadType, payload } = message;
  const header = Buffer.alloc(headerLength + 4);
  header.writeUInt32BE(headerLength, 0);
  header.write(type.padEnd(typeLength), at.type, "utf8");
  header.writeUInt32BE(1, at.schema);
  header.writeBigUInt64BE(BigInt(Date.now()), at.created);
  header.writeBigInt64BE(BigInt(sequence), at.sequence);
  header.writeBigUInt64BE(BigInt(flags), at.flags);
  swapHalves(Buffer.from(id.replaceAll("-", ""), "hex")).copy(header, at.id);
  createHash("sha256").update(payload).digest().copy(header, at.digest);
  header.writeUInt32BE(payloadType, at.payloadType);
  header.writeUInt32BE(payload.length, headerLength);
  return Buffer.concat([header, payload]);
}

/** Throws where the payload is not what its sender hashed. */
export function parse(bytes: Buffer): Message {
  const payload = bytes.subarray(bytes.readUInt32BE(0) + 4);
  const type = bytes
    .toString("utf8", at.type, at.type + typeLength)
    .replaceAll("\0", "")
    .trim() as MessageType;
  const digest = bytes.subarray(at.digest, at.payloadType);
  if (payload.length > 0 && !createHash("sha256").update(payload).digest().equals(digest)) {
    throw new Error(`a message of type ${type} arrived damaged`);
  }
  const id = swapHalves(bytes.subarray(at.id, at.digest)).toString("hex");
  return {
    type,
    sequence: Number(bytes.readBigInt64BE(at.sequence)),
    flags: Number(bytes.readBigUInt64BE(at.flags)),
    id: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    payloadType: bytes.readUInt32BE(at.payloadType),
    payload,
  };
}

/** An id travels with its less significant half first. */
function swapHalves(id: Buffer): Buffer {
  return Buffer.concat([id.subarray(8), id.subarray(0, 8)]);
}

/** Tells the other side that a message arrived; it would send it again otherwise. */
export function acknowledgement({ type, id, sequence }: Message): Buffer {
  const content = {
    AcknowledgedMessageType: type,
    AcknowledgedMessageId: id,
    AcknowledgedMessageSequenceNumber: sequence,
    IsSequentialMessage: true,
  };
  return serialize({
    type: "acknowledge",
    sequence: 0,
    flags: 3,
    payloadType: 0,
    payload: Buffer.from(JSON.stringify(content)),
  });
}
