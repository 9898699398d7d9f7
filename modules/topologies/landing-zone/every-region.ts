import type { AuditChain } from "../../session-access";
import type { ISessionDocument } from "../../session-document";
import type { RegionalAudit } from "../regional-audit";

/**
 * A document as IAM policies should name it: by one ARN for all Regions, since its name, its log group and the account
 * are the same in each. A policy that listed 17 Regions would not fit into the 6,144 characters of IAM. Only keys, whose
 * ids differ, are still named one by one.
 */
export function inEveryRegion(document: ISessionDocument): ISessionDocument {
  const { documentArn, logGroup, transcriptPrefix, region } = document;
  return {
    documentName: document.documentName,
    documentArn: anywhere(documentArn),
    region: document.region,
    account: document.account,
    sessionType: document.sessionType,
    encryptionKey: document.encryptionKey,
    bucket: document.bucket,
    transcriptPrefix: transcriptPrefix.replace(`/${region}`, ""),
    logGroup: logGroup && {
      logGroupName: logGroup.logGroupName,
      logGroupArn: anywhere(logGroup.logGroupArn),
      region: logGroup.region,
      encrypted: logGroup.encrypted,
      ready: logGroup.ready,
    },
    ready: document.ready,
  };
}

/** What the guardrail of a workload account keeps as it is, again by one ARN for all Regions. */
export function protectedChain(audits: readonly RegionalAudit[]): AuditChain {
  const [first] = audits;
  return {
    documents: [{ documentArn: anywhere(first!.document.documentArn) }],
    settings: [{ settingArn: anywhere(first!.settings.settingArn) }],
    logGroups: [{ logGroupArn: anywhere(first!.logGroup.logGroupArn) }],
    keys: audits.flatMap(({ sessionKey, logsKey }) => [sessionKey, logsKey]),
    events: [
      {
        ruleArn: anywhere(first!.forwarding!.ruleArn),
        deadLetterQueueArn: anywhere(first!.forwarding!.deadLetterQueueArn),
      },
    ],
  };
}

/** The fourth part of an ARN is its Region. */
function anywhere(arn: string): string {
  return arn.replace(/^((?:[^:]+:){3})[^:]+/, "$1*");
}
