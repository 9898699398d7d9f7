import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AccountSettings } from "cdktf-session-audit/lib/account-settings";
import type { Construct } from "constructs";

/** Shown in modules/account-settings/README.md. */
export class AccountSettingsSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region use
    const settings = new AccountSettings(this, "Settings");
    // #endregion use
    // #region escape
    settings.resources.publicSharing.settingValue = "Enable";
    // #endregion escape
  }
}
