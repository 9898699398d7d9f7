import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { createNodeAccess, createOperatorAccess } from "./hand-written/access";
import { createAlerts } from "./hand-written/alerts";
import { createBuckets } from "./hand-written/buckets";
import { createGuardrail } from "./hand-written/guardrail";
import { createKeys } from "./hand-written/keys";
import { createDocument, createLogGroups, createSetting, createTrail } from "./hand-written/logs";
import { bucketName, type Location, location, name } from "./hand-written/shared";

/** The resources of examples/single-account.ts, written straight against the provider bindings. */
export class HandWritten extends TerraformStack {
  constructor(scope: Construct, id = "single-account") {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1" });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    this.addOverride("terraform.required_providers.aws.version", ">= 5.100");

    const at = location(this);
    const keys = createKeys(this, at);
    const buckets = createBuckets(this, at, keys.logs);
    const groups = createLogGroups(this, keys.logs);
    createDocument(this, at, { key: keys.sessions, bucket: buckets.transcripts, group: groups.sessions });
    createSetting(this, at);
    createTrail(this, at, { key: keys.logs, bucket: buckets.trail, group: groups.trail });
    createAlerts(this, at, keys);
    createNodeAccess(this, at, keys);
    createOperatorAccess(this, at, keys);
    createGuardrail(this, at);
    createOutputs(this, at, keys);
  }
}

function createOutputs(scope: Construct, at: Location, keys: ReturnType<typeof createKeys>): void {
  const policyArn = (use: string) => `arn:${at.partition}:iam::${at.account}:policy/${name}-${use}`;
  const outputs: Readonly<Record<string, readonly [value: string, description: string]>> = {
    node_policy_arn: [policyArn("nodes"), "Attach it to the roles of your nodes"],
    node_instance_profile_name: [`${name}-nodes`, "Launch EC2 instances with it"],
    operator_policy_arn: [policyArn("operators"), "Attach it to the roles of your engineers"],
    guardrail_policy_arn: [policyArn("guardrail"), "Attach it to whoever must not touch the audit"],
    document_name: ["SSM-SessionManagerRunShell", "Sessions are started with it"],
    session_key_arn: [keys.sessions.arn, "Encrypts session data between operator and node"],
    logs_key_arn: [keys.logs.arn, "Encrypts transcripts, session output and trail files"],
    transcript_bucket_name: [bucketName(at, "transcripts"), "Transcripts, a file per session"],
    trail_bucket_name: [bucketName(at, "trail"), "API calls of all Regions"],
    session_log_group_name: [`/${name}/sessions`, "Session output as it is printed"],
    trail_log_group_name: [`/${name}/trail`, "API calls as they arrive"],
    access_log_bucket_name: [bucketName(at, "access-logs"), "Requests to the other buckets"],
    topic_arn: [at.arn("sns", `${name}-session-alerts`), "Subscribe to it to hear of sessions"],
    refusal_topic_arn: [at.arn("sns", `${name}-session-refusals`), "Subscribe to it to hear of refused calls"],
    integrity_topic_arn: [at.arn("sns", `${name}-integrity-alerts`), "Subscribe to it to hear of threats to the audit"],
    next_steps: ["Attach the policies", "What is left to do"],
  };
  for (const [id, [value, description]] of Object.entries(outputs)) {
    new TerraformOutput(scope, id, { value, description });
  }
}
