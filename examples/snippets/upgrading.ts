import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { forgetAuditData } from "cdktf-session-audit/lib/core";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { SessionAudit } from "cdktf-session-audit/lib/topologies/session-audit";
import type { Construct } from "constructs";

/** Shown in docs/upgrading.md. */
export class MovedSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region moved
    new SessionAudit(this, "SessionAudit", { name: "acme-audit", moveFrom: "Audit" });
    // #endregion moved
  }
}

/** Shown in docs/upgrading.md. */
export class ForgottenSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region forgotten
    forgetAuditData(this, ["aws_kms_key.session_audit_us_east_1_logs_key"]);
    // #endregion forgotten
  }
}

/** Shown in docs/upgrading.md. */
export class ReleasedSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region released
    new EncryptionKey(this, "OldKey", { alias: "alias/acme-old", description: "Old logs", removal: "destroy" });
    // #endregion released
  }
}
