import type { IAuditTrail } from "../../audit-trail";
import { type AwsContext, arns, distinct } from "../../core/internal";
import type { IForwardingRole } from "../../event-bus";
import type { ILogBucket } from "../../log-bucket";
import type { ILogGroup } from "../../log-group";
import type { AuditChain } from "../../session-access";
import { inAnyRegion } from "../../session-access/internal";
import type { LedgerReader } from "../../session-ledger";
import type { KnownAlerting } from "./alerting";
import type { Evidence } from "./evidence";
import { type KnownRegionalAudit, keysOf } from "./regional-audit";

interface ChainPieces {
  readonly aws: AwsContext;
  /** Base of the physical names. */
  readonly name: string;
  /** The audit of one Region. Other Regions differ only in the Region of their ARNs. */
  readonly audit: KnownRegionalAudit;
  /**
   * Groups for session output of all Regions, whose names may differ if some existed before.
   * @default - that of `audit`
   */
  readonly logGroups?: readonly Pick<ILogGroup, "logGroupArn">[];
  /** Whether there are other Regions. Same names in all Regions are written once, with `*` for the Region. */
  readonly everyRegion: boolean;
  readonly forwardingRole: IForwardingRole | undefined;
  /** Gives the ledger of another account access. */
  readonly ledgerReader?: LedgerReader;
  /** What an account has if it stores its audit itself. */
  readonly central?: {
    readonly alerting: KnownAlerting;
    readonly trail: IAuditTrail;
    readonly trailLogGroup: ILogGroup | undefined;
    readonly buckets: readonly Pick<ILogBucket, "bucketArn">[];
    readonly evidence: Evidence | undefined;
  };
}

/**
 * What the guardrail of an account protects. Keys are named by alias, because their ids differ and are unknown
 * beforehand.
 */
export function auditChain(pieces: ChainPieces): AuditChain {
  const { aws, name, audit, logGroups = [audit.logGroup], everyRegion, forwardingRole, ledgerReader, central } = pieces;
  const where = everyRegion ? inAnyRegion : (arn: string) => arn;
  const at = everyRegion ? { ...aws, region: "*" } : aws;
  const keys = [...keysOf(audit), ...(central ? [central.alerting.alertsKey, central.alerting.integrityKey] : [])];
  const regional: AuditChain = {
    documents: [{ documentArn: where(audit.document.documentArn) }],
    settings: [{ settingArn: where(audit.settings.settingArn) }],
    logGroups: [
      ...distinct(logGroups.map(({ logGroupArn }) => where(logGroupArn))).map((logGroupArn) => ({ logGroupArn })),
      ...(central?.trailLogGroup ? [central.trailLogGroup] : []),
    ],
    keyAliases: keys.flatMap(({ aliasArn }) => (aliasArn ? [where(aliasArn)] : [])),
    keys: keys.filter(({ aliasArn }) => aliasArn === undefined),
    ...alertChain(at, name),
    roles: [
      ...(central?.trail.logDeliveryRoleArn ? [{ roleArn: central.trail.logDeliveryRoleArn }] : []),
      ...(forwardingRole ? [forwardingRole] : []),
      ...(ledgerReader ? [ledgerReader] : []),
    ],
  };
  if (!central) return regional;
  const { topic, refusalTopic, integrityTopic } = central.alerting;
  const evidence = evidenceChain(central.evidence);
  return {
    ...regional,
    trails: [central.trail],
    buckets: central.buckets,
    topics: [topic, refusalTopic, integrityTopic],
    ledgers: evidence.ledgers,
    tables: evidence.tables,
    policies: evidence.policies,
    logGroups: [...regional.logGroups!, ...(evidence.logGroups ?? [])],
    roles: [...regional.roles!, ...(evidence.roles ?? [])],
  };
}

/** What stores and answers evidence; empty without evidence. */
export function evidenceChain(evidence: Evidence | undefined): AuditChain {
  if (!evidence) return {};
  const { ledger, ledgerLogGroup, tables } = evidence;
  const { reportRoleArn } = tables;
  const roleArns = [ledger.roleArn, ledger.scheduleRoleArn, ...(reportRoleArn ? [reportRoleArn] : [])];
  return {
    ledgers: [ledger],
    tables: [tables],
    logGroups: [ledgerLogGroup],
    roles: roleArns.map((roleArn) => ({ roleArn })),
    policies: [{ policyArn: tables.policyArn }],
  };
}

/** Rules, queues, alarms and the default bus, by the name prefixes of the parts here, because there are many. */
export function alertChain(at: AwsContext, name: string, busName?: string): AuditChain {
  const kinds = ["session", "integrity"].map((kind) => `${name}-${kind}-*`);
  return {
    events: kinds.flatMap((pattern) =>
      [undefined, ...(busName ? [busName] : [])].map((bus) => ({
        ruleArn: arns.rule(at, pattern, bus),
        deadLetterQueueArn: arns.queue(at, pattern),
      })),
    ),
    alarms: [{ alarmArns: [...kinds, `${name}-sessions-*`].map((pattern) => arns.alarm(at, pattern)) }],
    buses: [{ busArn: arns.eventBus(at, "default") }],
  };
}
