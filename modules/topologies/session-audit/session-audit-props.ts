import type { AtLeastOne, ModuleProps, RemovalProps } from "../../core/internal";
import type { LogRetentionDays } from "../../facts";
import type { BucketRetention, ObjectLock } from "../../log-bucket";
import type {
  AccessPreferences,
  AlertPreferences,
  EvidencePreferences,
  RecordPreferences,
  SessionPreferences,
  WatchPreferences,
} from "../parts";
import type { ExistingAuditPieces, NothingExists } from "./audit-pieces";
import type { EndpointPreferences } from "./endpoints";

export interface SessionAuditProps<E extends ExistingAuditPieces = NothingExists>
  extends ModuleProps,
    RemovalProps,
    AccessPreferences,
    AlertPreferences,
    RecordPreferences {
  /**
   * Base of every physical name: 3 to 22 lower-case letters, digits and inner hyphens, so that bucket names, which
   * carry account and Region, stay within 63 characters.
   */
  readonly name: string;
  /**
   * Regions whose sessions are audited, the home Region first: it has the buckets, the trail and the alerts, and the
   * others send their events there. Resources carry their Region then, which needs AWS provider 6. With it, changes of
   * roles and policies are told too, wherever home is: IAM records them in a Region of its own.
   * @default - the Region of the provider alone; what happens in IAM is told if that is known to be the Region of IAM
   */
  readonly regions?: AtLeastOne<string>;
  /**
   * What of the audit is watched, and told to `integrityAlerts`.
   * @default - everything
   */
  readonly watches?: WatchPreferences;
  /**
   * Preferences of the sessions themselves.
   * @default - an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile
   */
  readonly session?: SessionPreferences;
  /**
   * Days that CloudWatch Logs keeps session output, and trail events where `trailRetentionDays` says nothing else.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
  /**
   * Days that CloudWatch Logs keeps trail events.
   * @default - as long as session output
   */
  readonly trailRetentionDays?: LogRetentionDays;
  /**
   * When S3 archives and removes transcripts, trail files and access logs.
   * @default - they are kept forever in S3 Standard
   */
  readonly bucketRetention?: BucketRetention;
  /**
   * Write-once retention of transcripts and trail files.
   * @default - objects can be deleted by whom IAM allows
   */
  readonly objectLock?: ObjectLock;
  /**
   * ARNs of IAM users or roles that may administer the keys by their own policies.
   * @default - whom IAM policies of the account name
   */
  readonly keyAdministrators?: readonly string[];
  /**
   * Whether the trail records who reads and writes transcripts, one by one. CloudTrail charges for each.
   * @default false - who read them stands in the access logs of S3, as well as S3 can
   */
  readonly recordTranscriptAccess?: boolean;
  /**
   * The VPC of the home Region whose nodes have no way to the internet.
   * @default - no VPC endpoints are made
   */
  readonly endpoints?: EndpointPreferences;
  /**
   * A ledger of sessions beyond 30 days, tables of Athena, and a dashboard; `{}` for all as it is by default.
   * @default - none of them
   */
  readonly evidence?: EvidencePreferences;
  /**
   * What the home Region has already, in any mix. Other modules take such a piece as if it was made here, and its owner is
   * asked for what it must allow.
   * @default - everything is made
   */
  readonly existing?: E;
}
