import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import { AuditTrail } from "cdktf-session-audit/lib/audit-trail";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import { Guardrail } from "cdktf-session-audit/lib/session-access";
import type { Construct } from "constructs";

/** Shown in modules/audit-trail/README.md. */
export class AuditTrailSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const logsKey = new EncryptionKey(this, "LogsKey", { alias: "alias/acme-logs", description: "Session logs" });
    const logGroup = new LogGroup(this, "TrailLogGroup", { name: "/acme/trail", encryptionKey: logsKey });
    // #region use
    const bucket = new LogBucket(this, "TrailBucket", { name: "acme-trail", encryption: logsKey });
    const trail = new AuditTrail(this, "Trail", {
      name: "acme-audit",
      bucket,
      encryptionKey: logsKey,
      logGroup,
    });
    // #endregion use
    const trailArn = new TerraformVariable(this, "trail_arn", { type: "string" }).stringValue;
    // #region existing
    const organizationTrail = AuditTrail.fromArn(this, "OrganizationTrail", trailArn);
    // #endregion existing
    new Guardrail(this, "Guardrail", { name: "acme-guardrail", protects: { trails: [organizationTrail] } });
    // #region escape
    trail.resources.trail.putInsightSelector([{ insightType: "ApiErrorRateInsight" }]);
    // #endregion escape
  }
}
