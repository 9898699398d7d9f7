/** What users add to a stack of their own is there after the first apply: they write no dependency. */
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { type App, TerraformStack } from "cdktf";
import {
  AlertTopic,
  allowAwsProviderRange,
  EncryptionKey,
  LogBucket,
  LogGroup,
  NodeAccess,
  SessionDocument,
} from "../../modules";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { TerraformError } from "../support/terraform/messages";
import { unknownPolicies } from "../support/terraform/plan-policies";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";

jest.setTimeout(180_000);

function ownStack(app: App): TerraformStack {
  const stack = new TerraformStack(app, "own");
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  allowAwsProviderRange(stack);
  const encryptionKey = new EncryptionKey(stack, "Key", { alias: "alias/acme", description: "d", removal: "destroy" });
  const { topicArn } = new AlertTopic(stack, "Topic", { name: "acme-alerts", encryptionKey });
  const bucket = LogBucket.fromName(stack, "Bucket", {
    name: "acme-transcripts",
    encryption: "s3-managed",
    grantsGiven: true,
  });
  const documents = [new SessionDocument(stack, "Shell", { bucket })] as const;
  const { instanceProfileName } = new NodeAccess(stack, "Nodes", { name: "acme-nodes", documents, roleFor: "ec2" });
  new SnsTopicSubscription(stack, "Inbox", { topicArn, protocol: "email", endpoint: "own@example.com" });
  new Instance(stack, "Server", {
    ami: "ami-12c6146b",
    instanceType: "t3.micro",
    iamInstanceProfile: instanceProfileName,
  });
  return stack;
}

function unencryptedGroup(app: App): TerraformStack {
  const stack = new TerraformStack(app, "own");
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  allowAwsProviderRange(stack);
  LogGroup.fromName(stack, "Group", { name: "/own", encrypted: true });
  return stack;
}

describeTerraform("An instance and a subscription of the user's own", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    workspace = new TerraformWorkspace(synthesize(ownStack).own!, { tooling, env: emulator.environment });
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("are made in the first apply, after what they name, while policies can be read in its plan", async () => {
    expect((await workspace.plan()).diagnostics.errors).toEqual([]);
    const plan = await workspace.showPlan();
    expect(unknownPolicies(plan)).toEqual([]);
    await workspace.apply();
    const own = (await workspace.resources()).filter(({ type }) =>
      ["aws_instance", "aws_sns_topic_subscription"].includes(type),
    );
    expect(own.map(({ type, values }) => [type, values.iam_instance_profile ?? values.endpoint])).toEqual([
      ["aws_instance", "acme-nodes"],
      ["aws_sns_topic_subscription", "own@example.com"],
    ]);
    expect((await workspace.plan()).planIsEmpty).toBe(true);
  });

  it("are told where a log group of theirs is not encrypted as they say", async () => {
    await awsCall(emulator, "logs", "CreateLogGroup", { logGroupName: "/own" });
    const other = new TerraformWorkspace(synthesize(unencryptedGroup).own!, { tooling, env: emulator.environment });
    try {
      await other.init();
      const refusal = await other.plan().catch((error) => error);
      expect(refusal).toBeInstanceOf(TerraformError);
      expect(refusal.message).toContain("This log group has no KMS key. Give it one, or say encrypted: false.");
    } finally {
      other.delete();
    }
  });
});
