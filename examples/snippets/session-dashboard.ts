import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AlertTopic } from "cdktf-session-audit/lib/alert-topic";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import { SessionDashboard } from "cdktf-session-audit/lib/session-dashboard";
import type { Construct } from "constructs";

/** Shown in modules/session-dashboard/README.md. */
export class SessionDashboardSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const encryptionKey = new EncryptionKey(this, "Key", { alias: "alias/acme-logs", description: "Logs" });
    const topic = new AlertTopic(this, "Topic", { name: "acme-alerts", encryptionKey });
    const trailLogGroup = new LogGroup(this, "TrailLogs", { name: "/acme/trail", encryptionKey });
    const sessionLogGroup = new LogGroup(this, "Sessions", { name: "/acme/sessions", encryptionKey });
    // #region use
    const dashboard = new SessionDashboard(this, "Dashboard", {
      name: "acme-sessions",
      trailLogGroup,
      sessionLogGroup,
      topic,
      alarms: { startsPerHour: 50 },
    });
    // #endregion use
    // #region existing
    new SessionDashboard(this, "Central", {
      name: "central-sessions",
      trailLogGroup: LogGroup.fromName(this, "CentralTrail", { name: "/aws/controltower/trail", encrypted: true }),
    });
    // #endregion existing
    // #region escape
    for (const alarm of dashboard.resources.alarms) alarm.tags = { "data-class": "audit" };
    // #endregion escape
  }
}
