import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import type { Construct } from "constructs";

/** Shown in modules/encryption-key/README.md. */
export class EncryptionKeySnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region use
    const logsKey = new EncryptionKey(this, "LogsKey", {
      alias: "alias/acme-logs",
      description: "Session logs at rest",
    });
    // #endregion use
    // #region grants
    // Asks the key for grantCloudWatchLogs(), for this group alone.
    new LogGroup(this, "SessionLogGroup", { name: "/acme/sessions", encryptionKey: logsKey });
    // #endregion grants
    const keyArn = new TerraformVariable(this, "key_arn", { type: "string" }).stringValue;
    // #region existing
    const centralKey = EncryptionKey.fromArn(this, "CentralKey", keyArn);
    // #endregion existing
    new LogGroup(this, "TrailLogGroup", { name: "/acme/trail", encryptionKey: centralKey });
    // #region escape
    logsKey.resources.key.tags = { "data-class": "audit" };
    logsKey.resources.alias.addOverride("lifecycle.prevent_destroy", true);
    // #endregion escape
  }
}
