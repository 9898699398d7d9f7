import type { IForwardingRole } from "../../event-bus";
import { type AuditChain, inAnyRegion } from "../../session-access";
import type { RegionalAudit } from "../regional-audit";

/**
 * What the guardrail of a workload account keeps as it is, by one ARN for all Regions: names and account are the same in
 * each, and a policy holds 6,144 characters. Keys, whose ids differ, are named by their aliases.
 */
export function protectedChain([audit]: readonly RegionalAudit[], forwardingRole: IForwardingRole): AuditChain {
  const { document, settings, logGroup, sessionKey, logsKey, forwarding } = audit!;
  return {
    documents: [{ documentArn: inAnyRegion(document.documentArn) }],
    settings: [{ settingArn: inAnyRegion(settings.settingArn) }],
    logGroups: [{ logGroupArn: inAnyRegion(logGroup.logGroupArn) }],
    keyAliases: [sessionKey, logsKey].map(({ aliasArn }) => inAnyRegion(aliasArn)),
    events: [
      {
        ruleArn: inAnyRegion(forwarding!.ruleArn),
        deadLetterQueueArn: inAnyRegion(forwarding!.deadLetterQueueArn),
      },
    ],
    roles: [forwardingRole],
  };
}
