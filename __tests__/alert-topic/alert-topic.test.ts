/**
 * Defects of published modules that these tests would catch:
 *   "a wildcard principal with delete and permission actions"  -> "EventBridge may publish, and nobody may do more"
 *   "the rule's rights are given, the topic's and key's policy forgotten" -> "grants through the topic's policy and its key's"
 *   "the key of AWS, which EventBridge may not use"            -> "is encrypted by a key of its own, by ARN"
 *   "source conditions that break delivery without a word"     -> "no source condition in the grant to EventBridge"
 */
import { AlertTopic, type AlertTopicProps, subscribers } from "../../modules/alert-topic";
import { EncryptionKey } from "../../modules/encryption-key";
import { ACCOUNT, type Synthesized, synthIn, warnings } from "../support/synth";

const arn = `arn:aws:sns:eu-west-1:${ACCOUNT}:acme-alerts`;

function topic(more: Partial<AlertTopicProps> = {}, use: (made: AlertTopic) => void = () => {}): Synthesized {
  return synthIn("eu-west-1", (scope) => {
    const encryptionKey = new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" });
    use(new AlertTopic(scope, "Topic", { name: "acme-alerts", encryptionKey, ...more }));
  });
}

const granted = topic({}, (made) => {
  made.grantEventBridge();
  made.grantEventBridge();
});

test("is encrypted by a key of its own, by ARN", () => {
  expect(topic().only("aws_sns_topic")).toMatchObject({
    name: "acme-alerts",
    kms_master_key_id: "${aws_kms_key.key.arn}",
  });
});

test("has a policy of its own, which denies unencrypted transport", () => {
  const stack = topic();
  expect(stack.only("aws_sns_topic_policy").arn).toBe("${aws_sns_topic.topic.arn}");
  expect(stack.statements("aws_sns_topic_policy")).toEqual([
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "sns:Publish",
      Resource: arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
});

describe("EventBridge", () => {
  test("EventBridge may publish, and nobody may do more", () => {
    const allowed = granted.statements("aws_sns_topic_policy").filter(({ Effect }) => Effect === "Allow");
    expect(allowed).toEqual([
      {
        Sid: "AllowEventBridgePublish",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: arn,
      },
    ]);
  });

  test("no source condition in the grant to EventBridge, neither of the topic nor of its key", () => {
    expect(granted.statement("AllowEventBridgePublish", "aws_sns_topic_policy")).not.toHaveProperty("Condition");
    expect(granted.statement("AllowEventBridgeToEncryptedTopic", "aws_kms_key")).not.toHaveProperty("Condition");
  });

  test("grants through the topic's policy and its key's, once however often it is asked", () => {
    expect(granted.statements("aws_sns_topic_policy").map(({ Sid }) => Sid)).toEqual([
      "DenyInsecureTransport",
      "AllowEventBridgePublish",
    ]);
    expect(granted.statements("aws_kms_key").map(({ Sid }) => Sid)).toEqual([
      "AllowAccountToDelegateByIam",
      "DenyDeletionOfRetainedKey",
      "AllowEventBridgeToEncryptedTopic",
    ]);
  });

  test("has no access before it asks", () => {
    expect(
      JSON.stringify([topic().statements("aws_sns_topic_policy"), topic().statements("aws_kms_key")]),
    ).not.toContain("events.amazonaws.com");
  });

  test("warns where the key is not ours to open", () => {
    const { json } = synthIn("eu-west-1", (scope) => {
      const encryptionKey = EncryptionKey.fromArn(scope, "Key", `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`);
      new AlertTopic(scope, "Topic", { name: "acme-alerts", encryptionKey }).grantEventBridge();
      expect(warnings(scope)).toEqual([expect.stringContaining("AllowEventBridgeToEncryptedTopic")]);
    });
    expect(json.resource.aws_sns_topic.topic.kms_master_key_id).toBe(`arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`);
  });
});

test("tells each subscriber", () => {
  const stack = topic({
    subscribers: [subscribers.email("security@example.com"), subscribers.https("https://hooks.example.com/sessions")],
  });
  const subscriptions = Object.values(stack.all("aws_sns_topic_subscription"));
  expect(subscriptions).toHaveLength(2);
  expect(subscriptions).toContainEqual(
    expect.objectContaining({
      topic_arn: "${aws_sns_topic.topic.arn}",
      protocol: "email",
      endpoint: "security@example.com",
    }),
  );
  expect(subscriptions).toContainEqual(
    expect.objectContaining({
      protocol: "https",
      endpoint: "https://hooks.example.com/sessions",
      endpoint_auto_confirms: true,
    }),
  );
});

test("tells nobody unless told whom", () => {
  expect(topic().all("aws_sns_topic_subscription")).toEqual({});
});

test("offers its ARN, composed beforehand, and its policy to wait for", () => {
  topic({}, (made) => {
    expect(made).toMatchObject({ topicArn: arn, region: "eu-west-1", ready: [made.resources.policy] });
  });
});
