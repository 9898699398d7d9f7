import type { Construct } from "constructs";
import { AuditTrail } from "../../audit-trail";
import {
  AuditModule,
  announceGrants,
  arns,
  type MovableProps,
  type RemovalProps,
  type TagProps,
} from "../../core/internal";
import { EncryptionKey } from "../../encryption-key";
import type { LogRetentionDays } from "../../facts";
import { LogGroup } from "../../log-group";
import { SessionDashboard } from "../../session-dashboard";
import { createTrailOutputs } from "./account-outputs";
import { bucketOfArchive } from "./bucket-of-archive";
import { type CentralPreferences, type CentralWatch, createCentralAccount } from "./central-account";
import { placedIn } from "./central-schema";
import type { LandingZone } from "./landing-zone";
import { organizationTrailSchema } from "./organization-trail-schema";

export interface OrganizationTrailProps extends MovableProps, RemovalProps, TagProps, CentralPreferences {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /**
   * Days that CloudWatch Logs keeps the trail's events.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
  /**
   * Whether CloudWatch Logs refuses to delete the log group, for every caller. Needs AWS provider 6.25.
   * @default false
   */
  readonly logDeletionProtection?: boolean;
  /**
   * Whether the trail records each read and write of transcripts. CloudTrail charges for each.
   * @default false - only the best-effort S3 access logs show who read them
   */
  readonly recordTranscriptAccess?: boolean;
  /**
   * ARNs of IAM users or roles that the key policy lets administer the key.
   * @default - IAM policies in the account decide who administers the key
   */
  readonly keyAdministrators?: readonly string[];
}

/**
 * The management account: a trail that records every account of the organization and delivers to the log archive.
 * Deploy it after `LogArchive`, whose policies already name it.
 *
 * @example
 * ```ts
 * new OrganizationTrail(management, "OrganizationTrail", { plan });
 * ```
 */
export class OrganizationTrail extends AuditModule {
  readonly logsKey: EncryptionKey;
  readonly logGroup: LogGroup;
  readonly trail: AuditTrail;
  /** For the trail's own account, if the plan has evidence. It raises no alarms, because the hub reports calls. */
  readonly dashboard: SessionDashboard | undefined;
  readonly account: CentralWatch;

  constructor(scope: Construct, id: string, props: OrganizationTrailProps) {
    super(scope, id, organizationTrailSchema.of(props, placedIn("management")));
    announceGrants(this, props.plan.grantsToAdd);
    const { plan, retentionDays, keyAdministrators, removal } = props;
    const region = plan.homeRegion;
    this.logsKey = new EncryptionKey(this, "LogsKey", {
      alias: `alias/${plan.name}-logs`,
      description: "Log group of the organization trail",
      administrators: keyAdministrators,
      removal,
      region,
    });
    this.logGroup = new LogGroup(this, "LogGroup", {
      name: `/${plan.name}/trail`,
      encryptionKey: this.logsKey,
      retentionDays,
      deletionProtection: props.logDeletionProtection,
      removal,
      region,
    });
    this.dashboard =
      plan.evidence &&
      new SessionDashboard(this, "Dashboard", { name: `${plan.name}-sessions`, trailLogGroup: this.logGroup, region });
    const keyArn = plan.existing.trailBucket?.keyArn;
    const archiveKey =
      keyArn === undefined
        ? EncryptionKey.fromAliasArn(this, "ArchiveKey", plan.aliasArn(plan.trailKeyAlias), { region })
        : EncryptionKey.fromArn(this, "ArchiveKey", keyArn);
    this.trail = new AuditTrail(this, "Trail", {
      name: plan.trailName,
      organizationId: plan.organizationId,
      bucket: bucketOfArchive(this, "ArchiveBucket", { name: plan.trailBucketName, encryption: archiveKey, plan }),
      encryptionKey: archiveKey,
      logGroup: this.logGroup,
      removal,
      objectEventsOf: props.recordTranscriptAccess
        ? [{ bucketArn: arns.bucket(this.aws, plan.transcriptBucketName) }]
        : [],
      region,
    });
    this.account = createCentralAccount(this, {
      ...props,
      account: plan.management,
      protects: {
        trails: [this.trail],
        keyAliases: [this.logsKey.aliasArn],
        logGroups: [this.logGroup],
        roles: [{ roleArn: this.trail.logDeliveryRoleArn! }],
        organization: true,
      },
      chain: { trails: [this.trail], keys: [this.logsKey], logGroups: [this.logGroup] },
    });
    createTrailOutputs(this, plan);
  }
}
