import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { Cipher } from "../../../src/verify-node/protocol/cipher";
import {
  acknowledgement,
  type Message,
  parse,
  payloadTypes,
  serialize,
} from "../../../src/verify-node/protocol/message";

export interface NodeBehaviour {
  /** Encrypts the session under this key, decrypting the data key as KMS would for the role of the node. */
  readonly kms?: { readonly keyId: string; decrypt(encrypted: Buffer, context: Record<string, string>): Buffer };
  /** Refuses the session with these words, as the agent does where encryption is not set up. */
  readonly refusal?: string;
  /** Sends each of its messages twice, and its first two in the wrong order, as a bad line does. */
  readonly isOnBadLine?: boolean;
  /** Loses the first of each message from the client, which has to send it again. */
  readonly losesFirst?: boolean;
  /** Falls silent once the shell has begun. */
  readonly hangs?: boolean;
  /** What the agent does with the transcript when the session has ended. */
  readonly record: (transcript: string) => void;
}

/** A node, with the service between: it speaks the agent's side of the data channel. */
export class StandInNode {
  readonly tokens: string[] = [];
  readonly clientVersions: string[] = [];
  private readonly sessionId: string;
  private behaviour: NodeBehaviour;

  private constructor(
    private readonly server: WebSocketServer,
    sessionId: string,
    behaviour: NodeBehaviour,
  ) {
    this.sessionId = sessionId;
    this.behaviour = behaviour;
    server.on("connection", (socket) => new Agent(socket, this.sessionId, this.behaviour, this));
  }

  static async start(sessionId: string, behaviour: NodeBehaviour): Promise<StandInNode> {
    const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
    await new Promise((resolve) => server.once("listening", resolve));
    return new StandInNode(server, sessionId, behaviour);
  }

  get streamUrl(): string {
    const { port } = this.server.address() as AddressInfo;
    return `ws://127.0.0.1:${port}/v1/data-channel/${this.sessionId}?role=publish_subscribe`;
  }

