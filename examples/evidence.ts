import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import { allowAwsProviderRange, SessionAudit, subscribers } from "cdktf-session-audit";
import type { Construct } from "constructs";

// #region example
/** One account that keeps its sessions for years, and answers questions about them. */
export class SessionEvidence extends TerraformStack {
  constructor(scope: Construct, id = "session-evidence") {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    allowAwsProviderRange(this);

    new SessionAudit(this, "SessionAudit", {
      name: "acme-archive",
      alerts: [subscribers.email("security@example.com")],
      objectLock: { mode: "GOVERNANCE", retentionDays: 2557 },
      evidence: {
        report: { queries: ["missing-recordings", "unread-places"], everyDays: 1 },
        alarms: { startsPerHour: 50 },
      },
    });
  }
}
// #endregion example
