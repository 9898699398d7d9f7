/**
 * What does not compile. `tsc` checks this file (npm run typecheck): an `@ts-expect-error` above a line that compiles is an
 * error itself. Jest does not run it.
 */
import type { TerraformStack, TerraformVariable } from "cdktf";
import { AlertTopic, type Subscriber } from "../modules/alert-topic";
import { AuditAlarms } from "../modules/audit-alarms";
import { AuditTrail } from "../modules/audit-trail";
import { checked } from "../modules/core";
import { EncryptionKey } from "../modules/encryption-key";
import { AccessLogBucket, LogBucket, type ObjectLock } from "../modules/log-bucket";
import { LogGroup } from "../modules/log-group";
import { Guardrail, type GuardrailProps, NodeAccess, OperatorAccess, sessionTargets } from "../modules/session-access";
import { SessionDocument } from "../modules/session-document";
import { anyOf, type EventPattern, SessionEvents, sessionPatterns } from "../modules/session-events";
import type { LandingZoneAccount } from "../modules/topologies/landing-zone";
import { SessionAudit } from "../modules/topologies/session-audit";

export function unknownProps(scope: TerraformStack, encryptionKey: EncryptionKey, bucket: LogBucket): void {
  // @ts-expect-error: rotationDay
  new EncryptionKey(scope, "Key", { alias: "alias/a", description: "d", rotationDay: 90 });
  // @ts-expect-error: retention is in days
  new LogGroup(scope, "Group", { name: "/acme", retention: 365 });
  // @ts-expect-error: versioning is always on
  new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed", versioning: false });
  // @ts-expect-error: idleSessionTimeout is the word of the document
  new SessionDocument(scope, "Document", { bucket, idleSessionTimeout: "20" });
  // @ts-expect-error: the flag follows from the bucket
  new SessionDocument(scope, "Document", { bucket, s3EncryptionEnabled: false });
  // @ts-expect-error: a trail of one Region is not on offer
  new AuditTrail(scope, "Trail", { name: "acme", bucket, encryptionKey, isMultiRegionTrail: false });
  // @ts-expect-error: a topic is always encrypted by a key of one's own
  new AlertTopic(scope, "Topic", { name: "acme", encryptionKey, kmsMasterKeyId: "alias/aws/sns" });
  // @ts-expect-error: nested props are closed too
  new SessionAudit(scope, "Audit", { name: "acme", session: { idleTimeout: 15 } });
  // @ts-expect-error: what the topology decides is not a preference
  new SessionAudit(scope, "Audit", { name: "acme", session: { bucket } });
}

export function closedSets(scope: TerraformStack, bucket: LogBucket, encryptionKey: EncryptionKey): void {
  // @ts-expect-error: Port sessions are never logged
  new SessionDocument(scope, "Document", { bucket, sessionType: "Port" });
  // @ts-expect-error: 364 days are not in the set of CloudWatch Logs
  new LogGroup(scope, "Group", { name: "/acme", retentionDays: 364 });
  // @ts-expect-error: DSSE counts as not encrypted with the agent
  new LogBucket(scope, "Bucket", { name: "acme", encryption: "aws:kms:dsse" });
  // @ts-expect-error: a key is passed itself, not by its ARN
  new LogBucket(scope, "Bucket", { name: "acme", encryption: encryptionKey.keyArn });
  // @ts-expect-error: there are two modes
  const lock: ObjectLock = { mode: "LEGAL", retentionDays: 1 };
  // @ts-expect-error: retain or destroy
  new LogGroup(scope, "Group", { name: "/acme", removal: "snapshot" });
  // @ts-expect-error: plain HTTP is not on offer
  const subscriber: Subscriber = { protocol: "http", endpoint: "http://example.com" };
  // @ts-expect-error: a parameter without a pattern lets the caller type what they like into the command
  new SessionDocument(scope, "Document", { name: "Cmd", bucket, parameters: { file: { default: "x" } } });
  // @ts-expect-error: three operating systems
  new SessionDocument(scope, "Document", { name: "Cmd", bucket, commands: { bsd: "top" } });
  return void [subscriber, lock];
}

export function requiredProps(scope: TerraformStack, bucket: LogBucket, encryptionKey: EncryptionKey): void {
  // @ts-expect-error: how a bucket is encrypted must be said
  new LogBucket(scope, "Bucket", { name: "acme" });
  // @ts-expect-error: a topic needs a key
  new AlertTopic(scope, "Topic", { name: "acme" });
  // @ts-expect-error: a trail needs a key
  new AuditTrail(scope, "Trail", { name: "acme", bucket });
  // @ts-expect-error: a trail needs a bucket
  new AuditTrail(scope, "Trail", { name: "acme", encryptionKey });
  // @ts-expect-error: Run As needs a user
  new SessionDocument(scope, "Document", { bucket, runAs: {} });
  // @ts-expect-error: whether an existing group is encrypted must be said
  LogGroup.fromName(scope, "Group", { name: "/acme" });
}

