/** The example over an account that was set up by hand: nothing of it is replaced or destroyed, and events arrive. */
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import type { TerraformStack } from "cdktf";
import { ExistingResources } from "../../examples/existing-resources";
import { LogBucket, LogGroup } from "../../modules";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { notifications, playEvent, recordedEvent, subscribeInbox } from "../support/emulator/events";
import { mixes, synthMix } from "../support/existing-mixes";
import type { TerraformConfig } from "../support/terraform/config";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { emulatedEnvironment } from "../support/terraform/environment";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";

jest.setTimeout(300_000);

const document = "SSM-SessionManagerRunShell";
const consoleMade = {
  schemaVersion: "1.0",
  sessionType: "Standard_Stream",
  inputs: { s3BucketName: "", runAsEnabled: false },
};

/** As somebody with the console would have made them, and not by constructs of ours. */
async function madeByHand(emulator: Emulator) {
  const made = async (...call: [Parameters<typeof awsCall>[1], string, object]) => {
    const { status, body } = await awsCall(emulator, ...call);
    if (status !== 200) throw new Error(`${call[1]}: ${JSON.stringify(body)}`);
    return body;
  };
  const { KeyMetadata: key } = await made("kms", "CreateKey", { Description: "Platform" });
  await made("logs", "CreateLogGroup", { logGroupName: "/platform/sessions", kmsKeyId: key.Arn });
  await made("ssm", "CreateDocument", {
    Name: document,
    DocumentType: "Session",
    Content: JSON.stringify(consoleMade),
  });
  const { TopicArn } = await new SNSClient(emulator.clientConfig()).send(
    new CreateTopicCommand({ Name: "security-alerts", Attributes: { KmsMasterKeyId: key.Arn } }),
  );
  await createBucket(emulator, "platform-session-logs");
  await made("logs", "CreateLogGroup", { logGroupName: "/old/sessions" });
  await made("logs", "CreateLogStream", { logGroupName: "/old/sessions", logStreamName: "alice" });
  await createBucket(emulator, "old-session-logs");
  return { keyId: String(key.KeyId), topicArn: TopicArn! };
}

/** What was made by hand too, and Terraform takes over. */
function adopted(stack: TerraformStack): void {
  new LogGroup(stack, "OldGroup", { name: "/old/sessions", adopt: true });
  new LogBucket(stack, "OldBucket", { name: "old-session-logs", encryption: "s3-managed", adopt: true });
}

/** The SDK of S3 is no dependency; one call needs none. */
async function createBucket(emulator: Emulator, name: string): Promise<void> {
  const { region, credentials } = emulator.clientConfig();
  const scope = `${credentials.accessKeyId}/20260714/${region}/s3/aws4_request`;
  const response = await fetch(`${emulator.endpoint}/${name}`, {
    method: "PUT",
    headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
    body: `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  });
  if (!response.ok) throw new Error(`CreateBucket: ${await response.text()}`);
}

describeTerraform("The existing-resources example", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let hand: Awaited<ReturnType<typeof madeByHand>>;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    hand = await madeByHand(emulator);
    const { "existing-resources": config } = synthesize((app) => {
      const stack = new ExistingResources(app, undefined, hand.keyId);
      adopted(stack);
      return stack;
    });
    // Tags of the provider: they must not be fought over.
    const aws = [{ region: "eu-west-1", default_tags: [{ tags: { owner: "platform" } }] }];
    workspace = new TerraformWorkspace({ ...config!, provider: { aws } }, { tooling, env: emulator.environment });
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("is planned so that nothing of it is replaced or destroyed, and the preferences are taken over", async () => {
    const { diagnostics, changes } = await workspace.plan();
    expect(diagnostics).toEqual({ errors: [], warnings: [] });
    const others = changes.filter(({ action }) => action !== "create");
    expect(others.map(({ address, action }) => [address, action]).sort()).toEqual([
      ["aws_cloudwatch_log_group.old_group", "update"],
      ["aws_s3_bucket.old_bucket", "update"],
      ["aws_ssm_document.session_audit_document", "update"],
    ]);
    const created = changes.filter(({ action }) => action === "create");
    const types = new Set(created.map(({ address }) => address.split(".")[0]));
    for (const type of ["aws_cloudtrail", "aws_s3_bucket"]) expect(types).not.toContain(type);
  });

  it("is applied, and a second plan is empty with the import block still there", async () => {
    expect((await workspace.apply()).warnings).toEqual([]);
    expect(await workspace.plan()).toEqual({
      diagnostics: { errors: [], warnings: [] },
      changes: [],
      planIsEmpty: true,
    });
    expect(await emulator.gaps()).toEqual([]);
  });

  it("has left the hand-made resources as they were, but for the preferences", async () => {
    const { body: groups } = await awsCall(emulator, "logs", "DescribeLogGroups", {
      logGroupNamePrefix: "/platform/sessions",
    });
    expect(groups.logGroups).toHaveLength(1);
    const { body: key } = await awsCall(emulator, "kms", "DescribeKey", { KeyId: hand.keyId });
    expect(key.KeyMetadata).toMatchObject({ Description: "Platform", KeyState: "Enabled" });
    const { body: read } = await awsCall(emulator, "ssm", "GetDocument", { Name: document });
    expect(JSON.parse(read.Content).inputs).toMatchObject({
      s3BucketName: "platform-session-logs",
      cloudWatchLogGroupName: "/platform/sessions",
    });
    const { body: described } = await awsCall(emulator, "ssm", "DescribeDocument", { Name: document });
    expect(described.Document).toMatchObject({ LatestVersion: "2", DefaultVersion: "2" });
  });

  it("has taken over a group with its streams, and a bucket", async () => {
    const { body: streams } = await awsCall(emulator, "logs", "DescribeLogStreams", { logGroupName: "/old/sessions" });
    expect(streams.logStreams).toMatchObject([{ logStreamName: "alice" }]);
    const { body: groups } = await awsCall(emulator, "logs", "DescribeLogGroups", {
      logGroupNamePrefix: "/old/sessions",
    });
    expect(groups.logGroups).toMatchObject([{ retentionInDays: 365 }]);
  });

  it("tells the topic that was there who started a session", async () => {
    const inbox = await subscribeInbox(emulator, hand.topicArn);
    await playEvent(emulator, recordedEvent("start-session-default-document"));
    expect(await notifications(emulator, inbox)).toEqual([expect.stringContaining("assumed-role/Admin/bob")]);
  });
});

describeTerraform("Mixes of given and made pieces", (tooling) => {
  it("all synthesize, and a sample of them is valid for the AWS provider", async () => {
    const made = mixes(512).map((given) => synthMix(given).json);
    const sample = made.filter((_, index) => index % 64 === 0);
    const modules = Object.fromEntries(
      sample.map(({ provider: _, terraform: __, ...config }, index): [string, TerraformConfig] => [
        `mix-${index}`,
        { ...config, terraform: { required_providers: { aws: { source: "hashicorp/aws" } } } },
      ]),
    );
    const root = {
      provider: { aws: [{ region: "eu-west-1" }] },
      module: Object.fromEntries(Object.keys(modules).map((folder) => [folder, { source: `./${folder}` }])),
    };
    // Nothing is asked of AWS.
    const workspace = new TerraformWorkspace(
      root,
      { tooling, env: emulatedEnvironment("http://127.0.0.1:9") },
      modules,
    );
    try {
      await workspace.init();
      expect((await workspace.validate()).errors).toEqual([]);
      expect([made.length, sample.length]).toEqual([512, 8]);
    } finally {
      workspace.delete();
    }
  });
});
