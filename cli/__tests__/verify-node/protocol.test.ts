import { randomBytes } from "node:crypto";
import { Cipher } from "../../src/verify-node/protocol/cipher";
import { answerHandshake } from "../../src/verify-node/protocol/handshake";
import { acknowledgement, parse, serialize } from "../../src/verify-node/protocol/message";

const message = {
  type: "input_stream_data",
  sequence: 7,
  flags: 3,
  id: "00112233-4455-6677-8899-aabbccddeeff",
  payloadType: 1,
  payload: Buffer.from("ls -l\r"),
} as const;

describe("a message", () => {
  test("comes out as it went in", () => {
    expect(parse(serialize(message))).toEqual(message);
  });

  test("is laid out as the plugin lays it out", () => {
    const bytes = serialize(message);
    expect(bytes.readUInt32BE(0)).toBe(116);
    expect(bytes.toString("utf8", 4, 36)).toBe("input_stream_data".padEnd(32));
    expect(bytes.readUInt32BE(36)).toBe(1);
    expect(bytes.readBigInt64BE(48)).toBe(7n);
    // The less significant half of the id comes first.
    expect(bytes.toString("hex", 64, 80)).toBe("8899aabbccddeeff0011223344556677");
    expect(bytes.readUInt32BE(112)).toBe(1);
    expect(bytes.readUInt32BE(116)).toBe(6);
    expect(bytes.toString("utf8", 120)).toBe("ls -l\r");
  });

  test("that was damaged is refused", () => {
    const bytes = serialize(message);
    bytes[bytes.length - 1]! ^= 1;
    expect(() => parse(bytes)).toThrow("damaged");
  });

  test("is acknowledged by its id and number", () => {
    const { type, flags, payload } = parse(acknowledgement(message));
    expect([type, flags]).toEqual(["acknowledge", 3]);
    expect(JSON.parse(payload.toString())).toEqual({
      AcknowledgedMessageType: "input_stream_data",
      AcknowledgedMessageId: message.id,
      AcknowledgedMessageSequenceNumber: 7,
      IsSequentialMessage: true,
    });
  });
});

describe("a cipher", () => {
  const dataKey = randomBytes(64);
  const [client, agent] = [new Cipher(dataKey, "client"), new Cipher(dataKey, "agent")];

  test("of one side is opened by the other", () => {
    expect(agent.decrypt(client.encrypt(Buffer.from("typed"))).toString()).toBe("typed");
    expect(client.decrypt(agent.encrypt(Buffer.from("shown"))).toString()).toBe("shown");
  });

  test("is not opened by its own side, nor where a bit changed", () => {
    const bytes = client.encrypt(Buffer.from("typed"));
    expect(() => client.decrypt(bytes)).toThrow();
    bytes[20]! ^= 1;
    expect(() => agent.decrypt(bytes)).toThrow();
  });
});

describe("a handshake", () => {
  const session = { id: "alice-1", target: "i-1" };
  const never = () => Promise.reject(new Error("no key was asked for"));
  const ask = (ActionType: string, ActionParameters: object) =>
    answerHandshake({ RequestedClientActions: [{ ActionType, ActionParameters }] }, session, never);

  test("takes shells, and encrypts nothing unless asked", async () => {
    const { response, cipher } = await ask("SessionType", { SessionType: "Standard_Stream" });
    expect(response).toMatchObject({
      ProcessedClientActions: [{ ActionType: "SessionType", ActionStatus: 1 }],
      Errors: [],
    });
    expect(cipher).toBeUndefined();
  });

  test("refuses ports, which have no shell to type into", async () => {
    expect((await ask("SessionType", { SessionType: "Port" })).response).toMatchObject({
      ProcessedClientActions: [{ ActionStatus: 2 }],
      Errors: [expect.stringContaining("Port")],
    });
  });

  test("says which action it does not know", async () => {
    expect((await ask("Dance", {})).response).toMatchObject({
      ProcessedClientActions: [{ ActionType: "Dance", ActionStatus: 3 }],
      Errors: ["Unsupported action Dance"],
    });
  });

  test("passes on why there was no key", async () => {
    expect((await ask("KMSEncryption", { KMSKeyId: "k" })).response).toMatchObject({
      Errors: ["Failed to process action KMSEncryption: no key was asked for"],
    });
  });
});
