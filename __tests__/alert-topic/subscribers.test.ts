/** Whom a topic tells, and what each of them must allow. E-mail and HTTPS addresses are in alert-topic-refusals.test.ts. */
import type { TerraformStack } from "cdktf";
import {
  AlertTopic,
  type AlertTopicProps,
  QueueSubscription,
  type Subscriber,
  subscribers,
} from "../../modules/alert-topic";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventQueue } from "../../modules/event-queue";
import { expectRefusal } from "../support/refusals";
import { newStack, synthIn, warnings } from "../support/synth";

const OTHER = "222233334444";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:alerts";

const topic = (scope: TerraformStack, props: Partial<AlertTopicProps>) =>
  new AlertTopic(scope, "Topic", {
    name: "alerts",
    encryptionKey: new EncryptionKey(scope, "Key", { alias: "alias/alerts", description: "d" }),
    ...props,
  });
const told = (make: (scope: TerraformStack) => Subscriber[]) =>
  synthIn("eu-west-1", (scope) => void topic(scope, { subscribers: make(scope) }));
const refused = (subscriber: Subscriber) => (scope: TerraformStack) => topic(scope, { subscribers: [subscriber] });

test("a phone is told by its number", () => {
  const stack = told(() => [subscribers.sms("+491701234567")]);
  expect(stack.only("aws_sns_topic_subscription")).toMatchObject({ protocol: "sms", endpoint: "+491701234567" });
});

test.each(["01701234567", "+49 170 1234567", "+0491701234567", "+1", "+1234567890123456"])(
  "a phone number is refused: %p",
  (endpoint) => {
    expectRefusal(refused(subscribers.sms(endpoint)), {
      prop: "subscribers[0]",
      allowed: "E.164",
      got: endpoint,
      fix: "+491701234567",
    });
  },
);

test("what was created for a subscriber is among the resources of its topic", () => {
  synthIn("eu-west-1", (scope) => {
    const { resources } = topic(scope, { subscribers: [subscribers.lambda("page"), subscribers.sms("+12025550123")] });
    expect(resources.permissions.map(({ friendlyUniqueId }) => friendlyUniqueId)).toEqual([
      "topic_subscription_lambda_page_permission",
    ]);
  });
});

test("a function is told once it lets this topic in", () => {
  const stack = told(() => [subscribers.lambda("page"), subscribers.https("https://hooks.example.com/x")]);
  expect(stack.only("aws_lambda_permission")).toMatchObject({
    statement_id: "AllowTopic-alerts",
    function_name: "page",
    principal: "sns.amazonaws.com",
    source_arn: topicArn,
  });
  expect(stack.only("aws_sns_topic_subscription", "lambda_page")).toMatchObject({
    protocol: "lambda",
    endpoint: "arn:aws:lambda:eu-west-1:111122223333:function:page",
    depends_on: ["aws_lambda_permission.topic_subscription_lambda_page_permission"],
  });
  expect(stack.only("aws_sns_topic_subscription", "hooks_example_com_x").endpoint_auto_confirms).toBe(true);
});

test("a function of another account is refused", () => {
  const arn = `arn:aws:lambda:eu-west-1:${OTHER}:function:page`;
  expectRefusal(refused(subscribers.lambda(arn)), {
    prop: "subscribers[0]",
    allowed: "of account",
    got: arn,
    fix: /./,
  });
});

test("a queue is told once it lets this topic in", () => {
  const stack = told((scope) => [subscribers.queue(new EventQueue(scope, "Queue", { name: "inbox" }))]);
  expect(stack.only("aws_sns_topic_subscription")).toMatchObject({
    protocol: "sqs",
    endpoint: "arn:aws:sqs:eu-west-1:111122223333:inbox",
    depends_on: ["aws_sqs_queue_policy.queue_policy"],
  });
  expect(stack.statement("AllowMessagesOfTopics", "aws_sqs_queue_policy")).toMatchObject({
    Principal: { Service: "sns.amazonaws.com" },
    Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
  });
});

