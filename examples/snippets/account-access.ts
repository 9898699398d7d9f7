import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { sessionTargets, waysRound } from "cdktf-session-audit/lib/session-access";
import { SessionAudit } from "cdktf-session-audit/lib/topologies/session-audit";
import type { Construct } from "constructs";

/** Shown in modules/topologies/account-access/README.md. */
export class AccountAccessSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region use
    const audit = new SessionAudit(this, "SessionAudit", {
      name: "acme-audit",
      nodes: { attachTo: ["web-server"] },
      operators: { targets: sessionTargets.byTag({ team: ["web"] }), attachTo: ["web-engineers"] },
      guardrail: { closes: [waysRound.otherDocuments], attachTo: ["platform-engineers"] },
    });
    // #endregion use
    // #region escape
    audit.guardrail.resources.policy.tags = { team: "security" };
    // #endregion escape
  }
}
