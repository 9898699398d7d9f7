import * as the from "../support/names";
import { role, service } from "../support/principals";
import { keyArn } from "../support/references";

/** Names, keys and people of the single-account example. */
export const transcripts = the.bucket("acme-audit-transcripts-111122223333-eu-west-1");
export const trailFiles = the.bucket("acme-audit-trail-111122223333-eu-west-1");
export const accessLogs = the.bucket("acme-audit-access-logs-111122223333-eu-west-1");
export const transcript = `${transcripts}/sessions/111122223333/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
export const sessionKey = keyArn("session_audit_session_key");
export const logsKey = keyArn("session_audit_logs_key");
export const alertsKey = keyArn("session_audit_alerts_key");
export const integrityKey = keyArn("session_audit_integrity_key");
export const sessionGroup = the.logGroup("/acme-audit/sessions");
export const sessionStream = the.logStream("/acme-audit/sessions", "alice-0123456789abcdefghijklmnop");
export const trailGroup = the.logGroup("/acme-audit/trail");
export const trail = the.trail("acme-audit");
export const topic = the.topic("acme-audit-session-alerts");
export const refusalTopic = the.topic("acme-audit-session-refusals");
export const integrityTopic = the.topic("acme-audit-integrity-alerts");
export const rule = the.rule("acme-audit-session-events");
export const deadLetters = the.queue("acme-audit-session-events-dead-letters");
/** Rules, and whose queue keeps what they could not deliver. */
export const rules: readonly (readonly [rule: string, queue: string])[] = [
  ...["session-events", "session-starts", "session-refusals", "integrity-preferences", "integrity-alerting"],
  "integrity-tampering",
]
  .map((name) => [name, name] as const)
  .concat([
    ["integrity-tampering-2", "integrity-tampering"],
    ["integrity-tampering-3", "integrity-tampering"],
  ])
  .map(([name, owner]) => [the.rule(`acme-audit-${name}`), the.queue(`acme-audit-${owner}-dead-letters`)] as const);

export const node = role("acme-audit-nodes", "i-0123456789abcdef0", { policies: ["acme-audit-nodes"] });
export const alice = role("Engineers", "alice", { policies: ["acme-audit-operators"] });
/** An operator who may do everything else: what a Deny is for. */
export const almightyAlice = role("Engineers", "alice", { policies: ["acme-audit-operators"], almighty: true });
export const administrator = role("Administrators", "carol", { almighty: true });
export const guarded = role("Platform", "dave", { policies: ["acme-audit-guardrail"], almighty: true });
export const stranger = role("Anything", "mallory", { account: the.OTHER_ACCOUNT, almighty: true });

export const cloudTrail = service("cloudtrail.amazonaws.com", { "aws:SourceArn": trail });
export const foreignTrail = service("cloudtrail.amazonaws.com", {
  "aws:SourceArn": the.trail("acme-audit", { account: the.OTHER_ACCOUNT }),
});
