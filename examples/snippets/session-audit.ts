import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { SessionAudit } from "cdktf-session-audit/lib/topologies/session-audit";
import type { Construct } from "constructs";

/** Shown in modules/topologies/session-audit/README.md. */
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
