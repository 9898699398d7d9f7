import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import { allowAwsProviderRange, SessionAudit, subscribers } from "cdktf-session-audit";
import type { Construct } from "constructs";

// #region example
/** One account, one Region, everything on. */
export class SingleAccount extends TerraformStack {
  constructor(scope: Construct, id = "single-account") {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    allowAwsProviderRange(this);

    new SessionAudit(this, "SessionAudit", {
      name: "acme-audit",
      alerts: [subscribers.email("security@example.com")],
      session: { idleTimeoutMinutes: 15, maxDurationMinutes: 480 },
    });
  }
}
// #endregion example
