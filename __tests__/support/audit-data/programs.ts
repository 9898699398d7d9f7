import { Construct } from "constructs";
import { AccountSettings } from "../../../modules/account-settings";
import { AuditTrail } from "../../../modules/audit-trail";
import { EncryptionKey, type EncryptionKeyProps } from "../../../modules/encryption-key";
import { EventQueue } from "../../../modules/event-queue";
import { LogBucket, type LogBucketProps } from "../../../modules/log-bucket";
import { LogGroup, type LogGroupProps } from "../../../modules/log-group";
import { SessionEvents, type SessionEventsProps, sessionPatterns, targets } from "../../../modules/session-events";
import { AlertHub, LogArchive } from "../../../modules/topologies/landing-zone";
import { SessionAudit, type SessionAuditProps } from "../../../modules/topologies/session-audit";
import { landingZonePlan } from "../landing-zone";
import type { Program } from "./project";

export const audit =
  (id: string, props: Partial<SessionAuditProps> = {}): Program =>
  (scope) =>
    void new SessionAudit(scope, id, { name: "acme-audit", ...props });

export const key =
  (id: string, props: Partial<EncryptionKeyProps> = {}): Program =>
  (scope) =>
    void new EncryptionKey(scope, id, { alias: "alias/acme-logs", description: "Logs", ...props });

export const bucket =
  (id: string, props: Partial<LogBucketProps> = {}): Program =>
  (scope) =>
    void new LogBucket(scope, id, { name: "acme-transcripts", encryption: "s3-managed", ...props });

export const group =
  (id: string, props: Partial<LogGroupProps> = {}): Program =>
  (scope) =>
    void new LogGroup(scope, id, { name: "/acme/sessions", ...props });

export const queue =
  (id: string, name = "acme-events"): Program =>
  (scope) =>
    void new EventQueue(scope, id, { name });

export const rule =
  (id: string, props: Partial<SessionEventsProps> = {}): Program =>
  (scope) => {
    const to = EventQueue.fromArn(scope, `${id}Queue`, "arn:aws:sqs:eu-west-1:111122223333:acme");
    const events = { name: "acme-sessions", pattern: sessionPatterns.calls() };
    new SessionEvents(scope, id, { ...events, targets: [targets.queue(to)], ...props });
  };

/** A bucket with a key, and a trail into it unless the id is empty. */
export const trail =
  (id: string, name = "acme-trail"): Program =>
  (scope) => {
    const encryptionKey = new EncryptionKey(scope, "TrailKey", { alias: "alias/acme-trail", description: "Trail" });
    const files = new LogBucket(scope, "TrailFiles", { name: "acme-trail-files", encryption: encryptionKey });
    if (id !== "") new AuditTrail(scope, id, { name, bucket: files, encryptionKey });
  };

/** A bucket with a key of its own, or without one. */
export const keyedBucket =
  (encryption: "kms" | "s3-managed"): Program =>
  (scope) => {
    const ownKey = () => new EncryptionKey(scope, "FilesKey", { alias: "alias/acme-files", description: "Files" });
    const name = "acme-files";
    new LogBucket(scope, "Files", { name, encryption: encryption === "kms" ? ownKey() : encryption });
  };

export const archive =
  (...change: Parameters<typeof landingZonePlan>): Program =>
  (scope) =>
    void new LogArchive(scope, "LogArchive", { plan: landingZonePlan(...change) });

export const hub =
  (...change: Parameters<typeof landingZonePlan>): Program =>
  (scope) =>
    void new AlertHub(scope, "AlertHub", { plan: landingZonePlan(...change) });

/** Something of this library without audit data. */
export const settings: Program = (scope) => void new AccountSettings(scope, "Settings");

export const nested =
  (program: Program): Program =>
  (scope) =>
    program(new Construct(scope, "Security"));

export const both =
  (...programs: readonly Program[]): Program =>
  (scope) => {
    for (const program of programs) program(scope);
  };
