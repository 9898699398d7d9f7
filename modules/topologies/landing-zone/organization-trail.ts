import type { Construct } from "constructs";
import { AuditTrail } from "../../audit-trail";
import { AuditModule, type RemovalProps, ValidationError } from "../../core";
import { EncryptionKey } from "../../encryption-key";
import type { LogRetentionDays } from "../../facts";
import { LogBucket } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import type { LandingZone } from "./landing-zone";

export interface OrganizationTrailProps extends RemovalProps {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /**
   * Days that CloudWatch Logs keeps the trail's events.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
}

/**
 * The management account: the trail that records every account of the organization and delivers to the log archive.
 * Deploy it after `LogArchive`, whose policies name it already.
 */
export class OrganizationTrail extends AuditModule {
  readonly logsKey: EncryptionKey;
  readonly logGroup: LogGroup;
  readonly trail: AuditTrail;

  constructor(scope: Construct, id: string, { plan, retentionDays, removal }: OrganizationTrailProps) {
    super(scope, id, {}, { account: plan.management.id, region: plan.homeRegion });
    if (plan.existing.trailArn !== undefined) {
      throw new ValidationError(this, {
        prop: "plan.existing.trailArn",
        allowed: "left out where OrganizationTrail creates the trail",
        got: plan.existing.trailArn,
        fix: "remove this construct: the trail exists",
      });
    }
    const region = plan.homeRegion;
    this.logsKey = new EncryptionKey(this, "LogsKey", {
      region,
      alias: `alias/${plan.name}-logs`,
      description: "Log group of the organization trail",
      removal,
    });
    this.logGroup = new LogGroup(this, "LogGroup", {
      region,
      name: `/${plan.name}/trail`,
      encryptionKey: this.logsKey,
      retentionDays,
      removal,
    });
    const archiveKey = EncryptionKey.fromAliasArn(this, "ArchiveKey", plan.aliasArn(plan.trailKeyAlias));
    this.trail = new AuditTrail(this, "Trail", {
      region,
      name: plan.trailName,
      organizationId: plan.organizationId,
      bucket: LogBucket.fromName(this, "ArchiveBucket", {
        region,
        name: plan.trailBucketName,
        encryption: archiveKey,
        grantsGiven: true,
      }),
      encryptionKey: archiveKey,
      logGroup: this.logGroup,
    });
  }
}
