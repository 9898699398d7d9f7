import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformOutput, TerraformStack } from "cdktf";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { Guardrail, waysRound } from "cdktf-session-audit/lib/session-access";
import { SessionAudit } from "cdktf-session-audit/lib/topologies/session-audit";
import type { Construct } from "constructs";

/** Shown in docs/just-in-time-access.md. */
export class JustInTimeSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region shells
    const audit = new SessionAudit(this, "SessionAudit", {
      name: "acme-audit",
      session: { justInTimeAccess: true, idleTimeoutMinutes: 15, maxDurationMinutes: 60 },
    });
    // #endregion shells
    // #region recordings
    const recordingKey = new EncryptionKey(this, "RecordingKey", {
      alias: "alias/acme-recordings",
      description: "Recordings of Remote Desktop connections while GUI Connect makes them",
      justInTimeAccess: true,
    });
    audit.transcriptBucket.grantConnectionRecordings();
    new TerraformOutput(this, "RecordingPreferences", {
      value: Fn.jsonencode({
        KMSKeyArn: recordingKey.keyArn,
        RecordingDestinations: {
          S3Buckets: [{ BucketName: audit.transcriptBucket.bucketName, BucketOwner: audit.aws.account }],
        },
      }),
    });
    // #endregion recordings
    // #region guardrail
    new Guardrail(this, "Guardrail", {
      name: "acme-ways-round",
      kind: "service-control-policy",
      protects: { documents: audit.documents, recordingKeyAliases: [recordingKey.aliasArn] },
      closes: [waysRound.otherDocuments, waysRound.runCommand],
      remoteDesktop: true,
      administrators: ["arn:aws:iam::*:role/acme-audit-administrator"],
    });
    // #endregion guardrail
  }
}
