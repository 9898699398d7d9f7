import { alertTopic } from "../../alert-topic/alert-topic-schema";
import { auditTrail } from "../../audit-trail/audit-trail-schema";
import { object, optional, type Violation } from "../../core/internal";
import { encryptionKey } from "../../encryption-key/encryption-key-schema";
import { eventBus } from "../../event-bus/event-bus-schema";
import { logBucket } from "../../log-bucket/log-bucket-schema";
import { logGroup } from "../../log-group/log-group-schema";
import { sessionDocument } from "../../session-document/session-document-schema";
import type { ExistingAuditPieces, ExistingKeys } from "./audit-pieces";
import type { SessionAuditProps } from "./session-audit-props";

const keys = object<ExistingKeys>({
  sessions: optional(encryptionKey),
  logs: optional(encryptionKey),
  alerts: optional(encryptionKey),
  integrityAlerts: optional(encryptionKey),
});

export const existingPieces = object<ExistingAuditPieces>({
  trail: optional(auditTrail),
  transcriptBucket: optional(logBucket),
  trailBucket: optional(logBucket),
  sessionLogGroup: optional(logGroup),
  trailLogGroup: optional(logGroup),
  keys: optional(keys),
  topic: optional(alertTopic),
  bus: optional(eventBus),
  document: optional(sessionDocument),
});

type Concerned = Pick<
  SessionAuditProps<ExistingAuditPieces>,
  "existing" | "alerts" | "session" | "regions" | "recordTranscriptAccess"
>;

/** Props that concern a piece that is not created here. */
export function madeElsewhere({ existing = {}, ...props }: Concerned): Violation[] {
  const { trail, topic, bus, document, transcriptBucket, sessionLogGroup } = existing;
  const leftOut = (prop: keyof typeof props, wrong: boolean, allowed: string, fix: string): Violation[] =>
    wrong ? [{ prop, allowed: `left out ${allowed}`, got: props[prop], fix }] : [];
  return [
    ...leftOut(
      "alerts",
      topic !== undefined && (props.alerts ?? []).length > 0,
      "where existing.topic is given",
      "subscribe people where the topic is made",
    ),
    ...leftOut(
      "session",
      document !== undefined && props.session !== undefined,
      "where existing.document is given",
      "set it in that document, or leave existing.document out and take it over with session.adopt",
    ),
    ...leftOut(
      "regions",
      bus !== undefined && (props.regions ?? []).length > 1,
      "or a single Region where existing.bus is given",
      "leave existing.bus out: other Regions send to the default bus",
    ),
    ...leftOut(
      "recordTranscriptAccess",
      trail !== undefined && props.recordTranscriptAccess === true,
      "where existing.trail is given",
      "have the owner of the trail record object events of the transcript bucket",
    ),
    ...(document && !(document.bucket && document.logGroup) ? [unlogged(document)] : []),
    ...differing("transcriptBucket", transcriptBucket?.bucketArn, document?.bucket?.bucketArn),
    ...differing("sessionLogGroup", sessionLogGroup?.logGroupArn, document?.logGroup?.logGroupArn),
  ];
}

function unlogged({ documentName }: NonNullable<ExistingAuditPieces["document"]>): Violation {
  const fix = "state them by SessionDocument.fromName, or take the document over with session.adopt";
  return { prop: "existing.document", allowed: "a document with a bucket and a log group", got: documentName, fix };
}

function differing(piece: string, given: string | undefined, ofDocument: string | undefined): Violation[] {
  if (given === undefined || ofDocument === undefined || given === ofDocument) return [];
  const allowed = "that of existing.document, or left out";
  return [
    {
      prop: `existing.${piece}`,
      allowed,
      got: given,
      fix: "leave it out: sessions are logged where existing.document says",
    },
  ];
}
