import type { AuditTrail } from "../../audit-trail";
import { type AwsContext, arns } from "../../core/internal";
import type { IForwardingRole } from "../../event-bus";
import type { ILogBucket } from "../../log-bucket";
import type { LogGroup } from "../../log-group";
import type { AuditChain } from "../../session-access";
import { inAnyRegion } from "../../session-access/internal";
import type { SessionEvents } from "../../session-events";
import type { Alerting } from "./alerting";
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
  /** What an account has that keeps its audit itself. */
  readonly central?: Alerting & {
    readonly trail: AuditTrail;
    readonly trailLogGroup: LogGroup;
    readonly buckets: readonly Pick<ILogBucket, "bucketArn">[];
  };
}

/** What the guardrail of an account keeps. Keys, whose ids differ and are not known beforehand, go by their aliases. */
export function auditChain({ aws, audit, everyRegion, forwarding, forwardingRole, central }: ChainPieces): AuditChain {
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
    ],
  };
  if (!central) return regional;
  const alarmsOn = (watched: string) => where(arns.alarm(aws, `${watched}-*`));
  return {
    ...regional,
    trails: [central.trail],
    buckets: central.buckets,
    topics: [central.topic],
    alarms: [{ alarmArns: [central.events.ruleName, central.topic.topicName].map(alarmsOn) }],
  };
}

function anywhere({ ruleArn, deadLetterQueueArn }: SessionEvents) {
  return { ruleArn: inAnyRegion(ruleArn), deadLetterQueueArn: inAnyRegion(deadLetterQueueArn) };
}
