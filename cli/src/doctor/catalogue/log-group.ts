import { accelerator, agent, agentSource, breakages, issue, logs, systemsManager } from "./breakage";

/** The CloudWatch log group of sessions. */
export const logGroup = breakages({
  "log-group-missing": {
    symptom:
      "'encryption is not set up on the selected CloudWatch Logs log group', or sessions run and leave no stream",
    cause: "No group of that name in the node's account and Region. The agent never makes one for sessions",
    page: systemsManager("session-manager-logging"),
    known: [
      issue("bridgecrewio/terraform-aws-session-manager", 9),
      accelerator(934),
      agentSource("session/shell/shell.go"),
    ],
    answers: { construct: "the document names the group that exists" },
    doctor: "logs:DescribeLogGroups",
  },
  "log-group-unencrypted": {
    symptom: "'encryption is not set up on the selected CloudWatch Logs log group'",
    cause:
      "cloudWatchEncryptionEnabled is true and the group has no KMS key: the encryption of AWS's own does not count",
    page: systemsManager("session-manager-logging"),
    known: [
      issue("bridgecrewio/terraform-aws-session-manager", 25),
      issue("aws-containers/amazon-ecs-exec-checker", 79),
    ],
    answers: { construct: "flags follow from what the destinations are" },
    doctor: "logs:DescribeLogGroups",
  },
  "log-group-name-is-arn": {
    symptom: "The group exists, and the agent does not find it",
    cause: "cloudWatchLogGroupName takes a name; it holds an ARN",
    page: systemsManager("session-manager-schema"),
    answers: { construct: "the document names the group that exists" },
    doctor: "ssm:GetDocument",
  },
  "log-group-retention-short": {
    symptom: "Streams of last month are gone",
    cause: "The group keeps events for fewer days than an investigation needs",
    page: logs("Working-with-log-groups-and-streams"),
    known: [issue("ministryofjustice/modernisation-platform-terraform-baselines", 1104)],
    answers: { construct: "keeps events for a year and refuses to be destroyed", guardrail: "lets events expire" },
    doctor: "logs:DescribeLogGroups",
  },
  "log-group-deletable": {
    symptom: "The group is gone, with all that was in it",
    cause: "Deletion protection is off, so that one call removes it",
    page: logs("protecting-log-groups-from-deletion"),
    answers: { guardrail: "removes output" },
    doctor: "logs:DescribeLogGroups",
  },
  "event-too-large": {
    symptom: "The output of one command is missing from the stream, and the rest is there",
    cause: "CloudWatch Logs takes events up to a size; the agent cuts at 200,000 bytes, older ones did not",
    page: logs("cloudwatch_limits_cwl"),
    known: [agent(452)],
    answers: {},
    limit: "No call of AWS tells what a single session lost; transcripts in S3 are whole",
  },
  "group-masks-output": {
    symptom: "Parts of the output are asterisks",
    cause: "A data protection policy masks what looks like personal data, for readers without logs:Unmask",
    page: logs("mask-sensitive-log-data"),
    answers: { guardrail: "masks output" },
    doctor: "logs:DescribeLogGroups",
  },
  "group-of-infrequent-access": {
    symptom: "Metric filters, subscriptions and live tail do not work on the group",
    cause: "It is of the class for infrequent access, which cannot be changed later",
    page: logs("CloudWatch_Logs_Log_Classes"),
    answers: {},
    doctor: "logs:DescribeLogGroups",
  },
  "input-not-echoed": {
    symptom: "What was typed at a password prompt is not in the transcript",
    cause: "A transcript is the echo of the terminal; what is not shown is not recorded",
    page: systemsManager("session-manager-logging"),
    answers: {},
    limit: "Nobody can see it: neither Session Manager nor this library records keystrokes",
  },
});
