/**
 * What EventBridge, SNS and CloudWatch really call, against the policies that targets, subscribers and alarms bring:
 * theirs are allowed, and nothing beside it.
 */
import { ACCOUNT } from "../support/synth";
import { busArn, OTHER, regional, roleArn, ruleArn, stack } from "./session-events.world";
import { role, service } from "./support/principals";
import { keyArn } from "./support/references";
import { allows, denies, proves } from "./support/table";
import { World } from "./support/world";

const world = World.of(stack);

const eventBridge = (rule: string, account = ACCOUNT) =>
  service("events.amazonaws.com", { "aws:SourceArn": ruleArn(rule), "aws:SourceAccount": account });
const alarm = (name: string, account = ACCOUNT) =>
  service("cloudwatch.amazonaws.com", {
    "aws:SourceArn": regional("cloudwatch", `alarm:${name}`, account),
    "aws:SourceAccount": account,
  });
const notifier = (name: string) => service("sns.amazonaws.com", { "aws:SourceArn": regional("sns", name) });
const [topicArn, queueArn, theKey] = [
  regional("sns", "acme-alerts"),
  regional("sqs", "acme-queue"),
  keyArn("alerts_key"),
];
const deadLetters = regional("sqs", "first-dead-letters");
const stranger = role("Anybody", "eve", { account: OTHER });

proves({
  title: "a topic target",
  world,
  rows: [
    allows(eventBridge("first"), "sns:Publish", topicArn, "the policy of the topic lets EventBridge in"),
    allows(eventBridge("first"), "kms:GenerateDataKey", theKey, "an encrypted topic needs the key"),
    allows(service("events.amazonaws.com"), "kms:Decrypt", theKey, "SNS hands on no source for this call"),
    denies(service("s3.amazonaws.com"), "sns:Publish", topicArn, "no other service publishes"),
    denies(stranger, "sns:Publish", topicArn, "no other account publishes"),
    denies(eventBridge("first"), "sns:Publish", topicArn, "not without TLS", { "aws:SecureTransport": "false" }),
    denies(eventBridge("first"), "kms:Encrypt", theKey, "publishing needs no more of the key"),
    denies(eventBridge("first"), "sns:Subscribe", topicArn, "publishing needs no more of the topic"),
  ],
});

proves({
  title: "an alarm",
  world,
  rows: [
    allows(alarm("first-failed-invocations"), "sns:Publish", topicArn, "it is one of ours"),
    allows(alarm("first-dead-letters"), "sns:Publish", topicArn, "so is this"),
    allows(service("cloudwatch.amazonaws.com"), "kms:GenerateDataKey", theKey, "an encrypted topic needs the key"),
    allows(service("cloudwatch.amazonaws.com"), "kms:Decrypt", theKey, "as SNS asks of every publisher"),
    denies(alarm("cpu"), "sns:Publish", topicArn, "it is none of ours"),
    denies(alarm("first-failed-invocations", OTHER), "sns:Publish", topicArn, "it is of another account"),
  ],
});

proves({
  title: "a queue target, a queue subscriber and a dead-letter queue",
  world,
  rows: [
    allows(eventBridge("first"), "sqs:SendMessage", queueArn, "the rule has it as a target"),
    allows(notifier("acme-alerts"), "sqs:SendMessage", queueArn, "the topic has it as a subscriber"),
    allows(eventBridge("first"), "sqs:SendMessage", deadLetters, "the rule keeps there what it cannot deliver"),
    denies(eventBridge("second"), "sqs:SendMessage", queueArn, "this rule does not"),
    denies(eventBridge("second"), "sqs:SendMessage", deadLetters, "it has a queue of its own"),
    denies(notifier("other"), "sqs:SendMessage", queueArn, "this topic does not"),
    denies(eventBridge("first"), "sqs:ReceiveMessage", queueArn, "sending needs no more"),
    denies(stranger, "sqs:SendMessage", queueArn, "no other account sends"),
    denies(eventBridge("first"), "sqs:SendMessage", queueArn, "not without TLS", { "aws:SecureTransport": "false" }),
  ],
});

const actor = (target: string) =>
  role(`${target}-eu-west-1`, "events", { policies: [`${target}-eu-west-1/start-target`] });
const tagged = (value: string) => ({ "ssm:resourceTag/Team": value });
const node = regional("ec2", "instance/i-0123456789abcdef0");
const hybrid = regional("ssm", "managed-instance/mi-0123456789abcdef0");
const otherNode = regional("ec2", "instance/i-0fedcba9876543210");

proves({
  title: "targets with a role",
  world,
  rows: [
    allows(eventBridge("first"), "sts:AssumeRole", roleArn("first-pipeline"), "the rule starts its target with it"),
    denies(eventBridge("second"), "sts:AssumeRole", roleArn("first-pipeline"), "it is the role of another rule"),
    denies(eventBridge("first", OTHER), "sts:AssumeRole", roleArn("first-pipeline"), "it is a rule of another account"),
    denies(stranger, "sts:AssumeRole", roleArn("first-pipeline"), "it is for EventBridge alone"),
    allows(
      actor("first-pipeline"),
      "codepipeline:StartPipelineExecution",
      regional("codepipeline", "review"),
      "its target",
    ),
    denies(
      actor("first-pipeline"),
      "codepipeline:StartPipelineExecution",
      regional("codepipeline", "deploy"),
      "another one",
    ),
    allows(
      actor("second-state-machine"),
      "states:StartExecution",
      regional("states", "stateMachine:review"),
      "its target",
    ),
    denies(
      actor("second-state-machine"),
      "states:StartExecution",
      regional("states", "stateMachine:deploy"),
      "another one",
    ),
    allows(actor("second-event-bus"), "events:PutEvents", busArn, "its target; the other account has its own say"),
    denies(actor("second-event-bus"), "events:PutEvents", regional("events", "event-bus/default"), "another bus"),
  ],
});

proves({
  title: "a command on nodes",
  world,
  rows: [
    allows(actor("second-run-command"), "ssm:SendCommand", [node], "it has the tag", tagged("web")),
    allows(actor("second-run-command"), "ssm:SendCommand", [hybrid], "it has the other value of the tag", tagged("db")),
    denies(actor("second-run-command"), "ssm:SendCommand", [node], "it has another value", tagged("mail")),
    denies(actor("second-run-command"), "ssm:SendCommand", [node], "it has no tag"),
    denies(actor("second-run-command"), "ssm:SendCommand", [regional("ssm", "document/Acme")], "another document"),
    allows(
      actor("second-one-node"),
      "ssm:SendCommand",
      [regional("ssm", "document/Acme"), node],
      "its document and node",
    ),
    allows(actor("second-one-node"), "ssm:SendCommand", [hybrid], "its other node"),
    denies(actor("second-one-node"), "ssm:SendCommand", [otherNode], "another node"),
    denies(actor("second-one-node"), "ssm:StartSession", [node], "commands, not shells"),
  ],
});
