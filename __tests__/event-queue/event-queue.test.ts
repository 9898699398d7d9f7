import { EventQueue, type EventQueueProps, type IEventQueue } from "../../modules/event-queue";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthIn, warnings } from "../support/synth";

const arn = "arn:aws:sqs:eu-west-1:111122223333:acme";
const rule = "arn:aws:events:eu-west-1:111122223333:rule/started";
const topic = "arn:aws:sns:eu-west-1:222233334444:alerts";

const queue = (props: Partial<EventQueueProps> = {}, use: (made: IEventQueue) => void = () => {}) =>
  synthIn("eu-west-1", (scope) => use(new EventQueue(scope, "Queue", { name: "acme", ...props })));

test("keeps messages for 14 days, encrypted by SQS", () => {
  expect(queue().only("aws_sqs_queue")).toMatchObject({
    name: "acme",
    message_retention_seconds: 14 * 24 * 60 * 60,
    sqs_managed_sse_enabled: true,
  });
});

test.each([1, 14])("keeps messages for %d days where told to", (retentionDays) => {
  expect(queue({ retentionDays }).only("aws_sqs_queue").message_retention_seconds).toBe(retentionDays * 86400);
});

test("denies unencrypted transport, and lets nobody in by itself", () => {
  expect(queue().statements("aws_sqs_queue_policy")).toEqual([
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sqs:*",
      Resource: arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

test("lets rules and topics in by their ARNs, each once", () => {
  const stack = queue({}, (made) => {
    made.grantRule(rule);
    made.grantRule(rule);
    made.grantRule(`${rule}-2`);
    made.grantTopic(topic);
  });
  const granted = stack.statements("aws_sqs_queue_policy").filter(({ Effect }) => Effect === "Allow");
  expect(granted.map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
    [{ Service: "events.amazonaws.com" }, { ArnEquals: { "aws:SourceArn": [rule, `${rule}-2`] } }],
    [{ Service: "sns.amazonaws.com" }, { ArnEquals: { "aws:SourceArn": topic } }],
  ]);
});

test("refuses a second queue of the name in the Region", () => {
  expect(() => queue({}, () => {})).not.toThrow();
  const twice = (region?: string) =>
    build((scope) => {
      new EventQueue(scope, "One", { name: "acme" });
      return new EventQueue(scope, "Two", { name: "acme", region });
    });
  expect(() => twice()).toThrow("unique");
  expect(() => twice("eu-central-1")).not.toThrow();
});

describe("a queue that exists already", () => {
  test("tells its account and Region, and prints what it must allow", () => {
    const stack = newStack();
    const existing = EventQueue.fromArn(stack, "Existing", "arn:aws:sqs:eu-west-2:222233334444:theirs");
    expect(existing).toMatchObject({ account: "222233334444", region: "eu-west-2" });
    existing.grantRule(rule);
    existing.grantTopic(topic);
    expect(warnings(stack)).toEqual([
      expect.stringMatching(
        /queue policy of arn:aws:sqs:eu-west-2:222233334444:theirs[\s\S]*"AllowEventsOfRules"[\s\S]*rule\/started/,
      ),
      expect.stringMatching(/"AllowMessagesOfTopics"[\s\S]*:alerts/),
    ]);
  });

  test("is refused by its URL", () => {
    const url = "https://sqs.eu-west-1.amazonaws.com/111122223333/acme";
    expectRefusal((scope) => EventQueue.fromArn(scope, "Existing", url), {
      prop: "queueArn",
      allowed: "an ARN of sqs",
      got: url,
      fix: "full ARN",
    });
  });
});
