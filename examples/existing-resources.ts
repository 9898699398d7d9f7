import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import {
  AlertTopic,
  AuditTrail,
  allowAwsProviderRange,
  EncryptionKey,
  LogBucket,
  LogGroup,
  SessionAudit,
  setAwsContext,
  subscribers,
} from "cdktf-session-audit";
import type { Construct } from "constructs";

// #region example
const partition = "aws";
const region = "eu-west-1";
const account = "111122223333";
const managementAccount = "999988887777";

const arn = (service: string, resource: string, owner = account) =>
  `arn:${partition}:${service}:${region}:${owner}:${resource}`;

/**
 * An account that was set up by hand: Control Tower's trail, a bucket with a key and a log group of the platform team, the
 * topic of the security team, and preferences that somebody saved in the console.
 */
export class ExistingResources extends TerraformStack {
  constructor(scope: Construct, id = "existing-resources", keyId = "1234abcd-12ab-34cd-56ef-1234567890ab") {
    super(scope, id);
    new AwsProvider(this, "Aws", { region });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    allowAwsProviderRange(this);
    // Known at synthesis, so that the grants for the owners can be written.
    setAwsContext(this, { account, region });

    const trail = arn("cloudtrail", "trail/aws-controltower-BaselineCloudTrail", managementAccount);
    const encryption = EncryptionKey.fromArn(this, "PlatformKey", arn("kms", `key/${keyId}`));
    new SessionAudit(this, "SessionAudit", {
      name: "acme-audit",
      tags: { team: "security" },
      session: { idleTimeoutMinutes: 15, adopt: true },
      integrityAlerts: [subscribers.email("security@example.com")],
      existing: {
        trail: AuditTrail.fromArn(this, "Trail", trail),
        transcriptBucket: LogBucket.fromName(this, "Transcripts", { name: "platform-session-logs", encryption }),
        sessionLogGroup: LogGroup.fromName(this, "SessionOutput", { name: "/platform/sessions", encrypted: true }),
        topic: AlertTopic.fromArn(this, "SecurityTopic", arn("sns", "security-alerts"), { encryptionKey: encryption }),
      },
    });
  }
}
// #endregion example
