import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import { allowAwsProviderRange, SessionAudit, subscribers } from "cdktf-session-audit";
import type { Construct } from "constructs";

/** One account, three Regions: transcripts, trail and alerts at home in the first. */
export class MultiRegion extends TerraformStack {
  constructor(scope: Construct, id = "multi-region") {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    allowAwsProviderRange(this);

    // #region multi-region
    new SessionAudit(this, "SessionAudit", {
      name: "acme-regions",
      regions: ["eu-west-1", "eu-central-1", "us-east-1"],
      alerts: [subscribers.email("security@example.com")],
    });
    // #endregion
  }
}
