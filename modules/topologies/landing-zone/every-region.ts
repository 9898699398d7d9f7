import { type AuditChain, inAnyRegion } from "../../session-access";
import type { RegionalAudit } from "../regional-audit";

/**
 * What the guardrail of a workload account keeps as it is, by one ARN for all Regions: names and account are the same in
 * each, and a policy holds 6,144 characters. Only keys, whose ids differ, are named one by one.
 */
export function protectedChain(audits: readonly RegionalAudit[]): AuditChain {
  const [first] = audits;
  return {
    documents: [{ documentArn: inAnyRegion(first!.document.documentArn) }],
    settings: [{ settingArn: inAnyRegion(first!.settings.settingArn) }],
    logGroups: [{ logGroupArn: inAnyRegion(first!.logGroup.logGroupArn) }],
    keys: audits.flatMap(({ sessionKey, logsKey }) => [sessionKey, logsKey]),
    events: [
      {
        ruleArn: inAnyRegion(first!.forwarding!.ruleArn),
        deadLetterQueueArn: inAnyRegion(first!.forwarding!.deadLetterQueueArn),
      },
    ],
  };
}
