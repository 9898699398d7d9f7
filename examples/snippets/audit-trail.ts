import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AuditTrail } from "cdktf-session-audit/lib/audit-trail";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
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
    // #region escape
    trail.resources.trail.putInsightSelector([{ insightType: "ApiErrorRateInsight" }]);
    // #endregion escape
  }
}
