import type { TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { SessionDocument, type SessionDocumentProps } from "../../modules/session-document";
import { type Block, type Synthesized, synthIn } from "./synth";

type Sink = "bucket" | "s3Bucket" | "logGroup" | "plainGroup" | "key";

/** Something to log to, by name: an SSE-KMS or SSE-S3 bucket, a group with or without a key; and a session key. */
export function sink(scope: TerraformStack, kind: Sink): Partial<SessionDocumentProps> {
  const key = (id: string) => new EncryptionKey(scope, id, { alias: `alias/${id}`, description: "d" });
  switch (kind) {
    case "bucket":
      return { bucket: new LogBucket(scope, "Bucket", { name: "acme", encryption: key("bucket-key") }) };
    case "s3Bucket":
      return { bucket: new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed" }) };
    case "logGroup":
      return { logGroup: new LogGroup(scope, "Group", { name: "/acme/sessions", encryptionKey: key("group-key") }) };
    case "plainGroup":
      return { logGroup: new LogGroup(scope, "Group", { name: "/acme/sessions" }) };
    case "key":
      return { encryptionKey: key("session-key") };
  }
}

/** A document with these sinks, ready to be built. */
export function document(sinks: readonly Sink[], props: SessionDocumentProps = {}) {
  return (scope: TerraformStack): SessionDocument => {
    const given = Object.assign({}, ...sinks.map((kind) => sink(scope, kind)));
    return new SessionDocument(scope, "Document", { ...given, ...props });
  };
}

export function synthDocument(sinks: readonly Sink[], props?: SessionDocumentProps, region = "eu-west-1"): Synthesized {
  return synthIn(region, (scope) => void document(sinks, props)(scope));
}

/** What the agent will read. */
export function content(sinks: readonly Sink[], props?: SessionDocumentProps, region?: string): Block {
  return JSON.parse(synthDocument(sinks, props, region).only("aws_ssm_document").content);
}
