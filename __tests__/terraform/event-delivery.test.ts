import { DeleteQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { jsonMessage, logMessage, sessionMessage } from "../../modules/session-events";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { playEvent, receive, recordedEvent } from "../support/emulator/events";
import { transformed } from "../support/input-transformer";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { StateResource } from "../support/terraform/plan-json";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { Delivery, OTHER_ACCOUNT, OTHER_REGION, startedFields } from "./support/delivery-stack";

/** The provider waits for a minute until what it reads of queues and lifecycles has settled. */
const applySeconds = 240;
const otherSeconds = 90;
const clean = { errors: [], warnings: [] };

jest.setTimeout(otherSeconds * 1000);

describeTerraform("An event on the bus", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let resources: readonly StateResource[] = [];
  const value = (address: string, attribute: string) =>
    String(resources.find((resource) => resource.address === address)!.values[attribute]);
  const event = recordedEvent("start-session-custom-document");

  /** What is in a queue of whatever account and Region, taken out. */
  async function bodies(url: string, where = {}): Promise<string[]> {
    const client = new SQSClient(emulator.clientConfig(where));
    const { Messages } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    );
    return (Messages ?? []).map(({ Body }) => Body!);
  }

  beforeAll(
    async () => {
      emulator = await Emulator.start(tooling);
      const { delivery } = synthesize((app) => new Delivery(app, "delivery"));
      workspace = new TerraformWorkspace(delivery!, { tooling, env: emulator.environment });
      await workspace.init();
      expect((await workspace.plan()).diagnostics).toEqual(clean);
      await workspace.apply();
      resources = await workspace.resources();
      await playEvent(emulator, event);
    },
    (applySeconds + otherSeconds) * 1000,
  );

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("arrives in a queue as the object that was asked for", async () => {
    const [body, ...more] = await bodies(value("aws_sqs_queue.started_queue", "url"));
    expect(more).toEqual([]);
    expect(body).toBe(transformed(jsonMessage(startedFields), event));
    expect(JSON.parse(body!)).toMatchObject({ node: "i-02311671588e96626", document: "SSM-sudo", nothing: "" });
  });

  it("arrives in a log group with its time and one line", async () => {
    const input = { logGroupName: value("aws_cloudwatch_log_group.started_group", "name") };
    const { body } = await awsCall(emulator, "logs", "FilterLogEvents", input);
    expect(body.events.map(({ message }: { message: string }) => message)).toEqual([transformed(logMessage, event)]);
  });

  it("arrives whole on a bus of another account and Region, where a rule of that account takes it on", async () => {
    const where = { account: OTHER_ACCOUNT, region: OTHER_REGION };
    const [body, ...more] = await bodies(value("aws_sqs_queue.central_queue", "url"), where);
    expect(more).toEqual([]);
    expect(JSON.parse(body!)).toMatchObject({
      source: "aws.ssm",
      account: "111122223333",
      region: "eu-west-1",
      detail: event.detail,
    });
  });

  it("arrives through a topic in a queue of another account, as a text for people", async () => {
    const [body, ...more] = await bodies(value("aws_sqs_queue.their_inbox", "url"), { account: OTHER_ACCOUNT });
    expect(more).toEqual([]);
    expect(JSON.parse(body!).Message).toBe(transformed(sessionMessage, event));
  });

  it("passes the filter of a subscriber, or does not", async () => {
    const refusals = value("aws_sqs_queue.refusals_inbox", "url");
    expect(await bodies(refusals)).toEqual([]);
    await playEvent(emulator, recordedEvent("start-session-denied"));
    const [body] = await bodies(refusals);
    expect(JSON.parse(JSON.parse(body!).Message).detail.errorCode).toBe("AccessDenied");
  });

  it("stays in the dead-letter queue when a target is gone, with the reason", async () => {
    const url = value("aws_sqs_queue.started_queue", "url");
    await new SQSClient(emulator.clientConfig()).send(new DeleteQueueCommand({ QueueUrl: url }));
    await playEvent(emulator, event);
    const [message, ...more] = await receive(emulator, value("aws_sqs_queue.started_dead_letter_queue", "url"));
    expect(more).toEqual([]);
    expect(JSON.parse(message!.Body!).detail).toEqual(event.detail);
    expect(message!.MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: value("aws_cloudwatch_event_rule.started", "arn") },
      TARGET_ARN: { StringValue: value("aws_sqs_queue.started_queue", "arn") },
      ERROR_CODE: { StringValue: "NO_RESOURCE" },
    });
  });
});
