import type { TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { AuditTrail } from "../../modules/audit-trail";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventBus } from "../../modules/event-bus";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { SessionDocument } from "../../modules/session-document";
import { type ExistingAuditPieces, SessionAudit } from "../../modules/topologies/session-audit";
import { ACCOUNT, type Synthesized, synthIn } from "./synth";

const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;
const keyOf = (scope: TerraformStack, id: string) => EncryptionKey.fromArn(scope, id, at("kms", `key/${id}`));
const bucketOf = (scope: TerraformStack, id: string) =>
  LogBucket.fromName(scope, id, { name: `platform-${id.toLowerCase()}`, encryption: keyOf(scope, `${id}Key`) });
const groupOf = (scope: TerraformStack, id: string) =>
  LogGroup.fromName(scope, id, { name: `/platform/${id.toLowerCase()}`, encrypted: true });

/** Each piece that may exist, as its own part of what is given. */
const pieces: readonly ((scope: TerraformStack) => ExistingAuditPieces)[] = [
  (scope) => ({ trail: AuditTrail.fromArn(scope, "Theirs", at("cloudtrail", "trail/theirs")) }),
  (scope) => ({ transcriptBucket: bucketOf(scope, "Transcripts") }),
  (scope) => ({ trailBucket: bucketOf(scope, "Files") }),
  (scope) => ({ sessionLogGroup: groupOf(scope, "Output") }),
  (scope) => ({ trailLogGroup: groupOf(scope, "Events") }),
  (scope) => ({ keys: { sessions: keyOf(scope, "SessionsKey") } }),
  (scope) => ({ keys: { logs: keyOf(scope, "LogsKey") } }),
  (scope) => ({ keys: { alerts: keyOf(scope, "AlertsKey") } }),
  (scope) => ({ keys: { integrityAlerts: keyOf(scope, "IntegrityKey") } }),
  (scope) => ({
    topic: AlertTopic.fromArn(scope, "Topic", at("sns", "theirs"), { encryptionKey: keyOf(scope, "TopicKey") }),
  }),
  (scope) => ({ bus: EventBus.fromArn(scope, "Bus", at("events", "event-bus/theirs")) }),
  (scope) => ({
    document: SessionDocument.fromName(scope, "Document", {
      bucket: bucketOf(scope, "DocumentBucket"),
      logGroup: groupOf(scope, "DocumentGroup"),
      encryptionKey: keyOf(scope, "DocumentKey"),
    }),
  }),
];

/** Sessions are logged where their document says: what it names is not named again. */
const DOCUMENT = 11;
const NAMED_BY_DOCUMENT = [1, 3];

/** Mixes of given and made pieces, spread over all of them, the same in every run. */
export function mixes(count: number): number[][] {
  const most = 2 ** pieces.length;
  // A multiplier without a common factor visits every number once.
  const numbers = Array.from({ length: count }, (_, index) => (index * 1557) % most);
  return numbers.map((number) => {
    const given = pieces.map((_, piece) => piece).filter((piece) => number & (1 << piece));
    return given.includes(DOCUMENT) ? given.filter((piece) => !NAMED_BY_DOCUMENT.includes(piece)) : given;
  });
}

export function synthMix(given: readonly number[]): Synthesized {
  return synthIn("eu-west-1", (scope) => {
    const parts = given.map((piece) => pieces[piece]!(scope));
    const keys = Object.assign({}, ...parts.map((part) => part.keys));
    const existing: ExistingAuditPieces = Object.assign({}, ...parts, { keys });
    new SessionAudit(scope, "Audit", { name: "acme", existing, evidence: given.length % 5 ? undefined : {} });
  });
}
