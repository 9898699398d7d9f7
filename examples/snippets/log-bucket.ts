import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { AccessLogBucket, LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { SessionDocument } from "cdktf-session-audit/lib/session-document";
import type { Construct } from "constructs";

/** Shown in modules/log-bucket/README.md. */
export class LogBucketSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const logsKey = new EncryptionKey(this, "LogsKey", { alias: "alias/acme-logs", description: "Session logs" });
    // #region use
    const accessLogs = new AccessLogBucket(this, "AccessLogs", {
      name: "acme-access-logs",
      retention: { expireAfterDays: 400 },
    });
    const transcripts = new LogBucket(this, "Transcripts", {
      name: "acme-transcripts",
      encryption: logsKey,
      accessLogs,
      objectLock: { mode: "GOVERNANCE", retentionDays: 365 },
      retention: { archiveAfterDays: 90 },
    });
    // #endregion use
    // #region existing
    const central = LogBucket.fromName(this, "Central", { name: "acme-central-logs", encryption: "s3-managed" });
    new SessionDocument(this, "Document", { bucket: central });
    // #endregion existing
    // #region escape
    transcripts.resources.bucket.tags = { "data-class": "audit" };
    // #endregion escape
  }
}
