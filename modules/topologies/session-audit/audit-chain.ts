import { arns } from "../../core";
import { type AuditChain, inAnyRegion } from "../../session-access";
import type { RegionalAudit } from "../regional-audit";
import type { SessionAudit } from "./session-audit";

/**
 * What the guardrail of an account keeps. With many Regions, what each has under the same name is written once, with `*`
 * for the Region: a policy holds 6,144 characters.
 */
export function auditChain(audit: SessionAudit): AuditChain {
  const regions: readonly RegionalAudit[] = Object.values(audit.furtherRegions);
  const where = regions.length > 0 ? inAnyRegion : (arn: string) => arn;
  const alarmsOn = (watched: string) => where(arns.alarm(audit.aws, `${watched}-*`));
  const forwarding = regions[0]?.forwarding;
  return {
    documents: [{ documentArn: where(audit.document.documentArn) }],
    settings: [{ settingArn: where(audit.settings.settingArn) }],
    trails: [audit.trail],
    buckets: [audit.transcriptBucket, audit.trailBucket, audit.accessLogBucket],
    keyAliases: [audit.sessionKey, audit.logsKey, audit.alertsKey].map(({ aliasArn }) => where(aliasArn)),
    logGroups: [{ logGroupArn: where(audit.sessionLogGroup.logGroupArn) }, audit.trailLogGroup],
    events: [audit.events, ...(forwarding ? [anywhere(forwarding)] : [])],
    topics: [audit.topic],
    alarms: [{ alarmArns: [audit.events.ruleName, audit.topic.topicName].map(alarmsOn) }],
    roles: [{ roleArn: audit.trail.logDeliveryRoleArn! }, ...(audit.forwardingRole ? [audit.forwardingRole] : [])],
  };
}

function anywhere({ ruleArn, deadLetterQueueArn }: { ruleArn: string; deadLetterQueueArn: string }) {
  return { ruleArn: inAnyRegion(ruleArn), deadLetterQueueArn: inAnyRegion(deadLetterQueueArn) };
}
