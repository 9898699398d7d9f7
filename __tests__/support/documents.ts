import type { TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { SessionDocument, type SessionDocumentProps } from "../../modules/session-document";
import { type Block, type Synthesized, synthIn } from "./synth";

/** Something to log to, by name: an SSE-KMS or SSE-S3 bucket, a group with or without a key; and a session key. */
const sinks = {
  bucket: (scope: TerraformStack) => ({
    bucket: new LogBucket(scope, "Bucket", { name: "acme", encryption: key(scope, "bucket-key") }),
  }),
  s3Bucket: (scope: TerraformStack) => ({
    bucket: new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed" }),
  }),
  logGroup: (scope: TerraformStack) => ({
    logGroup: new LogGroup(scope, "Group", { name: "/acme/sessions", encryptionKey: key(scope, "group-key") }),
  }),
  plainGroup: (scope: TerraformStack) => ({ logGroup: new LogGroup(scope, "Group", { name: "/acme/sessions" }) }),
  key: (scope: TerraformStack) => ({ encryptionKey: key(scope, "session-key") }),
};

type Sink = keyof typeof sinks;

function key(scope: TerraformStack, id: string): EncryptionKey {
  return new EncryptionKey(scope, id, { alias: `alias/${id}`, description: "d" });
}

export function sink<K extends Sink>(scope: TerraformStack, kind: K): ReturnType<(typeof sinks)[K]> {
  return sinks[kind](scope) as ReturnType<(typeof sinks)[K]>;
}

/** A document with these sinks, ready to be built. */
export function document(kinds: readonly Sink[], props: SessionDocumentProps = {}) {
  return (scope: TerraformStack): SessionDocument => {
    const given = Object.assign({}, ...kinds.map((kind) => sink(scope, kind)));
    return new SessionDocument(scope, "Document", { ...given, ...props });
  };
}

export function synthDocument(kinds: readonly Sink[], props?: SessionDocumentProps, region = "eu-west-1"): Synthesized {
  return synthIn(region, (scope) => void document(kinds, props)(scope));
}

/** What the agent will read. */
export function content(kinds: readonly Sink[], props?: SessionDocumentProps, region?: string): Block {
  return JSON.parse(synthDocument(kinds, props, region).only("aws_ssm_document").content);
}