export function accessLogs(scope: TerraformStack, bucket: LogBucket, encryptionKey: EncryptionKey): void {
  // @ts-expect-error: S3 delivers access logs to SSE-S3 only
  new AccessLogBucket(scope, "AccessLogs", { name: "acme", encryption: encryptionKey });
  // @ts-expect-error: a lock would block the delivery
  new AccessLogBucket(scope, "AccessLogs", { name: "acme", objectLock: { mode: "GOVERNANCE", retentionDays: 1 } });
  // @ts-expect-error: a bucket of audit data takes no access logs, least of all its own
  new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed", accessLogs: bucket });
}

export function somethingToDo(
  scope: TerraformStack,
  bucket: LogBucket,
  topic: AlertTopic,
  document: SessionDocument,
): void {
  // @ts-expect-error: a session that is logged nowhere
  new SessionDocument(scope, "Document", {});
  // @ts-expect-error: alarms on nothing
  new AuditAlarms(scope, "Alarms", { topic });
  new AuditAlarms(scope, "Alarms", { topic, topics: [topic] });
  // @ts-expect-error: a rule without a target
  new SessionEvents(scope, "Rule", { name: "acme", pattern: sessionPatterns.calls(), targets: [] });
  // @ts-expect-error: nodes without a document
  new NodeAccess(scope, "Nodes", { name: "acme", documents: [] });
  // @ts-expect-error: operators without a document
  new OperatorAccess(scope, "Operators", { name: "acme", documents: [], targets: sessionTargets.all() });
  new NodeAccess(scope, "Nodes", { name: "acme", documents: [document] });
  // @ts-expect-error: an audit of no Region
  new SessionAudit(scope, "Audit", { name: "acme", regions: [] });
  // @ts-expect-error: a command without its name
  new SessionDocument(scope, "Command", { bucket, sessionType: "InteractiveCommands", commands: { linux: "top" } });
  // @ts-expect-error: a type of commands without a command
  new SessionDocument(scope, "Command", { bucket, sessionType: "InteractiveCommands", name: "Acme-Top" });
  // @ts-expect-error: a shell with a command
  new SessionDocument(scope, "Command", { bucket, name: "Acme-Top", commands: { linux: "top" } });
  // @ts-expect-error: a command with a shell profile
  new SessionDocument(scope, "Command", { ...top, bucket, shellProfile: { linux: "ls" } });
  new SessionDocument(scope, "Command", { ...top, bucket });
}

const top = { sessionType: "InteractiveCommands", name: "Acme-Top", commands: { linux: "top" } } as const;

export function guardrails(scope: TerraformStack, protects: GuardrailProps["protects"]): void {
  const given = { name: "acme", protects };
  const administrators = ["arn:aws:iam::*:role/acme-audit"];
  // @ts-expect-error: a policy of the organization that spares nobody
  new Guardrail(scope, "Guardrail", { ...given, kind: "service-control-policy" });
  // @ts-expect-error: a boundary is an argument of the role itself
  new Guardrail(scope, "Guardrail", { ...given, kind: "permissions-boundary", attachTo: ["platform"] });
  // @ts-expect-error: in a topology neither
  new SessionAudit(scope, "Audit", { name: "acme", guardrail: { kind: "service-control-policy" } });
  new Guardrail(scope, "Guardrail", { ...given, kind: "service-control-policy", administrators });
  new Guardrail(scope, "Guardrail", { ...given, attachTo: ["platform"] });
}

export function accounts(): readonly LandingZoneAccount[] {
  return [
    // @ts-expect-error: central accounts work in the home Region
    { id: "111111111111", name: "security", role: "security", regions: ["eu-west-1"] },
    // @ts-expect-error: a workload without a Region
    { id: "222222222222", name: "shop", role: "workload", regions: [] },
    { id: "333333333333", name: "billing", role: "workload", regions: ["eu-west-1"] },
  ];
}

/** What comes from a file, the environment or a variable. */
export function fromElsewhere(
  scope: TerraformStack,
  text: string,
  texts: readonly string[],
  given: TerraformVariable,
): void {
  // @ts-expect-error: any text is not a call
  sessionPatterns.calls(text);
  anyOf(sessionPatterns.calls(checked.sessionCall(text)), ...texts.map(() => sessionPatterns.resumed()));
  const patterns: EventPattern[] = [sessionPatterns.calls(...texts.map(checked.sessionCall))];
  anyOf(...patterns);
  new LogGroup(scope, "Group", { name: "/acme", retentionDays: checked.retentionDays(given.numberValue) });
  const lock: ObjectLock = { mode: checked.objectLockMode(text), retentionDays: given.numberValue };
  const role = checked.accountRole(text);
  // @ts-expect-error: a list that may be empty
  new SessionAudit(scope, "Audit", { name: "acme", regions: texts });
  new SessionAudit(scope, "Audit", { name: "acme", regions: checked.atLeastOne(texts), objectLock: lock });
  const account: LandingZoneAccount = { id: text, name: text, role };
  return void account;
}
