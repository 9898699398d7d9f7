import type { Construct } from "constructs";
import type { Subscriber } from "../../alert-topic";
import { AuditModule, announceGrants, type MovableProps, type RemovalProps, type TagProps } from "../../core/internal";
import { EncryptionKey } from "../../encryption-key";
import { TRANSCRIPT_PREFIX } from "../../facts";
import { AccessLogBucket, type BucketRetention, LogBucket, type ObjectLock } from "../../log-bucket";
import { evidenceChain } from "../parts/internal";
import { createArchiveOutputs } from "./account-outputs";
import { type ArchiveEvidence, createArchiveEvidence } from "./archive-evidence";
import { existingChain } from "./bucket-of-archive";
import { type CentralPreferences, type CentralWatch, createCentralAccount } from "./central-account";
import { placedIn } from "./central-schema";
import type { LandingZone } from "./landing-zone";
import { logArchiveSchema } from "./log-archive-schema";

export interface LogArchiveProps extends MovableProps, RemovalProps, TagProps, CentralPreferences {
  /** The plan of the organization. */
  readonly plan: LandingZone;
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
   * Who is notified when the ledger of the plan's `evidence` is not kept up to date.
   * @default - nobody; you can subscribe to the topic later
   */
  readonly alerts?: readonly Subscriber[];
}

/**
 * The log archive account: a bucket for the transcripts of every workload account and one for the files of the
 * organization trail, each with its own key. Members may write below their own account id and nowhere else. Existing
 * pieces of the plan are left out.
 *
 * @example
 * ```ts
 * new LogArchive(this, "LogArchive", { plan: recorded, alerts: [subscribers.email("audit@example.com")] });
 * ```
 */
export class LogArchive extends AuditModule {
  readonly accessLogBucket: AccessLogBucket | undefined;
  readonly transcriptBucket: LogBucket | undefined;
  readonly trailBucket: LogBucket | undefined;
  /** Encrypts the files of the organization trail. */
  readonly trailKey: EncryptionKey | undefined;
  /** Exists if the plan has `evidence`. */
  readonly evidence: ArchiveEvidence | undefined;
  readonly account: CentralWatch;
  private readonly keys: EncryptionKey[] = [];

  constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id, logArchiveSchema.of(props, placedIn("logArchive")));
    announceGrants(this, props.plan.grantsToAdd);
    const { plan } = props;
    const createsTranscripts = plan.existing.transcriptBucket === undefined;
    const servesTrail = plan.existing.trailArn === undefined;
    const createsTrailBucket = servesTrail && plan.existing.trailBucket === undefined;
    if (createsTranscripts || createsTrailBucket || plan.evidence) {
      this.accessLogBucket = new AccessLogBucket(this, "AccessLogBucket", {
        name: plan.accessLogBucketName,
        retention: props.bucketRetention,
        removal: props.removal,
        region: plan.homeRegion,
      });
    }
    if (createsTranscripts) this.transcriptBucket = this.createTranscriptBucket(props);
    if (servesTrail && plan.existing.trailBucket?.keyArn === undefined) this.trailKey = this.createTrailKey(props);
    if (createsTrailBucket) this.trailBucket = this.createTrailBucket(props, this.trailKey!);
    this.evidence = plan.evidence && createArchiveEvidence(this, props, plan.evidence);
    const buckets = [this.transcriptBucket, this.trailBucket, this.accessLogBucket].flatMap((bucket) => bucket ?? []);
    const { evidence } = this;
    const given = existingChain(plan);
    const keys = [...this.keys, ...(evidence ? [evidence.key, evidence.alertsKey] : [])];
    this.account = createCentralAccount(this, {
      ...props,
      account: plan.logArchive,
      protects: {
        buckets: [...buckets, ...given.buckets],
        keys: given.keys,
        keyAliases: keys.map(({ aliasArn }) => aliasArn),
        topics: evidence ? [evidence.topic] : [],
        alarms: evidence ? [evidence.topicAlarms] : [],
        nodes: [{ roleArns: plan.nodeRoleArns() }],
        ...evidenceChain(evidence),
      },
      chain: {
        buckets: [...buckets, ...given.buckets],
        keys: [...keys, ...given.keys],
        topics: evidence ? [evidence.topic] : [],
        logGroups: evidence ? [evidence.ledgerLogGroup] : [],
        ledgers: evidence ? [evidence.ledger] : [],
        alarms: evidence ? [evidence.topicAlarms] : [],
      },
    });
    createArchiveOutputs(this, plan);
  }

  private createTranscriptBucket(props: LogArchiveProps): LogBucket {
    const { plan } = props;
    const key = this.createKey(props, "TranscriptKey", plan.transcriptKeyAlias, "Session transcripts of all accounts");
    const bucket = this.createBucket(props, "TranscriptBucket", plan.transcriptBucketName, key);
    bucket.grantOrganizationTranscripts(plan.organizationId, TRANSCRIPT_PREFIX, plan.nodeRoleArns());
    return bucket;
  }

  private createTrailKey(props: LogArchiveProps): EncryptionKey {
    const { plan } = props;
    const key = this.createKey(props, "TrailKey", plan.trailKeyAlias, "Files of the organization trail");
    key.grantCloudTrail(plan.trailArn, plan.trailOwner);
    return key;
  }

  private createTrailBucket(props: LogArchiveProps, key: EncryptionKey): LogBucket {
    const { plan } = props;
    const bucket = this.createBucket(props, "TrailBucket", plan.trailBucketName, key);
    bucket.grantTrailDelivery(plan.trailArn, plan.trailOwner);
    return bucket;
  }

  private createKey(props: LogArchiveProps, id: string, alias: string, description: string): EncryptionKey {
    const { plan, keyAdministrators, removal } = props;
    const key = new EncryptionKey(this, id, {
      alias,
      description,
      administrators: keyAdministrators,
      removal,
      region: plan.homeRegion,
    });
    key.grantOrganizationLookup(plan.organizationId);
    this.keys.push(key);
    return key;
  }

  private createBucket(props: LogArchiveProps, id: string, name: string, encryption: EncryptionKey): LogBucket {
    return new LogBucket(this, id, {
      name,
      encryption,
      retention: props.bucketRetention,
      objectLock: props.objectLock,
      accessLogs: this.accessLogBucket,
      removal: props.removal,
      region: props.plan.homeRegion,
    });
  }
}
