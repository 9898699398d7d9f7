import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AlertTopic } from "cdktf-session-audit/lib/alert-topic";
import { AuditAlarms } from "cdktf-session-audit/lib/audit-alarms";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import { LedgerReader, SessionLedger } from "cdktf-session-audit/lib/session-ledger";
import type { Construct } from "constructs";

/** Shown in modules/session-ledger/README.md. */
export class SessionLedgerSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const encryptionKey = new EncryptionKey(this, "Key", { alias: "alias/acme-archive", description: "Archive" });
    const archive = new LogBucket(this, "Archive", { name: "acme-archive", encryption: encryptionKey });
    const topic = new AlertTopic(this, "Topic", { name: "acme-alerts", encryptionKey });
    // #region use
    const ledger = new SessionLedger(this, "Ledger", {
      name: "acme-session-ledger",
      bucket: archive,
      transcripts: archive,
      logGroup: new LogGroup(this, "LedgerLogs", { name: "/acme/session-ledger", encryptionKey }),
      places: [{ accounts: ["444455556666", "777788889999"], regions: ["eu-west-1", "us-east-1"] }],
      reader: { roleName: "acme-ledger-reader", organizationId: "o-a1b2c3d4e5" },
    });
    new AuditAlarms(this, "Alarms", { topic, ledgers: [ledger] });
    // #endregion use
    // #region escape
    ledger.resources.function.tracingConfig.mode = "Active";
    // #endregion escape
  }
}

/** Shown in modules/session-ledger/README.md. */
export class LedgerReaderSnippet extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region reader
    new LedgerReader(this, "LedgerReader", {
      name: "acme-ledger-reader",
      regions: ["eu-west-1", "us-east-1"],
      collector: { account: "111122223333", roleName: "acme-session-ledger", organizationId: "o-a1b2c3d4e5" },
    });
    // #endregion reader
  }
}
