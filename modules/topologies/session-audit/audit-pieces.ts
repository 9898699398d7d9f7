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

/** Existing keys, by what they encrypt. */
export interface ExistingKeys {
  /**
   * For session traffic.
   * @default - one is created
   */
  readonly sessions?: IEncryptionKey;
  /**
   * For log groups, buckets and the trail that are created here.
   * @default - one is created
   */
  readonly logs?: IEncryptionKey;
  /**
   * For the topics that report sessions and refusals.
   * @default - one is created
   */
  readonly alerts?: IEncryptionKey;
  /**
   * For the topic that reports threats to the audit. Use a different key than that of the alerts.
   * @default - one is created
   */
  readonly integrityAlerts?: IEncryptionKey;
}

/**
 * What already exists in the home Region, from `LogBucket.fromName`, `AuditTrail.fromArn` and the like, or from another
 * construct of the stack. Give pieces in any mix; the rest is created.
 */
export interface ExistingAuditPieces {
  /**
   * A trail that records this account, such as that of Control Tower. No trail and no trail bucket is then created. It
   * must record at least write management events in every Region.
   * @default - one is created
   */
  readonly trail?: IAuditTrail;
  /**
   * The bucket for transcripts.
   * @default - one is created
   */
  readonly transcriptBucket?: ILogBucket;
  /**
   * The bucket for trail files.
   * @default - one is created, unless `trail` is given; the bucket of that trail is then unknown
   */
  readonly trailBucket?: ILogBucket;
  /**
   * The group for session output.
   * @default - one is created
   */
  readonly sessionLogGroup?: ILogGroup;
  /**
   * The group for trail events.
   * @default - one is created, unless `trail` is given; the dashboard of `evidence` is then left out
   */
  readonly trailLogGroup?: ILogGroup;
  /**
   * Keys.
   * @default - they are created
   */
  readonly keys?: ExistingKeys;
  /**
   * The topic that reports sessions. Subscribe people where the topic is created.
   * @default - one is created
   */
  readonly topic?: IAlertTopic;
  /**
   * The bus on which a rule of your own delivers the session events of this account and Region. Not with further
   * Regions.
   * @default - the default bus, which gets them by itself
   */
  readonly bus?: IEventBus;
  /**
   * The session document that somebody else manages, with its bucket and log group, which are taken from it. To have
   * Terraform manage the preferences from now on, set `session.adopt` instead.
   * @default - the preferences are created here
   */
  readonly document?: ISessionDocument;
}

/** Nothing exists. */
export type NothingExists = Record<never, never>;

/** A piece as it was given, or as it is created. */
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

/** An audit whose pieces are typed by what their consumers need. */
export type KnownAudit = AuditModule &
  AuditPieces &
  AccountAccess & {
    readonly forwardTo: ForwardingTarget;
    readonly forwardingRole: ForwardingRole | undefined;
    readonly refusalTopic: AlertTopic;
    readonly integrityTopic: AlertTopic;
    readonly evidence: Evidence | undefined;
  };

/** The items of a list that are defined. */
export function present<T>(...pieces: readonly (T | undefined)[]): T[] {
  return pieces.filter((piece): piece is T => piece !== undefined);
}
