import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { SessionTables } from "cdktf-session-audit/lib/session-tables";
import type { Construct } from "constructs";

/** Shown in modules/session-tables/README.md. */
export class SessionTablesSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const encryption = new EncryptionKey(this, "Key", { alias: "alias/acme-archive", description: "Archive" });
    const trailBucket = new LogBucket(this, "Trail", { name: "acme-trail", encryption });
    const archive = new LogBucket(this, "Archive", { name: "acme-archive", encryption });
    // #region use
    const tables = new SessionTables(this, "Tables", {
      name: "acme-evidence",
      trail: {
        bucket: trailBucket,
        organizationId: "o-a1b2c3d4e5",
        accounts: ["444455556666", "777788889999"],
        regions: ["eu-west-1", "us-east-1"],
      },
      ledger: archive,
      results: new LogBucket(this, "Answers", {
        name: "acme-answers",
        encryption,
        retention: { expireAfterDays: 30 },
      }),
      attachTo: ["Auditors"],
      report: { queries: ["missing-recordings", "unread-places"], everyDays: 1 },
    });
    // #endregion use
    // #region existing
    new SessionTables(this, "ControlTower", {
      name: "control-tower-evidence",
      trail: {
        bucket: LogBucket.fromName(this, "ControlTowerLogs", {
          name: "aws-controltower-logs-111122223333-eu-west-1",
          encryption: "s3-managed",
        }),
        accounts: ["111122223333"],
        regions: ["eu-west-1"],
      },
      results: LogBucket.fromName(this, "Scratch", { name: "acme-scratch", encryption: "s3-managed" }),
    });
    // #endregion existing
    // #region escape
    tables.resources.workgroup.tags = { "data-class": "audit" };
    // #endregion escape
  }
}