  stop(): Promise<void> {
    for (const client of this.server.clients) client.terminate();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

const target = "i-0123456789abcdef0";

/** One session as the agent leads it: handshake, challenge, shell, transcript. */
class Agent {
  private sequence = 0;
  private expected = 0;
  private cipher: Cipher | undefined;
  private readonly challenge = randomBytes(64);
  private readonly seen = new Set<number>();
  private held: Buffer | undefined;
  private transcript = "";
  private typed = "";

  constructor(
    private readonly socket: WebSocket,
    private readonly sessionId: string,
    private readonly behaviour: NodeBehaviour,
    private readonly node: StandInNode,
  ) {
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) this.receive(parse(data));
      else this.greet(JSON.parse(data.toString()));
    });
  }

  private greet({ TokenValue, ClientVersion }: { TokenValue: string; ClientVersion: string }): void {
    this.node.tokens.push(TokenValue);
    this.node.clientVersions.push(ClientVersion);
    const { refusal, kms } = this.behaviour;
    if (refusal) {
      this.close(refusal);
      return;
    }
    const actions: object[] = [{ ActionType: "SessionType", ActionParameters: { SessionType: "Standard_Stream" } }];
    if (kms)
      actions.push({ ActionType: "KMSEncryption", ActionParameters: { KMSKeyId: kms.keyId, Challenge: "random" } });
    this.sendJson(payloadTypes.handshakeRequest, { AgentVersion: "3.3.2000.0", RequestedClientActions: actions });
  }

  private receive(message: Message): void {
    if (message.type !== "input_stream_data") return;
    if (this.behaviour.losesFirst && !this.seen.has(message.sequence)) {
      this.seen.add(message.sequence);
      return;
    }
    this.socket.send(acknowledgement(message));
    if (message.sequence !== this.expected) return;
    this.expected++;
    const json = () => JSON.parse(message.payload.toString());
    if (message.payloadType === payloadTypes.handshakeResponse) this.finish(json());
    else if (message.payloadType === payloadTypes.challengeResponse)
      this.check(Buffer.from(json().Challenge, "base64"));
    else if (message.payloadType === payloadTypes.output) {
      this.shell((this.cipher ? this.cipher.decrypt(message.payload) : message.payload).toString());
    }
  }

  private finish(response: {
    Errors?: string[];
    ProcessedClientActions: { ActionType: string; ActionResult?: Answer }[];
  }): void {
    if (response.Errors?.length) {
      this.close(`Encountered error while initiating handshake. ${response.Errors.join()}`);
      return;
    }
    const { kms } = this.behaviour;
    const answer = response.ProcessedClientActions.find(
      ({ ActionType }) => ActionType === "KMSEncryption",
    )?.ActionResult;
    if (!kms) {
      this.begin();
      return;
    }
    const dataKey = kms.decrypt(Buffer.from(answer!.KMSCipherTextKey, "base64"), {
      "aws:ssm:SessionId": this.sessionId,
      "aws:ssm:TargetId": target,
      ...(answer!.ChallengeAcknowledgement && { "aws:ssm:RandomChallenge": "random" }),
    });
    this.cipher = new Cipher(dataKey, "agent");
    const Challenge = this.cipher.encrypt(this.challenge).toString("base64");
    this.sendJson(payloadTypes.challengeRequest, { Challenge });
  }

  private check(answer: Buffer): void {
    if (this.cipher!.decrypt(answer).equals(this.challenge)) this.begin();
    else this.close("Encryption challenge does not match!");
  }

  private begin(): void {
    this.sendJson(payloadTypes.handshakeComplete, { HandshakeTimeToComplete: 1, CustomerMessage: "" });
    this.show("sh-5.2$ ");
  }

  /** Echoes, and runs `echo` and `exit`. */
  private shell(text: string): void {
    if (this.behaviour.hangs) return;
    this.show(text.replaceAll("\r", "\r\n"));
    this.typed += text;
    for (let end = this.typed.indexOf("\r"); end >= 0; end = this.typed.indexOf("\r")) {
      const line = this.typed.slice(0, end);
      this.typed = this.typed.slice(end + 1);
      if (line.startsWith("echo ")) this.show(`${line.slice(5)}\r\nsh-5.2$ `);
      if (line === "exit") {
        this.behaviour.record(this.transcript);
        this.close("");
      }
    }
  }

  private show(text: string): void {
    this.transcript += text;
    const bytes = Buffer.from(text);
    this.send(payloadTypes.output, this.cipher ? this.cipher.encrypt(bytes) : bytes);
  }

  private sendJson(payloadType: number, content: object): void {
    this.send(payloadType, Buffer.from(JSON.stringify(content)));
  }

  private send(payloadType: number, payload: Buffer): void {
    const sequence = this.sequence++;
    const bytes = serialize({
      type: "output_stream_data",
      sequence,
      flags: sequence === 0 ? 1 : 0,
      payloadType,
      payload,
    });
    if (!this.behaviour.isOnBadLine) {
      this.socket.send(bytes);
      return;
    }
    // The complete handshake and the prompt change places.
    if (payloadType === payloadTypes.handshakeComplete) {
      this.held = bytes;
      return;
    }
    this.socket.send(bytes);
    this.socket.send(bytes);
    if (this.held) this.socket.send(this.held);
    this.held = undefined;
  }

  private close(Output: string): void {
    const content = { MessageType: "channel_closed", SessionId: this.sessionId, DestinationId: target, Output };
    this.socket.send(
      serialize({
        type: "channel_closed",
        sequence: 0,
        flags: 0,
        payloadType: 0,
        payload: Buffer.from(JSON.stringify(content)),
      }),
    );
  }
}

interface Answer {
  readonly KMSCipherTextKey: string;
  readonly ChallengeAcknowledgement?: boolean;
}
