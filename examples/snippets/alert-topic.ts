import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import { AlertTopic, QueueSubscription, subscribers } from "cdktf-session-audit/lib/alert-topic";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { EventQueue } from "cdktf-session-audit/lib/event-queue";
import { chatMessage, SessionEvents, sessionPatterns, targets } from "cdktf-session-audit/lib/session-events";
import type { Construct } from "constructs";

/** Shown in modules/alert-topic/README.md. */
export class AlertTopicSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const alertsKey = new EncryptionKey(this, "AlertsKey", { alias: "alias/acme-alerts", description: "Alerts" });
    const inbox = new EventQueue(this, "Inbox", { name: "acme-alerts" });
    // #region use
    const topic = new AlertTopic(this, "Topic", {
      name: "acme-session-alerts",
      encryptionKey: alertsKey,
      subscribers: [
        subscribers.email("security@example.com"),
        subscribers.sms("+12025550123"),
        subscribers.https("https://hooks.example.com/sessions"),
        subscribers.lambda("page-on-call"),
        subscribers.queue(inbox),
      ],
      queueAccounts: ["222233334444"],
    });
    // #endregion use
    const siemKey = new EncryptionKey(this, "SiemKey", { alias: "alias/acme-siem", description: "Events" });
    const siem = new EventQueue(this, "Siem", { name: "acme-siem" });
    // #region filter
    const refusals = { detail: { errorCode: [{ exists: true }] } };
    const events = new AlertTopic(this, "EventTopic", {
      name: "acme-session-events",
      encryptionKey: siemKey,
      subscribers: [subscribers.queue(siem, { filter: refusals })],
    });
    new SessionEvents(this, "Calls", {
      name: "acme-session-calls",
      pattern: sessionPatterns.calls(),
      targets: [targets.topic(events, { message: "event" })],
    });
    // #endregion filter
    // #region chat
    const chat = new AlertTopic(this, "ChatTopic", { name: "acme-session-chat", encryptionKey: alertsKey });
    new SessionEvents(this, "Refused", {
      name: "acme-session-refused",
      pattern: sessionPatterns.refusedStarts(),
      targets: [targets.topic(chat, { message: chatMessage })],
    });
    // #endregion chat
    const topicArn = new TerraformVariable(this, "topic_arn", { type: "string" }).stringValue;
    // #region subscription
    // In the stack of account 222233334444, whose queue it is.
    const queue = new EventQueue(this, "AuditQueue", { name: "acme-audit-alerts" });
    new QueueSubscription(this, "Alerts", { topicArn, queue });
    // #endregion subscription
    // #region existing
    const central = AlertTopic.fromArn(this, "Central", topicArn);
    // #endregion existing
    new SessionEvents(this, "Root", {
      name: "acme-root-sessions",
      pattern: sessionPatterns.startsByRoot(),
      targets: [targets.topic(central)],
    });
    // #region escape
    topic.resources.topic.displayName = "Sessions";
    // #endregion escape
  }
}
