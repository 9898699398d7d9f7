import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Emulator } from "./emulator";

/** An event as a rule sees it: EventBridge's envelope around a CloudTrail record. */
export interface RecordedEvent {
  readonly source: string;
  readonly "detail-type": string;
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A recorded event of `__tests__/fixtures/events`: `start-session-default-document`. */
export function recordedEvent(name: string): RecordedEvent {
  return JSON.parse(readFileSync(join(__dirname, "..", "..", "fixtures", "events", `${name}.json`), "utf8"));
}

/** Account and Region of a call, where they are not those of the emulator. */
export type Where = Parameters<Emulator["clientConfig"]>[0];

/** Puts an event on the default bus. The emulator, unlike AWS, takes events from sources that begin with `aws.`. */
export async function playEvent(emulator: Emulator, event: RecordedEvent, where?: Where): Promise<void> {
  const { FailedEntryCount, Entries } = await new EventBridgeClient(emulator.clientConfig(where)).send(
    new PutEventsCommand({
      Entries: [
        {
          Source: event.source,
          DetailType: event["detail-type"],
          Time: new Date(event.time),
          Resources: [...event.resources],
          Detail: JSON.stringify(event.detail),
        },
      ],
    }),
  );
  if (FailedEntryCount) throw new Error(`the event was refused: ${Entries?.[0]?.ErrorMessage}`);
}

/** Subscribes a new queue to a topic, in the place of a person's mailbox, and returns the URL of the queue. */
export async function subscribeInbox(emulator: Emulator, topicArn: string, where?: Where): Promise<string> {
  const sqs = new SQSClient(emulator.clientConfig(where));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: `inbox-${Date.now()}` }));
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["QueueArn"] }));
  const subscription = { TopicArn: topicArn, Protocol: "sqs", Endpoint: Attributes?.QueueArn };
  await new SNSClient(emulator.clientConfig(where)).send(new SubscribeCommand(subscription));
  return QueueUrl!;
}

/** The messages in a queue, with their attributes. Waits up to five seconds for the first one. */
export async function receive(emulator: Emulator, queueUrl: string, where?: Where): Promise<Message[]> {
  const wanted = { QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5, MessageAttributeNames: ["All"] };
  const { Messages } = await new SQSClient(emulator.clientConfig(where)).send(new ReceiveMessageCommand(wanted));
  return Messages ?? [];
}

/** The texts that a topic sent to an inbox. */
export async function notifications(emulator: Emulator, inboxUrl: string, where?: Where): Promise<string[]> {
  const messages = await receive(emulator, inboxUrl, where);
  return messages.map(({ Body }) => JSON.parse(Body ?? "{}").Message);
}
