import { Construct } from "constructs";
import { AuditModule, type RemovalProps } from "../../core";
import { EncryptionKey, type IEncryptionKey } from "../../encryption-key";
import { EventBus, ForwardingRole } from "../../event-bus";
import type { LogRetentionDays } from "../../facts";
import { type ILogBucket, LogBucket } from "../../log-bucket";
import { type AccessPreferences, type AccountAccess, createAccountAccess } from "../account-access";
import {
  createRegionalAudit,
  forwardingRuleName,
  type RegionalAudit,
  type SessionPreferences,
} from "../regional-audit";
import { protectedChain } from "./every-region";
import type { LandingZone, WorkloadEntry } from "./landing-zone";

export interface WorkloadAccountProps extends RemovalProps, AccessPreferences {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /** The account, from `plan.workloads`. */
  readonly account: WorkloadEntry;
  /**
   * Preferences of the sessions themselves, in every Region.
   * @default - an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile
   */
  readonly session?: SessionPreferences;
  /**
   * Days that CloudWatch Logs keeps session output.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
}

/**
 * One account with nodes: in each of its Regions the session document, log group and keys, and a rule that sends
 * session events straight to the central bus; once, what is global: the role of those rules, and the policies of nodes
 * and operators. Transcripts go to the log archive.
 */
export class WorkloadAccount extends AuditModule {
  /** By Region. */
  readonly regions: Readonly<Record<string, RegionalAudit>>;
  readonly forwardingRole: ForwardingRole;
  readonly access: AccountAccess;

  constructor(scope: Construct, id: string, props: WorkloadAccountProps) {
    const { plan, account } = props;
    super(scope, id, {}, { account: account.id, region: plan.homeRegion });
    const bus = EventBus.fromArn(this, plan.eventBusArn);
    this.forwardingRole = new ForwardingRole(this, "ForwardingRole", {
      name: `${plan.name}-event-forwarding`,
      bus,
      ruleName: forwardingRuleName(plan.name),
    });
    const bucket = this.archiveBucket(plan);
    const regions: Record<string, RegionalAudit> = {};
    for (const region of account.regions) {
      regions[region] = createRegionalAudit(new Construct(this, region), {
        region,
        name: plan.name,
        bucket,
        forwardTo: { bus, role: this.forwardingRole },
        session: props.session,
        retentionDays: props.retentionDays,
        removal: props.removal,
      });
    }
    this.regions = regions;
    const audits = Object.values(this.regions);
    this.access = createAccountAccess(this, {
      nodes: props.nodes,
      operators: props.operators,
      guardrail: props.guardrail,
      name: plan.name,
      documents: audits.map(({ document }) => document),
      protects: protectedChain(audits, this.forwardingRole),
    });
  }

  /** In the Region of its key: S3 takes no other. Nodes use the key through S3 of that Region, wherever they are. */
  private archiveBucket(plan: LandingZone): ILogBucket {
    const encryption = this.archiveKey(plan);
    const { region } = encryption;
    return LogBucket.fromName(this, "ArchiveBucket", {
      region,
      name: plan.transcriptBucketName,
      encryption,
      grantsGiven: true,
    });
  }

  private archiveKey(plan: LandingZone): IEncryptionKey {
    const { transcriptBucket } = plan.existing;
    return transcriptBucket
      ? EncryptionKey.fromArn(this, "ArchiveKey", transcriptBucket.keyArn)
      : EncryptionKey.fromAliasArn(this, "ArchiveKey", plan.aliasArn(plan.transcriptKeyAlias));
  }
}
