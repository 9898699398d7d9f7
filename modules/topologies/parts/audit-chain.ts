import type { AuditTrail } from "../../audit-trail";
import { type AwsContext, arns } from "../../core/internal";
import type { IForwardingRole } from "../../event-bus";
import type { ILogBucket } from "../../log-bucket";
import type { LogGroup } from "../../log-group";
import type { AuditChain } from "../../session-access";
import { inAnyRegion } from "../../session-access/internal";
import type { SessionEvents } from "../../session-events";
import type { LedgerReader } from "../../session-ledger";
import type { Alerting } from "./alerting";
import type { Evidence } from "./evidence";
import type { RegionalAudit } from "./regional-audit";

interface ChainPieces {
  readonly aws: AwsContext;
  /** The audit of one Region; that of any other differs in the Region of its ARNs only. */
  readonly audit: RegionalAudit;
  /** Whether there are other Regions: what each has under the same name is written once, with `*` for the Region. */
  readonly everyRegion: boolean;
  /** The rule that forwards events, where Regions have one. */
  readonly forwarding: SessionEvents | undefined;
  readonly forwardingRole: IForwardingRole | undefined;
  /** Lets the ledger of another account in. */
  readonly ledgerReader?: LedgerReader;
  /** What an account has that keeps its audit itself. */
  readonly central?: Alerting & {
    readonly trail: AuditTrail;
    readonly trailLogGroup: LogGroup;
    readonly buckets: readonly Pick<ILogBucket, "bucketArn">[];
    readonly evidence: Evidence | undefined;
  };
}

/** What the guardrail of an account keeps. Keys, whose ids differ and are not known beforehand, go by their aliases. */
export function auditChain(pieces: ChainPieces): AuditChain {
  const { aws, audit, everyRegion, forwarding, forwardingRole, ledgerReader, central } = pieces;
  const where = everyRegion ? inAnyRegion : (arn: string) => arn;
  const keys = [audit.sessionKey, audit.logsKey, ...(central ? [central.alertsKey] : [])];
  const regional: AuditChain = {
    documents: [{ documentArn: where(audit.document.documentArn) }],
    settings: [{ settingArn: where(audit.settings.settingArn) }],
    logGroups: [{ logGroupArn: where(audit.logGroup.logGroupArn) }, ...(central ? [central.trailLogGroup] : [])],
    keyAliases: keys.map(({ aliasArn }) => where(aliasArn)),
    events: [...(central ? [central.events] : []), ...(forwarding ? [anywhere(forwarding)] : [])],
    roles: [
      ...(central ? [{ roleArn: central.trail.logDeliveryRoleArn! }] : []),
      ...(forwardingRole ? [forwardingRole] : []),
      ...(ledgerReader ? [ledgerReader] : []),
    ],
  };
  if (!central) return regional;
  const { evidence } = central;
  const alarmsOn = (watched: string) => where(arns.alarm(aws, `${watched}-*`));
  return {
    ...regional,
    trails: [central.trail],
    buckets: central.buckets,
    topics: [central.topic],
    alarms: [{ alarmArns: watchedNames(central).map(alarmsOn) }],
    ...(evidence && {
      ledgers: [evidence.ledger],
      logGroups: [...regional.logGroups!, evidence.ledgerLogGroup],
      roles: [
        ...regional.roles!,
        ...[evidence.ledger.roleArn, evidence.ledger.scheduleRoleArn].map((roleArn) => ({ roleArn })),
      ],
    }),
  };
}

function watchedNames({ events, topic, evidence }: NonNullable<ChainPieces["central"]>): string[] {
  return [events.ruleName, topic.topicName, ...(evidence ? [evidence.ledger.functionName] : [])];
}

function anywhere({ ruleArn, deadLetterQueueArn }: SessionEvents) {
  return { ruleArn: inAnyRegion(ruleArn), deadLetterQueueArn: inAnyRegion(deadLetterQueueArn) };
}
