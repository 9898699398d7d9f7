import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import { SessionDocument } from "cdktf-session-audit/lib/session-document";
import type { Construct } from "constructs";

/** Shown in modules/session-document/README.md. */
export class SessionDocumentSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const sessionKey = new EncryptionKey(this, "SessionKey", { alias: "alias/acme-sessions", description: "Sessions" });
    const logsKey = new EncryptionKey(this, "LogsKey", { alias: "alias/acme-logs", description: "Session logs" });
    const bucket = new LogBucket(this, "Transcripts", { name: "acme-transcripts", encryption: logsKey });
    const logGroup = new LogGroup(this, "Sessions", { name: "/acme/sessions", encryptionKey: logsKey });
    // #region use
    const preferences = new SessionDocument(this, "Preferences", {
      encryptionKey: sessionKey,
      bucket,
      logGroup,
      idleTimeoutMinutes: 15,
      maxDurationMinutes: 480,
      runAs: { defaultUser: "operator" },
    });
    // #endregion use
    // #region command
    new SessionDocument(this, "TailLog", {
      name: "Acme-TailLog",
      sessionType: "InteractiveCommands",
      bucket,
      commands: { linux: "tail -F /var/log/{{file}}" },
      parameters: { file: { description: "File below /var/log", allowedPattern: "^[a-z0-9-]+\\.log$" } },
    });
    // #endregion command
    // #region existing
    new SessionDocument(this, "AuditedShell", { name: "Acme-AuditedShell", bucket, logGroup, adopt: true });
    // #endregion existing
    // #region theirs
    SessionDocument.fromName(this, "TheirShell", { name: "Platform-Shell", bucket, prefix: "shells" });
    // #endregion theirs
    // #region escape
    preferences.resources.document.tags = { team: "security" };
    // #endregion escape
  }
}
