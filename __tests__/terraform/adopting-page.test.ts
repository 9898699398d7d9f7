/** docs/adopting.md, followed word for word in an account that was set up by hand, and what becomes of its pieces. */
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { notifications, playEvent, recordedEvent, subscribeInbox } from "../support/emulator/events";
import { mixes, synthMix } from "../support/existing-mixes";
import type { TerraformConfig } from "../support/terraform/config";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { emulatedEnvironment } from "../support/terraform/environment";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { ReaderFolder, sectionOf } from "./support/page-reader";

jest.setTimeout(300_000);

const document = "SSM-SessionManagerRunShell";
const keyOfPage = "1234abcd-12ab-34cd-56ef-1234567890ab";
const stackFolder = "cdktf.out/stacks/existing-resources";
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
  const { KeyMetadata: old } = await made("kms", "CreateKey", { Description: "Old", KeyUsage: "ENCRYPT_DECRYPT" });
  await made("kms", "CreateAlias", { AliasName: "alias/old-sessions", TargetKeyId: old.KeyId });
  return { keyId: String(key.KeyId), oldKeyId: String(old.KeyId), topicArn: TopicArn! };
}

/** The program of the page with the key of the reader, and the rest of a file around it. */
function programOf(
  snippet: string,
  { keyId, oldKeyId }: { readonly keyId: string; readonly oldKeyId: string },
): string {
  return `
    import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
    import { App, LocalBackend, TerraformStack } from "cdktf";
    import type { Construct } from "constructs";
    ${snippet.replaceAll(keyOfPage, keyId)}
    const app = new App();
    const stack = new ExistingResources(app);
    // Tags of the provider: they must not be fought over.
    (stack.node.findChild("Aws") as AwsProvider).defaultTags = [{ tags: { owner: "platform" } }];
    // What Terraform takes over besides the preferences.
    const adopt = { keyId: "${oldKeyId}", alias: true };
    const key = new EncryptionKey(stack, "OldKey", { alias: "alias/old-sessions", description: "Old", adopt });
    new LogGroup(stack, "OldGroup", { name: "/old/sessions", adopt: true });
    new LogBucket(stack, "OldBucket", { name: "old-session-logs", encryption: key, adopt: true });
    app.synth();
  `;
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

describeTerraform("The page on adopting an account", (tooling) => {
  const commandOf = (heading: string) => sectionOf("docs/adopting.md", heading).commands[0]!;
  let emulator: Emulator;
  let folder: ReaderFolder;
  let hand: Awaited<ReturnType<typeof madeByHand>>;
  /** The emulator has no nodes. */
  let gapsOfLook: readonly string[];

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    hand = await madeByHand(emulator);
    folder = new ReaderFolder({ tooling, env: emulator.environment });
    folder.install();
  });

  afterAll(async () => {
    folder?.delete();
    await emulator?.stop();
  });

  it("begins with a look at what keeps sessions from being recorded", async () => {
    const { exitCode, stdout } = await folder.ends(commandOf("1. Check the account"));
    expect(exitCode).toBe(1);
    expect(stdout).toContain("preferences-log-nothing");
    gapsOfLook = await emulator.gaps();
    expect(gapsOfLook.filter((gap) => !gap.includes("DescribeInstanceInformation"))).toEqual([]);
  });

  it("goes on with a program that says what exists, and compares it with the preferences of the console", async () => {
    const [snippet] = sectionOf("docs/adopting.md", "2. Declare the existing pieces").programs;
    folder.write("main.ts", programOf(snippet!, hand));
    const { stdout, stderr } = await folder.runs(commandOf("3. Preview changes to the preferences"));
    expect(stdout).toContain("platform-session-logs");
    expect(stderr).toContain("cdktf.out/grants/111122223333.json");
  });

  it("leads to what the owners must allow, in the shape that it shows", () => {
    const [shown] = sectionOf("docs/adopting.md", "4. Ask the owners for permissions").json;
    const [{ add, ...grant }] = JSON.parse(shown!.replaceAll(keyOfPage, hand.keyId));
    const grants = JSON.parse(folder.read("cdktf.out/grants/111122223333.json"));
    const statements = expect.arrayContaining([expect.objectContaining({ Effect: "Allow" })]);
    expect(grants).toContainEqual({ ...grant, add: { ...add, Statement: statements } });
  });

  it("is planned so that nothing of it is replaced or destroyed, and the preferences are taken over", async () => {
    const [init, stdout = ""] = (await folder.runs(commandOf("5. Apply"))).stdout.split("Terraform will perform");
    expect(init).toContain("Terraform has been successfully initialized!");
    expect(stdout).toMatch(/^Plan: 5 to import, \d+ to add, 4 to change, 0 to destroy\.$/m);
    expect(stdout).not.toContain("Warning:");
    const changed = [...stdout.matchAll(/# (\S+) will be updated in-place/g)].map(([, address]) => address);
    expect(changed.sort()).toEqual([
      "aws_cloudwatch_log_group.old_group",
      "aws_kms_key.old_key",
      "aws_s3_bucket.old_bucket",
      "aws_ssm_document.session_audit_document",
    ]);
    const created = [...stdout.matchAll(/# (\w+)\.\S+ will be created/g)].map(([, type]) => type);
    for (const type of ["aws_cloudtrail", "aws_s3_bucket"]) expect(created).not.toContain(type);
  });

  it("is applied, and a second plan is empty with the import block still there", async () => {
    const { stdout } = await folder.runs(`cd ${stackFolder} && terraform apply -auto-approve`);
    expect(stdout).not.toContain("Warning:");
    await folder.isSettled(emulator, { at: stackFolder, gaps: gapsOfLook });
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

  it("ends with another look, which finds sessions recorded", async () => {
    const { stdout } = await folder.ends(commandOf("1. Check the account"));
    expect(stdout).toContain("no-trail");
    expect(stdout).not.toContain("preferences-log-nothing");
  });

  it("has taken over a group with its streams, a bucket, and a key, which gets the policy of the library", async () => {
    const { body: streams } = await awsCall(emulator, "logs", "DescribeLogStreams", { logGroupName: "/old/sessions" });
    expect(streams.logStreams).toMatchObject([{ logStreamName: "alice" }]);
    const { body: groups } = await awsCall(emulator, "logs", "DescribeLogGroups", {
      logGroupNamePrefix: "/old/sessions",
    });
    expect(groups.logGroups).toMatchObject([{ retentionInDays: 365 }]);
    const asked = { KeyId: hand.oldKeyId };
    const { body: rotation } = await awsCall(emulator, "kms", "GetKeyRotationStatus", asked);
    expect(rotation).toMatchObject({ KeyRotationEnabled: true });
    const { body: policy } = await awsCall(emulator, "kms", "GetKeyPolicy", { ...asked, PolicyName: "default" });
    expect(policy.Policy).toContain("DenyDeletionOfRetainedKey");
    const { body: aliases } = await awsCall(emulator, "kms", "ListAliases", asked);
    expect(aliases.Aliases).toMatchObject([{ AliasName: "alias/old-sessions", TargetKeyId: hand.oldKeyId }]);
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
