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
   * Base of every physical name: 3 to 22 lower-case letters, digits and inner hyphens, so that bucket names with
   * account and Region stay within 63 characters.
   */
  readonly name: string;
  /**
   * Regions whose sessions are audited, the home Region first. It has the buckets, the trail and the alerts; the
   * others send their events there. Resources then carry their Region, which needs AWS provider 6. Changes to roles
   * and policies are then reported too, wherever the home Region is: a rule in the Region where CloudTrail records IAM
   * calls sends them there.
   * @default - only the Region of the provider; role and policy changes are reported if IAM calls are recorded there
   */
  readonly regions?: AtLeastOne<string>;
  /**
   * What to watch in the audit and report to `integrityAlerts`.
   * @default - everything
   */
  readonly watches?: WatchPreferences;
  /**
   * Session preferences.
   * @default - an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile
   */
  readonly session?: SessionPreferences;
  /**
   * Days that CloudWatch Logs keeps session output, and trail events unless `trailRetentionDays` is given.
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
   * @default - objects are kept forever in S3 Standard
   */
  readonly bucketRetention?: BucketRetention;
  /**
   * Write-once retention of transcripts and trail files.
   * @default - anyone with IAM permission can delete objects
   */
  readonly objectLock?: ObjectLock;
  /**
   * ARNs of IAM users or roles that the key policies let administer the keys.
   * @default - IAM policies in the account decide who administers the keys
   */
  readonly keyAdministrators?: readonly string[];
  /**
   * Whether the trail records each read and write of transcripts. CloudTrail charges for each.
   * @default false - only the best-effort S3 access logs show who read them
   */
  readonly recordTranscriptAccess?: boolean;
  /**
   * The VPC of the home Region whose nodes have no internet access.
   * @default - no VPC endpoints are created
   */
  readonly endpoints?: EndpointPreferences;
  /**
   * A ledger of sessions beyond 30 days, Athena tables, and a dashboard. `{}` uses all defaults.
   * @default - none
   */
  readonly evidence?: EvidencePreferences;
  /**
   * What the home Region already has, in any mix. Other modules use such a piece as if it were created here, and
   * synthesis prints what its owner must allow.
   * @default - everything is created
   */
  readonly existing?: E;
}
