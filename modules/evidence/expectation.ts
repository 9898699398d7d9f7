import { unloggedDocumentNames } from "../facts";

/** What a session should have left behind, as the document that it ran says. */
export type Expectation =
  | { readonly kind: "recorded"; readonly bucket?: TranscriptPlace; readonly logGroup?: StreamPlace }
  /** Nothing is ever recorded of such a session. */
  | { readonly kind: "unlogged"; readonly why: string }
  | { readonly kind: "unknown"; readonly why: string };

export interface TranscriptPlace {
  readonly name: string;
  /** Without a slash at the end; empty where there is none. */
  readonly prefix: string;
}

export interface StreamPlace {
  readonly name: string;
  /** Written while the session runs, rather than once at its end. */
  readonly streaming: boolean;
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html
const neverLogged: Expectation = { kind: "unlogged", why: "AWS never logs SSH and port forwarding" };

/** Documents of AWS of which it is known what becomes of their sessions, without reading them. */
const ofAws: Readonly<Record<string, Expectation>> = {
  ...Object.fromEntries(unloggedDocumentNames.map((name) => [name, neverLogged])),
  "AmazonECS-ExecuteInteractiveCommand": {
    kind: "unknown",
    why: "ECS Exec logs as the cluster is configured, which is not read here",
  },
};

/** What is known of a session by the name of its document alone. Undefined where the document must be read. */
export function knownByName(document: string): Expectation | undefined {
  return Object.hasOwn(ofAws, document) ? ofAws[document] : undefined;
}

/** The content of a session document, schema 1.0, as far as it decides on logging. */
interface SessionDocumentContent {
  readonly sessionType?: unknown;
  readonly inputs?: Readonly<Record<string, unknown>>;
}

/**
 * What a session on this document should have left. The document decides alone: one of one's own does not inherit the preferences.
 *
 * @param content - the document's JSON; `absent` where there is no such document
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export function expectationOf(document: string, content: string | "absent"): Expectation {
  const fixed = knownByName(document);
  if (fixed) return fixed;
  if (content === "absent")
    return { kind: "unlogged", why: `there is no document ${document}: AWS's defaults log nothing` };
  const { sessionType, inputs = {} } = parse(content);
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

function parse(content: string): SessionDocumentContent {
  try {
    return JSON.parse(content) ?? {};
  } catch {
    return {};
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The key under which the agent puts a transcript. It joins the parts as paths: doubled slashes go. */
export function transcriptKey({ prefix }: TranscriptPlace, sessionId: string): string {
  return [...prefix.split("/").filter((part) => part !== "" && part !== "."), `${sessionId}.log`].join("/");
}
