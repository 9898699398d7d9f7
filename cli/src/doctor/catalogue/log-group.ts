import { accelerator, agent, agentSource, breakages, issue, logs, systemsManager } from "./breakage";

/** The CloudWatch log group of sessions. */
export const logGroup = breakages({
  "log-group-missing": {
    symptom:
      "'encryption is not set up on the selected CloudWatch Logs log group', or sessions run and leave no stream",
    cause: "There is no group of that name in the node's account and Region. The agent never creates one for sessions",
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
    cause: "cloudWatchEncryptionEnabled is true, but the group has no KMS key: AWS's own encryption does not count",
    page: systemsManager("session-manager-logging"),
    known: [
      issue("bridgecrewio/terraform-aws-session-manager", 25),
      issue("aws-containers/amazon-ecs-exec-checker", 79),
    ],
    answers: { construct: "flags follow from what the destinations are" },
    doctor: "logs:DescribeLogGroups",
  },
  "log-group-name-is-arn": {
    symptom: "The group exists, but the agent does not find it",
    cause: "cloudWatchLogGroupName takes a name, but holds an ARN",
    page: systemsManager("session-manager-schema"),
    answers: { construct: "the document names the group that exists" },
    doctor: "ssm:GetDocument",
  },
  "log-group-retention-short": {
    symptom: "Last month's streams are gone",
    cause: "The group keeps events for fewer days than an investigation needs",
    page: logs("Working-with-log-groups-and-streams"),
    known: [issue("ministryofjustice/modernisation-platform-terraform-baselines", 1104)],
    answers: { construct: "keeps events for a year and refuses to be destroyed", guardrail: "lets events expire" },
    doctor: "logs:DescribeLogGroups",
  },
  "log-group-deletable": {
    symptom: "The group is gone, with everything in it",
    cause: "Deletion protection is off, so one call removes it",
    page: logs("protecting-log-groups-from-deletion"),
    answers: { guardrail: "removes output" },
    doctor: "logs:DescribeLogGroups",
  },
  "event-too-large": {
    symptom: "The output of one command is missing from the stream, but the rest is there",
    cause: "CloudWatch Logs limits the size of events; the agent cuts at 200,000 bytes, older ones did not",
    page: logs("cloudwatch_limits_cwl"),
    known: [agent(452)],
    answers: {},
    limit: "No AWS call shows what a single session lost; transcripts in S3 are complete",
  },
  "group-masks-output": {
    symptom: "Parts of the output appear as asterisks",
    cause: "A data protection policy masks what looks like personal data, for readers without logs:Unmask",
    page: logs("mask-sensitive-log-data"),
    answers: { guardrail: "masks output" },
    doctor: "logs:DescribeLogGroups",
  },
  "group-of-infrequent-access": {
    symptom: "Metric filters, subscription filters and Live Tail do not work on the log group",
    cause: "Its log class is Infrequent Access, and a log group cannot change its class",
    page: logs("CloudWatch_Logs_Log_Classes"),
    answers: {},
    doctor: "logs:DescribeLogGroups",
  },
  "input-not-echoed": {
    symptom: "What was typed at a password prompt is not in the transcript",
    cause: "A transcript contains what the terminal displays; what is not echoed is not recorded",
    page: systemsManager("session-manager-logging"),
    answers: {},
    limit: "Neither Session Manager nor this library records keystrokes",
  },
});
