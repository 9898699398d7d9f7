import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AlertTopic, subscribers } from "cdktf-session-audit/lib/alert-topic";
import { AuditAlarms } from "cdktf-session-audit/lib/audit-alarms";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import { SessionEvents, sessionPatterns, targets } from "cdktf-session-audit/lib/session-events";
import type { Construct } from "constructs";

/** Shown in modules/audit-alarms/README.md. */
export class AuditAlarmsSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const encryptionKey = new EncryptionKey(this, "Key", { alias: "alias/acme-alerts", description: "Alerts" });
    const topic = new AlertTopic(this, "Topic", { name: "acme-session-alerts", encryptionKey });
    const sessionLogGroup = new LogGroup(this, "Sessions", { name: "/acme/sessions", encryptionKey });
    // #region use
    const started = new SessionEvents(this, "Started", {
      name: "acme-session-started",
      pattern: sessionPatterns.started(),
      targets: [targets.topic(topic)],
    });
    const onCall = new AlertTopic(this, "OnCall", {
      name: "acme-on-call",
      encryptionKey: new EncryptionKey(this, "OnCallKey", {
        alias: "alias/acme-on-call",
        description: "On-call alerts",
      }),
      subscribers: [subscribers.sms("+12025550123")],
    });
    const alarms = new AuditAlarms(this, "Alarms", {
      topic: onCall,
      rules: [started],
      topics: [topic],
      logGroups: [{ logGroup: sessionLogGroup, starts: started }],
    });
    // #endregion use
    // #region escape
    for (const alarm of alarms.resources.alarms) alarm.tags = { "data-class": "audit" };
    // #endregion escape
  }
}
