import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { TerraformStack } from "cdktf";
import { SessionAudit } from "../../modules/topologies/session-audit";
import { newStack, type Synthesized, synthStack } from "../support/synth";

function withOwn(make: (stack: TerraformStack, audit: SessionAudit) => unknown): Synthesized {
  const stack = newStack();
  make(stack, new SessionAudit(stack, "Audit", { name: "acme", nodes: { roleFor: "ec2" } }));
  return synthStack(stack);
}

describe("a resource of the user's own waits for what it names", () => {
  test.each<
    [what: string, type: string, waitsFor: string[], make: (stack: TerraformStack, audit: SessionAudit) => unknown]
  >([
    [
      "a topic by its ARN",
      "aws_sns_topic_subscription",
      ["aws_sns_topic.audit_topic"],
      (stack, { topic: { topicArn } }) =>
        new SnsTopicSubscription(stack, "Own", { topicArn, protocol: "email", endpoint: "a@example.com" }),
    ],
    [
      "an instance profile by its name",
      "aws_instance",
      ["aws_iam_instance_profile.audit_node_access_instance_profile"],
      (stack, { nodeAccess: { instanceProfileName } }) =>
        new Instance(stack, "Own", { iamInstanceProfile: instanceProfileName }),
    ],
    [
      "a policy by its ARN",
      "aws_iam_role_policy_attachment",
      ["aws_iam_policy.audit_guardrail"],
      (stack, { guardrail: { policyArn } }) =>
        new IamRolePolicyAttachment(stack, "Own", { role: "own", policyArn: policyArn! }),
    ],
    [
      "a log group by its name, and what it named already",
      "aws_cloudwatch_log_subscription_filter",
      ["aws_iam_role.own", "aws_cloudwatch_log_group.audit_session_log_group"],
      (stack, { sessionLogGroup }) => {
        const role = new IamRole(stack, "own", { assumeRolePolicy: "{}" });
        new CloudwatchLogSubscriptionFilter(stack, "Own", {
          name: "own",
          filterPattern: "",
          destinationArn: "arn:aws:lambda:eu-west-1:111122223333:function:own",
          logGroupName: sessionLogGroup.logGroupName,
          dependsOn: [role],
        });
      },
    ],
    [
      "a bucket by its name, and a topic in a block",
      "aws_s3_bucket_notification",
      ["aws_s3_bucket.audit_transcript_bucket", "aws_sns_topic.audit_topic"],
      (stack, { topic: { topicArn }, transcriptBucket }) =>
        new S3BucketNotification(stack, "Own", {
          bucket: transcriptBucket.bucketName,
          topic: [{ topicArn, events: ["s3:ObjectCreated:*"] }],
        }),
    ],
  ])("%s", (_, type, waitsFor, make) => {
    const own = Object.entries(withOwn(make).all(type)).find(([id]) => id.startsWith("Own"))!;
    expect([...own[1].depends_on].sort()).toEqual([...waitsFor].sort());
  });
});

test("a name that stands for something else, a tag or a policy that names the audit makes nothing wait", () => {
  const stack = withOwn((scope, { topic }) => {
    new SsmParameter(scope, "Own", { name: "acme", type: "String", value: "acme", tags: { topic: topic.topicArn } });
    new KmsKey(scope, "OwnKey", { policy: JSON.stringify({ Resource: [topic.topicArn] }) });
  });
  expect(stack.only("aws_ssm_parameter").depends_on).toBeUndefined();
  expect(stack.only("aws_kms_key", "OwnKey").depends_on).toBeUndefined();
});

test("policies name each other in plain text all the same, and no resource of the audit waits for more", () => {
  const own = withOwn((stack, { topic: { topicArn } }) => {
    new SnsTopicSubscription(stack, "Own", { topicArn, protocol: "email", endpoint: "a@example.com" });
  });
  const { Own: _, ...without } = own.json.resource.aws_sns_topic_subscription;
  const plain = withOwn(() => {});
  expect({ ...own.json.resource, aws_sns_topic_subscription: without }).toEqual({
    ...plain.json.resource,
    aws_sns_topic_subscription: {},
  });
});
