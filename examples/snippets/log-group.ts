import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import { SessionDocument } from "cdktf-session-audit/lib/session-document";
import type { Construct } from "constructs";

/** Shown in modules/log-group/README.md. */
export class LogGroupSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const logsKey = new EncryptionKey(this, "LogsKey", { alias: "alias/acme-logs", description: "Session logs" });
    // #region use
    const sessions = new LogGroup(this, "Sessions", {
      name: "/acme/sessions",
      encryptionKey: logsKey,
      retentionDays: 731,
    });
    // #endregion use
    // #region existing
    const central = LogGroup.fromName(this, "Central", { name: "/acme/central", encrypted: true });
    new SessionDocument(this, "Document", { logGroup: central });
    // #endregion existing
    // #region escape
    sessions.resources.logGroup.logGroupClass = "STANDARD";
    // #endregion escape
  }
}
