import { unloggedDocumentNames } from "../facts";

/** What a session should have left behind, according to the document that it ran. */
export type Expectation =
  | { readonly kind: "recorded"; readonly bucket?: TranscriptPlace; readonly logGroup?: StreamPlace }
  /** Nothing is ever recorded of such a session. */
  | { readonly kind: "unlogged"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

export interface TranscriptPlace {
  readonly name: string;
  /** Without a trailing slash. Empty if there is no prefix. */
  readonly prefix: string;
}

export interface StreamPlace {
  readonly name: string;
  /** Written while the session runs, rather than once at its end. */
  readonly streaming: boolean;
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html
const neverLogged: Expectation = { kind: "unlogged", why: "AWS never logs SSH and port forwarding" };

/** AWS documents whose logging is known without reading them. */
const ofAws: Readonly<Record<string, Expectation>> = {
  ...Object.fromEntries(unloggedDocumentNames.map((name) => [name, neverLogged])),
  "AmazonECS-ExecuteInteractiveCommand": {
    kind: "unknown",
    why: "ECS Exec logs as the cluster is configured, which is not read here",
  },
};

/** What the name of a document alone says about its sessions. Undefined if the document must be read. */
export function knownByName(document: string): Expectation | undefined {
  return Object.hasOwn(ofAws, document) ? ofAws[document] : undefined;
}

/** The part of a session document (schema 1.0) that decides on logging. */
interface SessionDocumentContent {
  readonly sessionType?: unknown;
  readonly inputs?: Readonly<Record<string, unknown>> | null;
}

/**
 * What a session that ran this document should have left behind. The document alone decides: a custom document does not
 * inherit the preferences.
 *
 * @param content - the document's JSON; `absent` where there is no such document
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export function expectationOf(document: string, content: string | "absent"): Expectation {
  const fixed = knownByName(document);
  if (fixed) return fixed;
  if (content === "absent")
    return { kind: "unlogged", why: `there is no document ${document}: AWS's defaults log nothing` };
  const parsed = parse(content);
  if (!parsed) return { kind: "unknown", why: `the content of ${document} is no JSON object` };
  const { sessionType } = parsed;
  const inputs = parsed.inputs ?? {};
  if (sessionType === "Port") return neverLogged;
  const bucket = text(inputs.s3BucketName);
  const group = text(inputs.cloudWatchLogGroupName);
  const prefix = text(inputs.s3KeyPrefix);
  if ([bucket, group, prefix].some((value) => value.includes("{{"))) {
    return {
      kind: "unknown",
      why: `the caller of ${document} chooses where it logs: its content has a parameter there`,
    };
  }
  if (!bucket && !group) return { kind: "unlogged", why: `${document} names no bucket and no log group` };
  return {
    kind: "recorded",
    ...(bucket && { bucket: { name: bucket, prefix: prefix.replace(/\/+$/, "") } }),
    ...(group && {
      logGroup: {
        name: group,
        // The agent never streams the sessions of command documents.
        streaming: inputs.cloudWatchStreamingEnabled === true && sessionType === "Standard_Stream",
      },
    }),
  };
}

function parse(content: string): SessionDocumentContent | undefined {
  try {
    const parsed: unknown = JSON.parse(content);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The key that the agent gives a transcript. It joins the parts as paths, so double slashes collapse. */
export function transcriptKey({ prefix }: TranscriptPlace, sessionId: string): string {
  return [...prefix.split("/").filter((part) => part !== "" && part !== "."), `${sessionId}.log`].join("/");
}
