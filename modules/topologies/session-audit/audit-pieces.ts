import type { AlertTopic, IAlertTopic } from "../../alert-topic";
import type { AuditTrail, IAuditTrail } from "../../audit-trail";
import type { AuditModule } from "../../core/internal";
import type { EncryptionKey, IEncryptionKey } from "../../encryption-key";
import type { ForwardingRole, IEventBus } from "../../event-bus";
import type { AccessLogBucket, ILogBucket, LogBucket } from "../../log-bucket";
import type { ILogGroup, LogGroup } from "../../log-group";
import type { ISessionDocument, SessionDocument } from "../../session-document";
import type { AccountAccess, Evidence } from "../parts";
import type { ForwardingTarget } from "../parts/internal";

/** Keys that exist already, by what they encrypt. */
export interface ExistingKeys {
  /**
   * Of the traffic of sessions.
   * @default - one is made
   */
  readonly sessions?: IEncryptionKey;
  /**
   * Of log groups, buckets and the trail that are made here.
   * @default - one is made
   */
  readonly logs?: IEncryptionKey;
  /**
   * Of the topics that tell of sessions and refusals.
   * @default - one is made
   */
  readonly alerts?: IEncryptionKey;
  /**
   * Of the topic that tells what threatens the audit. Let it be another one than that of the alerts.
   * @default - one is made
   */
  readonly integrityAlerts?: IEncryptionKey;
}

/**
 * What exists in the home Region already, as `LogBucket.fromName`, `AuditTrail.fromArn` and their kin take it in, or as another
 * construct of the stack made it. Each piece is left out or given, in any mix: what is left out is made.
 */
export interface ExistingAuditPieces {
  /**
   * A trail that records this account, such as that of Control Tower: none is made, and no bucket for one. It must record
   * management events, writes at least, in every Region.
   * @default - one is made
   */
  readonly trail?: IAuditTrail;
  /**
   * The bucket that takes transcripts.
   * @default - one is made
   */
  readonly transcriptBucket?: ILogBucket;
  /**
   * The bucket that the trail delivers to.
   * @default - one is made, unless `trail` is given; that trail's bucket is not known then
   */
  readonly trailBucket?: ILogBucket;
  /**
   * The group that takes session output.
   * @default - one is made
   */
  readonly sessionLogGroup?: ILogGroup;
  /**
   * The group that the trail delivers to.
   * @default - one is made, unless `trail` is given; the dashboard of `evidence` is left out then
   */
  readonly trailLogGroup?: ILogGroup;
  /**
   * Keys.
   * @default - they are made
   */
  readonly keys?: ExistingKeys;
  /**
   * The topic that tells of sessions. Subscribe people where the topic is made.
   * @default - one is made
   */
  readonly topic?: IAlertTopic;
  /**
   * The bus that session events of this account and Region arrive on, by a rule of yours. Without further Regions only.
   * @default - the default bus, which has them by itself
   */
  readonly bus?: IEventBus;
  /**
   * The session document that somebody else keeps, with a bucket and a log group: both are taken from it. To have Terraform
   * keep the preferences from now on, set `session.adopt` instead.
   * @default - the preferences are made here
   */
  readonly document?: ISessionDocument;
}

/** Nothing exists. */
export type NothingExists = Record<never, never>;

/** A piece as it was given, or as it is made. */
type Piece<E, K extends string, Made> =
  E extends Readonly<Record<K, infer Given extends object>>
    ? Given
    : K extends keyof E
      ? Made | NonNullable<E[K]>
      : Made;

type KeyPiece<E, K extends keyof ExistingKeys> = E extends { readonly keys: infer Keys }
  ? Piece<Keys, K, EncryptionKey>
  : EncryptionKey;

type Has<E, K extends string> = E extends Readonly<Record<K, object>> ? true : false;

/** The pieces of an audit with these existing ones. */
export interface PiecesOf<E> {
  readonly sessionKey: KeyPiece<E, "sessions">;
  readonly logsKey: KeyPiece<E, "logs">;
  readonly alertsKey: KeyPiece<E, "alerts">;
  readonly integrityKey: KeyPiece<E, "integrityAlerts">;
  readonly transcriptBucket: Piece<E, "transcriptBucket", LogBucket>;
  readonly trailBucket: Piece<E, "trailBucket", Has<E, "trail"> extends true ? undefined : LogBucket>;
  readonly accessLogBucket: AccessLogBucket | (Has<E, "transcriptBucket"> extends true ? undefined : never);
  readonly sessionLogGroup: Piece<E, "sessionLogGroup", LogGroup>;
  readonly trailLogGroup: Piece<E, "trailLogGroup", Has<E, "trail"> extends true ? undefined : LogGroup>;
  readonly document: Piece<E, "document", SessionDocument>;
  readonly trail: Piece<E, "trail", AuditTrail>;
  readonly topic: Piece<E, "topic", AlertTopic>;
}

/** The pieces of any audit, by what their consumers need. */
export interface AuditPieces {
  readonly sessionKey: IEncryptionKey;
  readonly logsKey: IEncryptionKey;
  readonly alertsKey: IEncryptionKey;
  readonly integrityKey: IEncryptionKey;
  readonly transcriptBucket: ILogBucket;
  readonly trailBucket: ILogBucket | undefined;
  readonly accessLogBucket: AccessLogBucket | undefined;
  readonly sessionLogGroup: ILogGroup;
  readonly trailLogGroup: ILogGroup | undefined;
  readonly document: ISessionDocument;
  readonly trail: IAuditTrail;
  readonly topic: IAlertTopic;
}

/** An audit whose pieces are told by what their consumers need. */
export type KnownAudit = AuditModule &
  AuditPieces &
  AccountAccess & {
    readonly forwardTo: ForwardingTarget;
    readonly forwardingRole: ForwardingRole | undefined;
    readonly evidence: Evidence | undefined;
  };

/** What of a list is there. */
export function present<T>(...pieces: readonly (T | undefined)[]): T[] {
  return pieces.filter((piece): piece is T => piece !== undefined);
}
