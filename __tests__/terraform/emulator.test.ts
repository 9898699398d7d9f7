import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { CreateTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import {
  GetServiceSettingCommand,
  ResetServiceSettingCommand,
  SSMClient,
  UpdateServiceSettingCommand,
} from "@aws-sdk/client-ssm";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { notifications, playEvent, type RecordedEvent, receive, subscribeInbox } from "../support/emulator/events";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { emulatedAccount as account, emulatedRegion as region } from "../support/terraform/environment";

const detail = { user: "bob", count: 2, valid: true, list: ["A", "B"], nested: { id: "0a78", name: "baz" } };
const event: RecordedEvent = {
  source: "test",
  "detail-type": "Probe",
  time: "2026-07-14T00:08:32Z",
  resources: [],
  detail,
};
const pattern = JSON.stringify({ source: ["test"] });

describeTerraform("The emulated AWS", (tooling) => {
  let emulator: Emulator;
  let events: EventBridgeClient;
  const queueArn = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    events = new EventBridgeClient(emulator.clientConfig());
  }, 60_000);

  afterAll(() => emulator?.stop());

  async function createQueue(name: string): Promise<string> {
    const { QueueUrl } = await new SQSClient(emulator.clientConfig()).send(new CreateQueueCommand({ QueueName: name }));
    return QueueUrl!;
  }

  /** A rule on the probe event with one target, the only one that is on. */
  async function route(target: Omit<Target, "Id">, state: "ENABLED" | "DISABLED" = "ENABLED"): Promise<void> {
    await events.send(new PutRuleCommand({ Name: "probe", EventPattern: pattern, State: state }));
    await events.send(new PutTargetsCommand({ Rule: "probe", Targets: [{ Id: "only", ...target }] }));
  }

  describe("hands an event to a target as AWS does", () => {
    const paths = {
      user: "$.detail.user",
      valid: "$.detail.valid",
      list: "$.detail.list",
      second: "$.detail.list[1]",
      nested: "$.detail.nested",
      kind: "$.detail-type",
      missing: "$.detail.missing.field",
    };

    it.each([
      ["a text, with its quotes", `"user <user> of <kind>"`, `"user bob of Probe"`],
      ["a text of several lines, quotes and all", `"one <user>"\n""\n"two <second>"`, `"one bob"\n""\n"two B"`],
      ["nothing for what is missing in a text", `"reason: <missing>."`, `"reason: ."`],
      ["an empty string for what is missing in an object", `{"reason": <missing>}`, `{"reason":""}`],
      ["objects and lists in a text without their quotes", `"<nested> <list>"`, `"{id:0a78,name:baz} [A,B]"`],
      ["booleans in a text", `"Command is <valid>!"`, `"Command is true!"`],
      [
        "strings in an object with quotes, lists as they are",
        `{"u": <user>, "l": <list>}`,
        `{"u":"bob","l":["A","B"]}`,
      ],
      ["a string inside of a string of an object", `{"path": "users/<user>/x"}`, `{"path":"users/bob/x"}`],
      [
        "the predefined variables",
        `"<aws.events.rule-name> <aws.events.rule-arn>"`,
        `"probe arn:aws:events:${region}:${account}:rule/probe"`,
      ],
    ])("%s", async (name, template, expected) => {
      const queue = await createQueue(`input-${name.replace(/\W+/g, "-").slice(0, 70)}`);
      const Arn = queueArn(queue.split("/").pop()!);
      await route({ Arn, InputTransformer: { InputPathsMap: paths, InputTemplate: template } });
      await playEvent(emulator, event);
      expect((await receive(emulator, queue)).map(({ Body }) => Body)).toEqual([expected]);
    });

    it("the whole event, with the time in ISO 8601", async () => {
      const queue = await createQueue("whole-event");
      await route({ Arn: queueArn("whole-event") });
      await playEvent(emulator, event);
      const [message] = await receive(emulator, queue);
      expect(JSON.parse(message!.Body!)).toMatchObject({ ...event, account, region, version: "0" });
    });

    it.each([
      ["contains a variable that nothing defines", `"<other>"`, /contains invalid placeholder other/],
      ["has text outside of quotes", "user <user>", /Invalid InputTemplate/],
    ])("and refuses a template that %s", async (_, template, reason) => {
      const target = { Arn: queueArn("any"), InputTransformer: { InputPathsMap: paths, InputTemplate: template } };
      await expect(route(target)).rejects.toThrow(reason);
    });
  });

  it("publishes to a topic, which passes the text on to its subscribers", async () => {
    const { TopicArn } = await new SNSClient(emulator.clientConfig()).send(new CreateTopicCommand({ Name: "alerts" }));
    const inbox = await subscribeInbox(emulator, TopicArn!);
    await route({
      Arn: TopicArn!,
      InputTransformer: { InputPathsMap: { who: "$.detail.user" }, InputTemplate: `"<who>"\n"x"` },
    });
    await playEvent(emulator, event);
    expect(await notifications(emulator, inbox)).toEqual([`"bob"\n"x"`]);
  });

  it("puts an event that a target cannot take into its dead-letter queue, untransformed", async () => {
    const queue = await createQueue("dead-letters");
    const Arn = `arn:aws:sns:${region}:${account}:missing`;
    await route({ Arn, Input: `"constant"`, DeadLetterConfig: { Arn: queueArn("dead-letters") } });
    await playEvent(emulator, event);
    const [message] = await receive(emulator, queue);
    expect(JSON.parse(message!.Body!)).toMatchObject({ detail });
    expect(message!.MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: `arn:aws:events:${region}:${account}:rule/probe` },
      TARGET_ARN: { StringValue: Arn },
      ERROR_CODE: { StringValue: "NO_RESOURCE" },
      ERROR_MESSAGE: { StringValue: expect.stringMatching(/not exist/i) },
    });
  });

  it("delivers nothing for a disabled rule", async () => {
    const queue = await createQueue("silent");
    await route({ Arn: queueArn("silent") }, "DISABLED");
    await playEvent(emulator, event);
    await route({ Arn: queueArn("silent") });
    await playEvent(emulator, event);
    expect(await receive(emulator, queue)).toHaveLength(1);
  });

  it("forwards an event to another bus with its origin, and no further", async () => {
    const hub = new EventBridgeClient(emulator.clientConfig({ region: "us-east-1", account: "444455556666" }));
    const central = await hub.send(new CreateEventBusCommand({ Name: "central" }));
    const third = await hub.send(new CreateEventBusCommand({ Name: "third" }));
    const queue = await createQueue("forwarded");
    const lost = await createQueue("third-hop");
    const onBus = { Rule: "onward", EventBusName: "central" };
    await hub.send(new PutRuleCommand({ Name: "onward", EventBusName: "central", EventPattern: pattern }));
    const onward = { Id: "onward", Arn: third.EventBusArn!, DeadLetterConfig: { Arn: queueArn("third-hop") } };
    await hub.send(new PutTargetsCommand({ ...onBus, Targets: [{ Id: "queue", Arn: queueArn("forwarded") }, onward] }));
    await route({ Arn: central.EventBusArn! });
    await playEvent(emulator, event);
    const [message] = await receive(emulator, queue);
    expect(JSON.parse(message!.Body!)).toMatchObject({ ...event, account, region });
    const [dropped] = await receive(emulator, lost);
    expect(dropped!.MessageAttributes).toMatchObject({ ERROR_CODE: { StringValue: "THIRD_ACCOUNT_HOP_DETECTED" } });
  });

  it("starts, stops and deletes a trail by its ARN", async () => {
    await fetch(`${emulator.endpoint}/trail-files`, { method: "PUT" });
    const trail = await awsCall(emulator, "cloudtrail", "CreateTrail", { Name: "audit", S3BucketName: "trail-files" });
    const byArn = { Name: trail.body.TrailARN };
    const isLogging = async () => (await awsCall(emulator, "cloudtrail", "GetTrailStatus", byArn)).body.IsLogging;
    await awsCall(emulator, "cloudtrail", "StartLogging", byArn);
    expect(await isLogging()).toBe(true);
    await awsCall(emulator, "cloudtrail", "StopLogging", byArn);
    expect(await isLogging()).toBe(false);
    await awsCall(emulator, "cloudtrail", "DeleteTrail", byArn);
    expect((await awsCall(emulator, "cloudtrail", "GetTrail", byArn)).status).toBe(400);
  });

  it("tests event patterns", async () => {
    const test = (source: string) =>
      events.send(new TestEventPatternCommand({ EventPattern: pattern, Event: JSON.stringify({ ...event, source }) }));
    expect((await test("test")).Result).toBe(true);
    expect((await test("other")).Result).toBe(false);
  });

  it("keeps service settings of Systems Manager", async () => {
    const ssm = new SSMClient(emulator.clientConfig());
    const SettingId = "/ssm/documents/console/public-sharing-permission";
    const setting = async () => (await ssm.send(new GetServiceSettingCommand({ SettingId }))).ServiceSetting;
    expect(await setting()).toMatchObject({ SettingValue: "Enable", Status: "Default" });
    const arn = `arn:aws:ssm:${region}:${account}:servicesetting${SettingId}`;
    await ssm.send(new UpdateServiceSettingCommand({ SettingId: arn, SettingValue: "Disable" }));
    expect(await setting()).toMatchObject({ SettingValue: "Disable", Status: "Customized", ARN: arn });
    await ssm.send(new ResetServiceSettingCommand({ SettingId }));
    expect(await setting()).toMatchObject({ SettingValue: "Enable" });
    await expect(ssm.send(new GetServiceSettingCommand({ SettingId: "/ssm/none" }))).rejects.toThrow(/not found/);
  });

  it("keeps saved queries of CloudWatch Logs", async () => {
    const query = { name: "sessions/who", queryString: "fields @message", logGroupNames: ["/a"] };
    const { body } = await awsCall(emulator, "logs", "PutQueryDefinition", query);
    const found = () =>
      awsCall(emulator, "logs", "DescribeQueryDefinitions", { queryDefinitionNamePrefix: "sessions/" });
    expect((await found()).body.queryDefinitions).toMatchObject([{ ...query, ...body }]);
    expect((await awsCall(emulator, "logs", "DeleteQueryDefinition", body)).body).toEqual({ success: true });
    expect((await found()).body.queryDefinitions).toEqual([]);
    expect((await awsCall(emulator, "logs", "DeleteQueryDefinition", body)).status).toBe(400);
  });

  it("remembers the rotation period of a key", async () => {
    const { body } = await awsCall(emulator, "kms", "CreateKey", {});
    const key = { KeyId: body.KeyMetadata.KeyId };
    await awsCall(emulator, "kms", "EnableKeyRotation", { ...key, RotationPeriodInDays: 180 });
    const status = await awsCall(emulator, "kms", "GetKeyRotationStatus", key);
    expect(status.body).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 180 });
    expect((await awsCall(emulator, "kms", "EnableKeyRotation", { ...key, RotationPeriodInDays: 89 })).status).toBe(
      400,
    );
  });

  it("finds the key of another account by the ARN of its alias, where the key's policy lets the caller in", async () => {
    const owner = { account: "444455556666" };
    const allow = (AWS: string) => ({ Effect: "Allow", Principal: { AWS }, Action: "kms:*", Resource: "*" });
    const keyFor = async (name: string, ...Statement: object[]) => {
      const { body } = await awsCall(emulator, "kms", "CreateKey", { Policy: JSON.stringify({ Statement }) }, owner);
      const alias = { AliasName: `alias/${name}`, TargetKeyId: body.KeyMetadata.KeyId };
      await awsCall(emulator, "kms", "CreateAlias", alias, owner);
      return body.KeyMetadata.Arn;
    };
    const byAlias = (name: string, where = region) =>
      awsCall(emulator, "kms", "DescribeKey", { KeyId: `arn:aws:kms:${where}:${owner.account}:alias/${name}` });
    const open = await keyFor("open", allow("*"));
    await keyFor("closed", allow(`arn:aws:iam::${owner.account}:root`));
    expect((await byAlias("open")).body.KeyMetadata.Arn).toBe(open);
    expect((await byAlias("closed")).body.__type).toMatch(/AccessDenied/);
    expect((await byAlias("none")).body.__type).toMatch(/NotFound/);
    expect((await byAlias("open", "us-east-1")).body.__type).toMatch(/NotFound/);
  });

  it("answers at once, and with the name of the operation, what it cannot do", async () => {
    const { status, body } = await awsCall(emulator, "cloudtrail", "StartImport", {});
    expect(status).toBe(501);
    expect(body.message).toMatch(/StartImport/);
    expect(await emulator.gaps()).toEqual([expect.stringContaining("StartImport")]);
  });
});
