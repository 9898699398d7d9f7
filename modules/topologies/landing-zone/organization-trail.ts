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
import { LogBucket } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import { SessionDashboard } from "../../session-dashboard";
import { type CentralPreferences, type CentralWatch, createCentralAccount } from "./central-account";
import type { LandingZone } from "./landing-zone";
import { organizationTrailSchema } from "./topologies-schema";

export interface OrganizationTrailProps extends MovableProps, RemovalProps, TagProps, CentralPreferences {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /**
   * Days that CloudWatch Logs keeps the trail's events.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
  /**
   * Whether CloudWatch Logs refuses to delete the log group, whoever asks. Needs AWS provider 6.25.
   * @default false
   */
  readonly logDeletionProtection?: boolean;
  /**
   * Whether the trail records who reads and writes transcripts, one by one. CloudTrail charges for each.
   * @default false - who read them stands in the access logs of S3, as well as S3 can
   */
  readonly recordTranscriptAccess?: boolean;
  /**
   * ARNs of IAM users or roles that may administer the key by its own policy.
   * @default - whoever IAM policies of the account allow to
   */
  readonly keyAdministrators?: readonly string[];
}

/**
 * The management account: the trail that records every account of the organization and delivers to the log archive.
 * Deploy it after `LogArchive`, whose policies name it already.
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
  /** Of the trail's own account, where the plan has evidence. It raises no alarms: the hub tells of calls. */
  readonly dashboard: SessionDashboard | undefined;
  readonly account: CentralWatch;

  constructor(scope: Construct, id: string, props: OrganizationTrailProps) {
    const management = ({ plan }: OrganizationTrailProps) => ({
      stated: { account: plan.management.id, region: plan.homeRegion },
    });
    super(scope, id, organizationTrailSchema.of(props, management));
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
    const archiveKey = EncryptionKey.fromAliasArn(this, "ArchiveKey", plan.aliasArn(plan.trailKeyAlias), { region });
    this.trail = new AuditTrail(this, "Trail", {
      name: plan.trailName,
      organizationId: plan.organizationId,
      bucket: LogBucket.fromName(this, "ArchiveBucket", {
        name: plan.trailBucketName,
        encryption: archiveKey,
        grantsGiven: true,
        region,
      }),
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
  }
}
