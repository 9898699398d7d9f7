import { agent, agentSource, breakages, issue, systemsManager } from "./breakage";

/** Sessions that run on other documents than the preferences. */
export const documents = breakages({
  "port-sessions-unlogged": {
    symptom: "Somebody worked on the server over SSH or a forwarded port, and no log shows what they did",
    cause:
      "AWS never logs what passes through AWS-StartSSHSession and AWS-StartPortForwardingSession*, whatever the preferences say",
    page: systemsManager("session-manager-logging"),
    known: [agent(194), issue("defenseunicorns/delivery-aws-iac", 60)],
    answers: {
      type: "Port sessions are never logged",
      error: "of sessions that are never logged",
      construct: "port forwarding is open by name only, and warned of",
    },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions, for ssm:StartSession on those documents",
    limit: "Their start is in the trail and raises an alert; their content is recorded nowhere",
  },
  "own-document-logs-nothing": {
    symptom: "The sessions of one team are not recorded; all others are",
    cause: "They start with a custom document, which does not inherit the Region's preferences",
    page: systemsManager("getting-started-specify-session-document"),
    known: [
      issue("masterpointio/terraform-aws-ssm-agent", 85),
      issue("bridgecrewio/terraform-aws-session-manager", 21),
    ],
    answers: { error: "a document without an encrypted destination is refused, since its sessions would run unlogged" },
    doctor: "ssm:ListDocuments and ssm:GetDocument of every session document of the account",
  },
  "anybody-makes-documents": {
    symptom: "A session ran on a document that no longer exists",
    cause: "Anyone who may create a document and start sessions with any document can open an unlogged shell",
    page: systemsManager("getting-started-restrict-access-quickstart"),
    answers: { construct: "denies every other document, and spares whatever a session may be on" },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions, for ssm:CreateDocument",
    limit: "Roles that have not opened a session yet are not examined",
  },
  "document-check-missing": {
    symptom: "A policy allows one document, but engineers can start sessions with any",
    cause:
      "A policy that names only nodes allows every document unless it requires the document check or denies the others",
    page: systemsManager("getting-started-default-session-document"),
    answers: { construct: "asks for the document check where AWS offers it, on the node's statement alone" },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions",
  },
  "command-documents-of-aws": {
    symptom: "AWS-StartInteractiveCommand was used, and nobody can say whether it is logged",
    cause:
      "Whether preferences apply to AWS's documents for single commands is not documented; the agent knows only what it is sent",
    page: systemsManager("session-manager-working-with-sessions-start"),
    answers: { construct: "perhaps not logged" },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions, for ssm:StartSession on that document",
  },
  "commands-not-streamed": {
    symptom: "A document for commands enables streaming, but its output appears at the end or not at all",
    cause: "The agent switches streaming off for InteractiveCommands and NonInteractiveCommands",
    page: systemsManager("session-manager-schema"),
    known: [agentSource("session/plugins/singlecommand/singlecommand.go")],
    answers: { construct: "is off for commands, which the agent never streams" },
    doctor: "ssm:GetDocument of every session document of the account",
  },
  "run-as-elevated": {
    symptom: "A command document runs as root although Run As names an unprivileged user",
    cause: "runAsElevated skips Run As and the switch to ssm-user",
    page: systemsManager("session-manager-schema"),
    known: [agentSource("session/shell/shell_unix.go")],
    answers: { construct: "never runs elevated, which would be root whatever Run As says" },
    doctor: "ssm:GetDocument of every session document of the account",
  },
  "document-shared-publicly": {
    symptom: "Strangers know the bucket, log group and key ids of an account",
    cause: "The session document is shared publicly",
    page: systemsManager("documents-ssm-sharing"),
    answers: {
      guardrail: "shares it",
      construct: "blocks public sharing of documents, by the ARN that the provider reads back",
    },
    doctor: "ssm:DescribeDocumentPermission",
  },
  "public-sharing-allowed": {
    symptom: "Security Hub SSM.7 fails",
    cause: "Nothing stops an administrator in the Region from sharing documents publicly",
    page: systemsManager("documents-ssm-sharing"),
    answers: {
      construct: "blocks public sharing of documents, by the ARN that the provider reads back",
      guardrail: "allows public sharing",
    },
    doctor: "ssm:GetServiceSetting",
  },
  "send-command": {
    symptom: "A command ran on the server, but no session is on record",
    cause:
      "Run Command, EC2 Instance Connect, ECS Exec and SSH over the network are other ways in, with their own logs",
    page: systemsManager("run-command-setting-up"),
    answers: { guardrail: "%s adds one statement, which is off by default" },
    limit: "Outside session auditing; the guardrail closes Run Command and others on request",
  },
  "rdp-recordings": {
    symptom: "Fleet Manager's remote desktop leaves no transcript",
    cause:
      "RDP sessions by ssm-guiconnect run on AWS-StartPortForwardingSession; their recording is configured separately, with its own bucket",
    page: systemsManager("fleet-rdp"),
    known: [issue("hashicorp/terraform-provider-aws", 46165)],
    answers: { guardrail: "%s adds one statement, which is off by default" },
    limit: "Terraform's AWS provider cannot configure the recording yet",
  },
});
