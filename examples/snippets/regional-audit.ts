import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AccessLogBucket, LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { createRegionalAudit } from "cdktf-session-audit/lib/topologies/regional-audit";
import { Construct } from "constructs";

/** Shown in modules/topologies/regional-audit/README.md. */
export class RegionalAuditSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region use
    const accessLogs = new AccessLogBucket(this, "AccessLogs", { name: "acme-access-logs" });
    const home = createRegionalAudit(this, {
      name: "acme-audit",
      bucket: (logsKey) =>
        new LogBucket(this, "Transcripts", { name: "acme-transcripts", encryption: logsKey, accessLogs }),
    });
    createRegionalAudit(new Construct(this, "us-east-1"), {
      region: "us-east-1",
      name: "acme-audit",
      bucket: home.document.bucket!,
    });
    // #endregion use
    // #region escape
    home.sessionKey.resources.key.tags = { "data-class": "audit" };
    // #endregion escape
  }
}
