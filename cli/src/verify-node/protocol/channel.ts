import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import type { Cipher } from "./cipher";
import { answerHandshake, clientVersion, type MakeDataKey } from "./handshake";
import { acknowledgement, type Message, parse, payloadTypes, serialize } from "./message";

/** What StartSession returned. */
export interface OpenedSession {
  readonly id: string;
  readonly target: string;
  readonly streamUrl: string;
  readonly token: string;
}

/** How a session ended: what the agent said last. */
export interface Ending {
  readonly output: string;
  /** What the agent or the channel gave as a reason; empty after `exit`. */
  readonly reason: string;
  /** Whether a shell ever showed anything. */
  readonly hasBegun: boolean;
}

const resendAfterMs = 1_000;

/**
 * A shell on a node, through the data channel of Session Manager. Messages are numbered, acknowledged, and sent again until they are.
 * @see https://github.com/aws/session-manager-plugin/blob/mainline/src/datachannel/streaming.go
 */
export class ShellChannel {
  private readonly socket: WebSocket;
  private readonly unacknowledged = new Map<number, Buffer>();
  private readonly early = new Map<number, Message>();
  private readonly resending: NodeJS.Timeout;
  private nextSequence = 0;
  private expected = 0;
  private cipher: Cipher | undefined;
  private output = "";
  private hasBegun = false;
  private readonly begun: Promise<void>;
  private readonly ended: Promise<Ending>;
  private begin: () => void = () => undefined;
  private end: (reason: string) => void = () => undefined;
  /** Messages are handled one after the other: a handshake waits for KMS. */
  private handling: Promise<void> = Promise.resolve();

  constructor(
    private readonly session: OpenedSession,
    private readonly makeDataKey: MakeDataKey,
  ) {
    this.begun = new Promise((resolve) => {
      this.begin = () => {
        this.hasBegun = true;
        resolve();
      };
    });
    this.ended = new Promise((resolve) => {
      this.end = (reason) => resolve({ output: this.output, reason, hasBegun: this.hasBegun });
    });
    this.socket = new WebSocket(session.streamUrl);
    this.socket.on("open", () => this.introduce());
    this.socket.on("message", (data: Buffer) => {
      this.handling = this.handling
        .then(() => this.receive(parse(data)))
        .catch((error: Error) => this.close(error.message));
    });
    this.socket.on("error", (error) => this.end(error.message));
    this.socket.on("close", () => this.end("the connection was closed"));
    this.resending = setInterval(() => {
      for (const bytes of this.unacknowledged.values()) this.socket.send(bytes);
    }, resendAfterMs);
  }

  /** Types lines once the shell has shown something, and waits for the end of the session. */
  async run(lines: readonly string[], timeoutMs: number): Promise<Ending> {
    const timeout = setTimeout(() => this.close(`nothing was received for ${timeoutMs / 1000} seconds`), timeoutMs);
    try {
      await Promise.race([this.begun, this.ended]);
      for (const line of lines) this.type(`${line}\r`);
      return await this.ended;
    } finally {
      clearTimeout(timeout);
      clearInterval(this.resending);
      this.socket.close();
    }
  }

  private close(reason: string): void {
    this.end(reason);
    this.socket.close();
  }

  /** The first message on the socket is a text: it hands over the token. */
  private introduce(): void {
    const hello = {
      MessageSchemaVersion: "1.0",
      RequestId: randomUUID(),
      TokenValue: this.session.token,
      ClientId: randomUUID(),
      ClientVersion: clientVersion,
    };
    this.socket.send(JSON.stringify(hello));
  }

  private type(text: string): void {
    const bytes = Buffer.from(text);
    this.send(payloadTypes.output, this.cipher ? this.cipher.encrypt(bytes) : bytes);
  }

  private send(payloadType: number, payload: Buffer): void {
    const sequence = this.nextSequence++;
    const bytes = serialize({
      type: "input_stream_data",
      sequence,
      flags: sequence === 0 ? 1 : 0,
      payloadType,
      payload,
    });
    this.unacknowledged.set(sequence, bytes);
    this.socket.send(bytes);
  }

  private async receive(message: Message): Promise<void> {
    switch (message.type) {
      case "acknowledge": {
        const content = JSON.parse(message.payload.toString()) as { AcknowledgedMessageSequenceNumber: number };
        this.unacknowledged.delete(content.AcknowledgedMessageSequenceNumber);
        return;
      }
      case "channel_closed": {
        const { Output = "" } = JSON.parse(message.payload.toString()) as { Output?: string };
        this.close(Output.trim());
        return;
      }
      case "output_stream_data":
        // What came twice is acknowledged twice, and handled once.
        this.socket.send(acknowledgement(message));
        if (message.sequence >= this.expected) this.early.set(message.sequence, message);
        for (let next = this.early.get(this.expected); next; next = this.early.get(this.expected)) {
          this.early.delete(this.expected++);
          await this.handle(next);
        }
    }
  }

  private async handle({ payloadType, payload }: Message): Promise<void> {
    const json = () => JSON.parse(payload.toString());
    switch (payloadType) {
      case payloadTypes.handshakeRequest: {
        const { response, cipher } = await answerHandshake(json(), this.session, this.makeDataKey);
        this.send(payloadTypes.handshakeResponse, Buffer.from(JSON.stringify(response)));
        this.cipher = cipher;
        return;
      }
      case payloadTypes.challengeRequest: {
        const challenge = this.cipher!.decrypt(Buffer.from(json().Challenge, "base64"));
        const Challenge = this.cipher!.encrypt(challenge).toString("base64");
        this.send(payloadTypes.challengeResponse, Buffer.from(JSON.stringify({ Challenge })));
        return;
      }
      case payloadTypes.output:
      case payloadTypes.standardError:
        this.output += (this.cipher ? this.cipher.decrypt(payload) : payload).toString("utf8");
        this.begin();
    }
  }
}
