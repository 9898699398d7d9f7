import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Connection } from "../../../src/fleet/clients";
import { defaultAnswers } from "./defaults";
import { type Fault, faults as knownFaults } from "./faults";
import { errorReply, outputReply, type Protocol, parseRequest, type Reply } from "./wire";

/** One call as the SDK sent it. */
export interface Call {
  /** As IAM names the service and the API names the operation: `ssm:DescribeSessions`, `s3:ListObjectsV2`. */
  readonly action: string;
  readonly account: string;
  readonly region: string;
  // biome-ignore lint/suspicious/noExplicitAny: each operation has its own input
  readonly input: any;
}

/** Makes the output of a call. XML services get the names that stand on the wire: `{ regionInfo: [{ regionName }] }`. */
export type Answer = (call: Call) => unknown | Promise<unknown>;

/** Which calls an answer or a fault is for; every one where nothing is said. */
export interface Where {
  readonly account?: string;
  readonly region?: string;
}

export interface StandInOptions {
  /** How long each call takes, as over a network. */
  readonly latencyMs?: number;
  /** Account that the connection's own credentials belong to. */
  readonly account?: string;
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
}

interface Rule<T> extends Where {
  readonly action: string;
  readonly what: T;
  /** How many more calls it applies to. */
  left: number;
  /** How many calls it lets pass before. */
  spared?: number;
}

/**
 * An AWS for tests: a local server that speaks the real wire formats, so that the real SDK talks to it. It knows what it is told:
 * `answer` and `fail`. The account of a caller is its access key, which is what AssumeRole here hands out.
 */
export class StandIn {
  /** Every call so far, refused ones included. */
  readonly calls: Call[] = [];
  /** Calls that nobody gave an answer for. */
  readonly gaps = new Set<string>();
  private readonly answers: Rule<Answer>[] = [];
  private readonly faults: Rule<Fault>[] = [];

  private constructor(
    private readonly server: Server,
    readonly options: Required<StandInOptions>,
  ) {}

  static async start(options: StandInOptions = {}): Promise<StandIn> {
    // The SDK warns of what a later release will need, on each line that a test prints.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const account = options.account ?? "111122223333";
    const server = createServer({ keepAliveTimeout: 30_000 });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const standIn = new StandIn(server, {
      latencyMs: 0,
      accounts: [account],
      regions: ["eu-central-1", "eu-west-1"],
      ...options,
      account,
    });
    server.on("request", (request, response) => void standIn.serve(request, response));
    for (const [action, answer] of Object.entries(defaultAnswers(standIn.options))) standIn.answer(action, answer);
    return standIn;
  }

  /** What the commands connect with. */
  get connection(): Connection {
    const credentials = { accessKeyId: this.options.account, secretAccessKey: "stand-in" };
    return { endpoint: this.endpoint, region: "eu-west-1", credentials, maxAttempts: 3 };
  }

  /** The environment of a program that shall find this AWS by itself. */
  get environment(): NodeJS.ProcessEnv {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_ACCESS_KEY_ID: this.options.account,
      AWS_SECRET_ACCESS_KEY: "stand-in",
      AWS_REGION: "eu-west-1",
      AWS_EC2_METADATA_DISABLED: "true",
    };
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The answer to a call. The last one given counts. */
  answer(action: string, answer: Answer | object, where: Where = {}): void {
    const what = typeof answer === "function" ? (answer as Answer) : () => answer;
    this.answers.unshift({ action, what, left: Number.POSITIVE_INFINITY, ...where });
  }

  /** Makes a call fail: always, or the next `times` times, after it has succeeded `after` times. `*` stands for every call of a service: `ssm:*`. */
  fail(
    action: string,
    fault: keyof typeof knownFaults | Fault,
    where: Where & { times?: number; after?: number } = {},
  ): void {
    const { times = Number.POSITIVE_INFINITY, after = 0, ...rest } = where;
    this.faults.unshift({
      action,
      what: typeof fault === "string" && fault !== "dropped" ? knownFaults[fault] : fault,
      left: times,
      spared: after,
      ...rest,
    });
  }

  callsOf(action: string, where: Where = {}): Call[] {
    return this.calls.filter((call) => applies({ action, ...where }, call));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { call, protocol } = await parseRequest(request);
    this.calls.push(call);
    if (this.options.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.options.latencyMs));
    const { status, headers, body } = (await this.reply(call, protocol)) ?? {};
    if (status === undefined) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, headers);
    // A HEAD has headers only, the length of what is not sent among them.
    response.end(request.method === "HEAD" ? undefined : body);
  }

  /** Undefined where the connection shall break off. */
  private async reply(call: Call, protocol: Protocol): Promise<Reply | undefined> {
    const fault = take(this.faults, call);
    if (fault === "dropped") return undefined;
    if (fault) return errorReply(protocol, fault, call);
    const answer = take(this.answers, call);
    if (!answer) {
      this.gaps.add(call.action);
      return errorReply(protocol, { status: 501, code: "NotImplemented", message: "no answer was given for %" }, call);
    }
    try {
      return outputReply(protocol, await answer(call), call);
    } catch (error) {
      if (error instanceof AwsError) return errorReply(protocol, error, call);
      throw error;
    }
  }
}

/** Thrown by an answer: an error that is right for this input. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string = code,
    readonly status = 400,
  ) {
    super(message);
  }
}

function take<T>(rules: Rule<T>[], call: Call): T | undefined {
  const rule = rules.find((candidate) => candidate.left > 0 && applies(candidate, call) && !spare(candidate));
  if (rule) rule.left -= 1;
  return rule?.what;
}

function spare(rule: Rule<unknown>): boolean {
  if (!rule.spared) return false;
  rule.spared -= 1;
  return true;
}

function applies(rule: Where & { action: string }, call: Call): boolean {
  const action = rule.action.endsWith(":*")
    ? call.action.startsWith(rule.action.slice(0, -1))
    : rule.action === call.action;
  return action && (rule.account ?? call.account) === call.account && (rule.region ?? call.region) === call.region;
}
