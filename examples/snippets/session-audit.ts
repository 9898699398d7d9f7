import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { sessionTargets, waysRound } from "cdktf-session-audit/lib/session-access";
import { SessionAudit } from "cdktf-session-audit/lib/topologies/session-audit";
import type { Construct } from "constructs";

/** Shown in modules/topologies/session-audit/README.md. */
export class SessionAuditAccessSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region access
    new SessionAudit(this, "SessionAudit", {
      name: "acme-audit",
      nodes: { attachTo: ["web-server"], roleFor: "none" },
      operators: { targets: sessionTargets.byTag({ team: ["web"] }), attachTo: ["web-engineers"] },
      guardrail: { closes: [waysRound.otherDocuments], attachTo: ["platform-engineers"] },
    });
    // #endregion access
  }
}

/** Shown there too. */
export class SessionAuditSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region existing
    const audit = new SessionAudit(this, "SessionAudit", {
      name: "acme-audit",
      session: { adopt: true },
    });
    // #endregion existing
    // #region escape
    audit.trailBucket.resources.bucket.tags = { "data-class": "audit" };
    audit.topic.resources.topic.displayName = "Sessions";
    // #endregion escape
  }
}
