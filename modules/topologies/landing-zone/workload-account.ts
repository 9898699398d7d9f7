import { Construct } from "constructs";
import { AuditModule, announceGrants, type MovableProps, type RemovalProps, type TagProps } from "../../core/internal";
import { EncryptionKey } from "../../encryption-key";
import { EventBus, ForwardingRole, type IEventBus } from "../../event-bus";
import type { LogRetentionDays } from "../../facts";
import type { ILogBucket } from "../../log-bucket";
import { type ILogGroup, LogGroup } from "../../log-group";
import { LedgerReader } from "../../session-ledger";
import type {
  AccessPreferences,
  AccountAccess,
  IamForwarding,
  RecordPreferences,
  SessionPreferences,
  WatchPreferences,
  WorkloadRegion,
} from "../parts";
import {
  auditChain,
  createAccountAccess,
  createIamForwarding,
  createRegionalAudit,
  createRegionalKeys,
  iamChain,
} from "../parts/internal";
import { createWorkloadOutputs } from "./account-outputs";
import { bucketOfArchive, encryptionOf } from "./bucket-of-archive";
import type { LandingZone, WorkloadEntry } from "./landing-zone";
import { workloadAccountSchema } from "./workload-account-schema";

export interface WorkloadAccountProps
  extends MovableProps,
    RemovalProps,
    TagProps,
    AccessPreferences,
    RecordPreferences {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /** The account, from `plan.workloads`. */
  readonly account: WorkloadEntry;
  /**
   * Session preferences, in every Region.
   * @default - an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile
   */
  readonly session?: SessionPreferences;
  /**
   * Days that CloudWatch Logs keeps session output.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
  /**
   * ARNs of IAM users or roles that the key policies let administer the keys.
   * @default - IAM policies in the account decide who administers the keys
   */
  readonly keyAdministrators?: readonly string[];
  /**
   * What to watch in the account and report to the hub.
   * @default - everything
   */
  readonly watches?: WatchPreferences;
}

/**
 * One account with nodes. Each Region has the session document, log group and keys, and the rules that send session
 * events and threats to the audit straight to the central bus. Global resources exist once: the role of those rules,
 * the rule on changes of roles and policies, and the policies of nodes and operators. Transcripts go to the log
 * archive.
 *
 * @example
 * ```ts
 * const workload = new WorkloadAccount(this, "WorkloadAccount", {
 *   plan,
 *   account: plan.workload("shop"),
 *   session: { idleTimeoutMinutes: 15, maxDurationMinutes: 480 },
 *   operators: { targets: sessionTargets.byTag({ team: ["shop"] }), attachTo: ["shop-engineers"] },
 * });
 * ```
 */
export class WorkloadAccount extends AuditModule {
  /** By Region. */
  readonly regions: Readonly<Record<string, WorkloadRegion>>;
  readonly forwardingRole: ForwardingRole;
  readonly access: AccountAccess;
  /** Gives the ledger of the archive access, if the plan has one. */
  readonly ledgerReader: LedgerReader | undefined;
  readonly iamForwarding: IamForwarding | undefined;

  constructor(scope: Construct, id: string, props: WorkloadAccountProps) {
    const workload = ({ plan, account }: WorkloadAccountProps) => ({
      stated: { account: account.id, region: plan.homeRegion },
    });
    super(scope, id, workloadAccountSchema.of(props, workload));
    announceGrants(this, props.plan.grantsToAdd);
    const { plan, account } = props;
    const bus = EventBus.fromArn(this, "Bus", plan.eventBusArn);
    this.forwardingRole = new ForwardingRole(this, "ForwardingRole", {
      name: `${plan.name}-event-forwarding`,
      bus,
    });
    this.ledgerReader = plan.evidence && this.createLedgerReader(plan, account);
    const bucket = this.archiveBucket(plan);
    const regions: Record<string, WorkloadRegion> = {};
    for (const region of account.regions) regions[region] = this.auditRegion(props, region, bucket, bus);
    const audits = Object.values(regions);
    this.regions = regions;
    this.access = createAccountAccess(this, {
      name: plan.name,
      documents: audits.map(({ document }) => document),
      protects: auditChain({
        aws: this.aws,
        name: plan.name,
        audit: audits[0]!,
        logGroups: audits.map(({ logGroup }) => logGroup),
        everyRegion: true,
        forwardingRole: this.forwardingRole,
        ledgerReader: this.ledgerReader,
      }),
      // Another account creates the trail.
      waitsFor: [],
      nodes: props.nodes,
      operators: props.operators,
      guardrail: props.guardrail,
    });
    this.iamForwarding =
      props.watches?.tampering === false
        ? undefined
        : createIamForwarding(this, {
            name: plan.name,
            forwardTo: { bus, role: this.forwardingRole },
            chain: iamChain(this.access, plan.name, props.guardrail?.administrators),
            removal: props.removal,
            placement: { region: plan.homeRegion },
          });
    createWorkloadOutputs(this, plan);
  }

  private createLedgerReader(plan: LandingZone, { regions }: WorkloadEntry): LedgerReader {
    const { ledgerReaderName: name, collectorRoleName: roleName, organizationId, logArchive } = plan;
    const collector = { account: logArchive.id, roleName, organizationId };
    return new LedgerReader(this, "LedgerReader", { name, regions, collector });
  }

  private auditRegion(props: WorkloadAccountProps, region: string, bucket: ILogBucket, bus: IEventBus): WorkloadRegion {
    const { plan, account, session, retentionDays, keyAdministrators, regionalKeys, watches = {}, removal } = props;
    const { name } = plan;
    const scope = new Construct(this, region);
    const placement = { region };
    const audit = {
      name,
      keys: createRegionalKeys(scope, { name, keyAdministrators, regionalKeys, session, removal, placement }),
      bucket,
      session,
      retentionDays,
      logDeletionProtection: props.logDeletionProtection,
      watches,
      forwardTo: { bus, role: this.forwardingRole },
      removal,
      placement,
    };
    return createRegionalAudit(scope, audit, { logGroup: this.existingGroup(scope, plan, account, region) });
  }

  private archiveBucket(plan: LandingZone): ILogBucket {
    const given = plan.existing.transcriptBucket;
    const { homeRegion: region } = plan;
    const encryption = given
      ? encryptionOf(this, "ArchiveKey", given)
      : EncryptionKey.fromAliasArn(this, "ArchiveKey", plan.aliasArn(plan.transcriptKeyAlias), { region });
    return bucketOfArchive(this, "ArchiveBucket", { name: plan.transcriptBucketName, encryption, plan });
  }

  private existingGroup(
    scope: Construct,
    { existing }: LandingZone,
    { name, regions }: WorkloadEntry,
    region: string,
  ): ILogGroup | undefined {
    const group = existing.sessionLogGroups?.[name];
    if (!group || !(group.regions ?? regions).includes(region)) return undefined;
    return LogGroup.fromName(scope, "SessionLogGroup", { name: group.name, encrypted: group.encrypted, region });
  }
}