describe("a queue of another account", () => {
  const theirs = `arn:aws:sqs:eu-west-1:${OTHER}:inbox`;

  test("is refused here, where its confirmation would never come", () => {
    expectRefusal(
      (scope) => topic(scope, { subscribers: [subscribers.queue(EventQueue.fromArn(scope, "Q", theirs))] }),
      {
        prop: "subscribers[0]",
        allowed: "a queue of account 111122223333",
        got: OTHER,
        fix: /queueAccounts.*QueueSubscription/,
      },
    );
  });

  test("may be subscribed by its account: queues of its own, and nothing else", () => {
    const stack = synthIn("eu-west-1", (scope) => void topic(scope, { queueAccounts: [OTHER] }));
    expect(stack.statement(`AllowSubscriptionOfQueuesIn${OTHER}`, "aws_sns_topic_policy")).toEqual({
      Sid: `AllowSubscriptionOfQueuesIn${OTHER}`,
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${OTHER}:root` },
      Action: "sns:Subscribe",
      Resource: topicArn,
      Condition: {
        StringEquals: { "sns:Protocol": "sqs" },
        StringLike: { "sns:Endpoint": `arn:aws:sqs:eu-west-1:${OTHER}:*` },
      },
    });
  });

  test("is subscribed by its owner, and lets the topic in", () => {
    const central = `arn:aws:sns:eu-west-1:${OTHER}:alerts`;
    const stack = synthIn("eu-west-1", (scope) => {
      const queue = new EventQueue(scope, "Queue", { name: "inbox" });
      new QueueSubscription(scope, "Alerts", {
        topicArn: central,
        queue,
        filter: { detail: { eventName: ["StartSession"] } },
      });
    });
    expect(stack.only("aws_sns_topic_subscription")).toMatchObject({
      topic_arn: central,
      protocol: "sqs",
      filter_policy_scope: "MessageBody",
      filter_policy: '{"detail":{"eventName":["StartSession"]}}',
      depends_on: ["aws_sqs_queue_policy.queue_policy"],
    });
    expect(stack.statement("AllowMessagesOfTopics", "aws_sqs_queue_policy").Condition).toEqual({
      ArnEquals: { "aws:SourceArn": central },
    });
  });

  test.each([
    ["arn:aws:sns:us-east-1:222233334444:alerts", "Region eu-west-1", "us-east-1"],
    ["arn:aws:sqs:eu-west-1:222233334444:alerts", "an ARN of sns", "arn:aws:sqs:eu-west-1:222233334444:alerts"],
  ])("cannot be subscribed to %s", (central, allowed, got) => {
    const make = (scope: TerraformStack) =>
      new QueueSubscription(scope, "Alerts", {
        topicArn: central,
        queue: new EventQueue(scope, "Queue", { name: "inbox" }),
      });
    expectRefusal(make, { prop: "topicArn", allowed, got, fix: /./ });
  });

  test.each(["1234", "arn:aws:iam::222233334444:root"])("is of an account with 12 digits, not %p", (account) => {
    expectRefusal((scope) => topic(scope, { queueAccounts: [account] }), {
      prop: "queueAccounts[0]",
      allowed: "12 digits",
      got: account,
      fix: /./,
    });
  });
});

describe("a filter", () => {
  const filtered = (filter: object) => subscribers.email("a@example.com", { filter: filter as Record<string, never> });

  test("is about the body, since events have no attributes", () => {
    const stack = told(() => [filtered({ detail: { errorCode: [{ exists: true }] } })]);
    expect(stack.only("aws_sns_topic_subscription")).toMatchObject({
      filter_policy_scope: "MessageBody",
      filter_policy: '{"detail":{"errorCode":[{"exists":true}]}}',
    });
    expect(told(() => [subscribers.email("a@example.com")]).only("aws_sns_topic_subscription")).not.toHaveProperty(
      "filter_policy_scope",
    );
  });

  test.each([
    [{}, "subscribers[0].filter (its fields)", 0, "1 to 5"],
    [
      Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((k) => [k, ["1"]])),
      "subscribers[0].filter (its fields)",
      6,
      "1 to 5",
    ],
    [{ a: { b: Array(76).fill("1") } }, "subscribers[0].filter (its combinations)", 152, "1 to 150"],
    [{ detail: { eventName: [] } }, "subscribers[0].filter.detail.eventName", [], "at least one"],
  ])("is refused: %j", (filter, prop, got, allowed) => {
    expectRefusal(refused(filtered(filter)), { prop, allowed, got, fix: /./ });
  });

  test.each([
    [{ a: { b: Array(75).fill("1") } }],
    [{ key_a: { key_b: { key_c: ["1", "2", "3", "4"] } }, key_d: { key_e: ["1", "2", "3"] } }],
  ])("is taken at the limit: %j", (filter) => {
    expect(() => told(() => [filtered(filter)])).not.toThrow();
  });
});

test("a topic that exists already prints what it and its key must allow", () => {
  const stack = newStack();
  const existing = AlertTopic.fromArn(stack, "Existing", `arn:aws:sns:eu-west-1:${OTHER}:alerts`);
  expect(existing).toMatchObject({ topicName: "alerts", region: "eu-west-1" });
  existing.grantEventBridge();
  existing.grantCloudWatchAlarm("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:a");
  expect(warnings(stack)).toEqual([
    expect.stringMatching(/events\.amazonaws\.com use its key[\s\S]*"AllowEventBridgePublish"/),
    expect.stringMatching(/cloudwatch\.amazonaws\.com use its key[\s\S]*"AllowCloudWatchAlarmsPublish"[\s\S]*alarm:a/),
  ]);
});
