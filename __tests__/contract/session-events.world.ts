import { AlertTopic, subscribers } from "../../modules/alert-topic";
import { AuditAlarms } from "../../modules/audit-alarms";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventBus } from "../../modules/event-bus";
import { EventQueue } from "../../modules/event-queue";
import { LogGroup } from "../../modules/log-group";
import { SessionEvents, sessionPatterns, targets } from "../../modules/session-events";
import { ACCOUNT, newStack } from "../support/synth";

/** A rule with each kind of target, a topic with subscribers, and an alarm. */
export const OTHER = "222233334444";
export const regional = (kind: string, name: string, account = ACCOUNT) =>
  `arn:aws:${kind}:eu-west-1:${account}:${name}`;
export const ruleArn = (name: string) => regional("events", `rule/${name}`);
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}-eu-west-1`;
export const busArn = regional("events", "event-bus/central", OTHER);

export const stack = newStack();
const key = new EncryptionKey(stack, "AlertsKey", { alias: "alias/acme-alerts", description: "Alerts" });
const queue = new EventQueue(stack, "Queue", { name: "acme-queue" });
const topic = new AlertTopic(stack, "Topic", {
  name: "acme-alerts",
  encryptionKey: key,
  subscribers: [subscribers.queue(queue), subscribers.lambda("page")],
  queueAccounts: [OTHER],
});
const first = new SessionEvents(stack, "First", {
  name: "first",
  pattern: sessionPatterns.started(),
  targets: [
    targets.topic(topic),
    targets.queue(queue),
    targets.logGroup(new LogGroup(stack, "Group", { name: "/acme/events" })),
    targets.lambda("started:live"),
    targets.pipeline("review"),
  ],
});
new SessionEvents(stack, "Second", {
  name: "second",
  pattern: sessionPatterns.started(),
  targets: [
    targets.stateMachine("review"),
    targets.eventBus(EventBus.fromArn(stack, "ExistingBus", busArn)),
    targets.runCommand({ document: "AWS-RunShellScript", nodes: { tag: { key: "Team", values: ["web", "db"] } } }),
    targets.runCommand({
      id: "OneNode",
      document: "Acme",
      nodes: { ids: ["i-0123456789abcdef0", "mi-0123456789abcdef0"] },
    }),
  ],
});
new AuditAlarms(stack, "Alarms", { topic, rules: [first] });
