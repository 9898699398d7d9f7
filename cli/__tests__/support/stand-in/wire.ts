import type { IncomingMessage } from "node:http";
import type { Fault } from "./faults";
import { s3Action } from "./s3-requests";
import type { Call } from "./stand-in";
import { xml } from "./xml";

/** The formats that AWS's services speak: https://smithy.io/2.0/aws/protocols/index.html */
export type Protocol = "json" | "query" | "ec2" | "rest-xml" | "rest-json";

/** What goes back over the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** What an answer for S3 makes: XML, or bytes with headers. */
export interface S3Output {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly xml?: { readonly root: string; readonly content: object };
}

/** IAM's name of a service, where the name in the signature differs. */
const iamNames: Readonly<Record<string, string>> = { monitoring: "cloudwatch" };

/** Reads a request of the SDK in whichever format it is. */
export async function parseRequest(request: IncomingMessage): Promise<{ call: Call; protocol: Protocol }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { account, region, service } = scopeOf(request);
  const target = request.headers["x-amz-target"];
  if (typeof target === "string") {
    const input = body.length > 0 ? JSON.parse(body.toString("utf8")) : {};
    return { call: { action: `${service}:${target.split(".").at(-1)}`, account, region, input }, protocol: "json" };
  }
  if (service === "s3") return { call: { ...s3Action(request, body), account, region }, protocol: "rest-xml" };
  if (service === "lambda") return { call: { ...lambdaAction(request.url!), account, region }, protocol: "rest-json" };
  const { Action, ...input } = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  const protocol = service === "ec2" ? "ec2" : "query";
  return { call: { action: `${service}:${Action}`, account, region, input }, protocol };
}

/** Lambda says in the path what other services say in a header. */
function lambdaAction(path: string): Pick<Call, "action" | "input"> {
  const [, FunctionName = "", subresource] = /^\/2015-03-31\/functions\/([^/]+)\/(\w+)/.exec(path) ?? [];
  const operation = subresource === "policy" ? "GetPolicy" : "GetFunctionConfiguration";
  return { action: `lambda:${operation}`, input: { FunctionName: decodeURIComponent(FunctionName) } };
}

/** `Credential=<access key>/<date>/<Region>/<service>/aws4_request` of the signature. */
function scopeOf(request: IncomingMessage): { account: string; region: string; service: string } {
  const scope = /Credential=([^,/]+)\/\d+\/([^,/]+)\/([^,/]+)\//.exec(request.headers.authorization ?? "");
  if (!scope) throw new Error(`not a signed request: ${request.method} ${request.url}`);
  const [, account, region, service] = scope as unknown as [string, string, string, string];
  return { account, region, service: iamNames[service] ?? service };
}

export function outputReply(protocol: Protocol, output: unknown, { action }: Call): Reply {
  const operation = action.split(":")[1]!;
  switch (protocol) {
    case "json":
    case "rest-json":
      return reply(200, "application/x-amz-json-1.1", JSON.stringify(output ?? {}, epochSeconds));
    case "query": {
      const result = xml(`${operation}Result`, output ?? {}, "member");
      return reply(200, "text/xml", `<${operation}Response>${result}<ResponseMetadata/></${operation}Response>`);
    }
    case "ec2":
      return reply(200, "text/xml", xml(`${operation}Response`, output ?? {}, "item"));
    case "rest-xml":
      return s3Reply(output as S3Output);
  }
}

function s3Reply({ status = 200, headers = {}, body = Buffer.alloc(0), xml: document }: S3Output): Reply {
  if (!document) return { status, headers, body };
  return reply(status, "application/xml", xml(document.root, document.content));
}

export function errorReply(protocol: Protocol, fault: Exclude<Fault, "dropped">, { action }: Call): Reply {
  const message = fault.message.replace("%", action);
  const error = { Code: fault.code, Message: message };
  switch (protocol) {
    case "json":
    case "rest-json":
      return reply(fault.status, "application/x-amz-json-1.1", JSON.stringify({ __type: fault.code, message }));
    case "query":
      return reply(fault.status, "text/xml", xml("ErrorResponse", { Error: { Type: "Sender", ...error } }));
    case "ec2":
      return reply(fault.status, "text/xml", xml("Response", { Errors: { Error: error } }));
    case "rest-xml": {
      const { status, code } = s3Errors[fault.code] ?? fault;
      return reply(status, "application/xml", xml("Error", { ...error, Code: code }));
    }
  }
}

/** S3's own names: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const s3Errors: Readonly<Record<string, { readonly status: number; readonly code: string }>> = {
  AccessDeniedException: { status: 403, code: "AccessDenied" },
  ExpiredTokenException: { status: 400, code: "ExpiredToken" },
  ThrottlingException: { status: 503, code: "SlowDown" },
};

function reply(status: number, type: string, body: string): Reply {
  return {
    status,
    headers: { "content-type": type, "x-amzn-requestid": "00000000-0000-4000-8000-000000000000" },
    body,
  };
}

/** The JSON protocol writes times as seconds since 1970. `this` holds the value before its own toJSON. */
function epochSeconds(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key];
  return original instanceof Date ? original.getTime() / 1000 : value;
}
