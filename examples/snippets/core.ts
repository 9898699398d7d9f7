import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { allowAwsProviderRange, setAwsContext } from "cdktf-session-audit/lib/core";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import type { Construct } from "constructs";

/** Shown in modules/core/README.md. */
export class CoreSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region use
    allowAwsProviderRange(this);
    setAwsContext(this, { account: "111122223333", region: "eu-west-1" });
    // #endregion use
    // #region escape
    const group = new LogGroup(this, "Sessions", { name: "/acme/sessions" });
    group.resources.logGroup.tags = { team: "security" };
    group.resources.logGroup.addOverride("log_group_class", "STANDARD");
    // #endregion escape
  }
}
