import { accelerator, agent, agentSource, breakages, issue, systemsManager } from "./breakage";

/** What the role of a node lacks, and what is on the node itself. */
export const nodes = breakages({
  "region-without-audit": {
    symptom: "Sessions in one Region leave no record",
    cause:
      "Preferences, log group, key and rule are regional; a Region with nodes was forgotten, or got its first node later",
    page: systemsManager("session-manager-getting-started-configure-preferences"),
    answers: {
      construct: "one session document, which logs to the Region's group and to the one bucket, below its own prefix",
    },
    doctor: "ssm:DescribeInstanceInformation and ssm:GetDocument in every enabled Region",
  },
  "node-cannot-see-log-groups": {
    symptom:
      "'encryption is not set up on the selected CloudWatch Logs log group', but it is encrypted; or the session hangs",
    cause:
      "The node's role may not call logs:DescribeLogGroups on all groups; allowing it on only that group is not enough",
    page: systemsManager("getting-started-create-iam-instance-profile"),
    known: [agent(198), agent(246), agent(203), issue("buildkite/elastic-ci-stack-for-aws", 987)],
    answers: { construct: "finds the group, and whether it is encrypted" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "node-cannot-write-stream": {
    symptom: "Sessions run, but there is no stream",
    cause:
      "The node's role may find the group, but not create a stream in it or write to it: the agent checks only the former",
    page: systemsManager("getting-started-create-iam-instance-profile"),
    known: [agent(258), accelerator(985)],
    answers: { construct: "streams the output" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "node-cannot-see-bucket-encryption": {
    symptom: "'encryption is not set up on the selected Amazon S3 bucket', but it is encrypted",
    cause: "The node's role lacks s3:GetEncryptionConfiguration",
    page: systemsManager("getting-started-create-iam-instance-profile"),
    known: [agent(212), "https://github.com/18F/identity-terraform/tree/main/ssm"],
    answers: { construct: "refuses the session where it may not look" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "node-cannot-upload": {
    symptom: "S3Upload: AccessDenied in the agent's log; sessions run, but no transcript arrives",
    cause:
      "The node's role lacks s3:PutObject or s3:PutObjectAcl below the prefix: the agent always sends an ACL header",
    page: systemsManager("getting-started-create-iam-instance-profile"),
    known: [agent(311), agent(258), accelerator(340)],
    answers: { construct: "gives the transcript to the owner of the bucket" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "node-cannot-use-bucket-key": {
    symptom: "S3Upload: AccessDenied in the agent's log, although s3:PutObject is allowed",
    cause: "The node's role lacks kms:GenerateDataKey on the bucket's key, or kms:Decrypt for long transcripts",
    page: systemsManager("getting-started-create-iam-instance-profile"),
    known: [agent(229)],
    answers: { construct: "uses the bucket's key through S3 in the bucket's Region" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "node-cannot-decrypt-session": {
    symptom:
      "'Fetching data key failed: Unable to retrieve data key, Error when decrypting data key AccessDeniedException'",
    cause: "The node's role lacks kms:Decrypt on the session key",
    page: systemsManager("session-preferences-enable-encryption"),
    known: ["https://github.com/masterpointio/terraform-aws-ssm-agent/blob/main/main.tf"],
    answers: { construct: "opens the data key of the client" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "node-cannot-open-channels": {
    symptom: "The node is listed, but no session can be started on it",
    cause: "The node's role lacks ssmmessages:*Channel or ssm:UpdateInstanceInformation",
    page: systemsManager("session-manager-troubleshooting"),
    answers: { construct: "waits for sessions" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "boundary-on-node": {
    symptom: "The role's policy allows everything, but uploads are denied",
    cause: "A permissions boundary or a service control policy does not allow what the agent calls",
    page: systemsManager("getting-started-create-iam-instance-profile"),
    answers: {},
    doctor: "iam:SimulatePrincipalPolicy, which applies the role's boundary and control policies without conditions",
  },
  "default-host-management-without-logging": {
    symptom: "Nodes without an instance profile have sessions but no logs",
    cause: "The policy of Default Host Management grants nothing on S3, CloudWatch Logs or KMS",
    page: systemsManager("managed-instances-default-host-management"),
    known: [agent(639)],
    answers: { construct: "are attached one by one, under ids that follow from their names" },
    doctor: "ssm:GetServiceSetting for the role, and iam:SimulatePrincipalPolicy for that role",
  },
  "agent-too-old": {
    symptom: "A preference has no effect on some nodes: no stream, no encryption, no header on the upload",
    cause:
      "The agent is older than the feature: encryption 2.3.539.0, streaming 3.0.356.0, upload header 3.0.529.0, writing to a log group without permission to create groups 3.1.282.0",
    page: systemsManager("session-manager-prerequisites"),
    known: [agent(311), agent(315)],
    answers: {},
    doctor: "ssm:DescribeInstanceInformation",
  },
  "agent-keeps-logs-on-node": {
    symptom: "Transcripts of other people's sessions are stored on the node",
    cause: "Agents before 3.3.987.0 keep a copy below /var/lib/amazon/ssm by default",
    page: systemsManager("session-manager-prerequisites"),
    known: ["https://github.com/aws/amazon-ssm-agent/blob/mainline/RELEASENOTES.md"],
    answers: {},
    doctor: "ssm:DescribeInstanceInformation",
  },
  "client-plugin-too-old": {
    symptom:
      "'Please ensure that you have the latest version of the session manager plugin', or sessions end after 30 seconds",
    cause: "The Session Manager plugin is older than encryption (1.1.17.0), or reports an old version",
    page: systemsManager("session-manager-working-with-install-plugin"),
    known: [issue("aws/session-manager-plugin", 93), issue("mmmorris1975/ssm-session-client", 10)],
    answers: {},
    limit:
      "AWS does not report which plugin an engineer has, and the doctor says so. Only the engineer sees the error of a failed session",
  },
  "script-missing": {
    symptom: "'exec: \"script\": executable file not found in $PATH' in the agent's log, and no transcript",
    cause: "The agent creates transcripts with the program script from util-linux, which minimal images lack",
    page: systemsManager("session-manager-logging"),
    known: [agent(653), agent(552), issue("bottlerocket-os/bottlerocket", 1958)],
    answers: { "verify-node": "names each destination in which the nonce never arrived" },
    doctor: "ssm:GetInventory of applications, if it is collected",
  },
  "script-refuses-call": {
    symptom: "No transcript, and no error anywhere, on upgraded nodes",
    cause: "util-linux 2.42 rejects 'script FILE -c COMMAND', which is how the agent calls it",
    page: systemsManager("session-manager-logging"),
    known: [agent(667)],
    answers: { "verify-node": "names each destination in which the nonce never arrived" },
    doctor: "ssm:GetInventory of applications, if it is collected",
  },
  "inventory-not-collected": {
    symptom: "Nobody knows which nodes lack script",
    cause: "No inventory of applications is collected from the node",
    page: systemsManager("sysman-inventory-configuring"),
    answers: {},
    doctor: "ssm:GetInventory",
  },
  "screen-missing": {
    symptom: "Long output is truncated in the transcript",
    cause: "AWS's pages ask for screen on Linux and macOS nodes; the agent's source calls only script",
    page: systemsManager("session-manager-logging"),
    answers: {},
    limit: "The pages and the source differ; the doctor looks for script",
  },
  "powershell-too-old": {
    symptom: "Windows nodes do not stream",
    cause: "Streaming needs PowerShell 5.1; Windows Server 2012 R2 and earlier ship an older one",
    page: systemsManager("session-manager-logging"),
    known: [agentSource("session/shell/shell_windows.go")],
    answers: {},
    doctor: "ssm:DescribeInstanceInformation, by the Windows version",
    limit: "Inventory does not report the version of Windows PowerShell; a newer one may be installed",
  },
  "powershell-transcription-policy": {
    symptom: "Some Windows nodes do not stream, and upload nothing at the end either",
    cause: "A Transcription policy on the machine switches the agent's streaming off",
    page: systemsManager("session-manager-logging"),
    known: [agentSource("session/utility/utility_windows.go")],
    answers: { "verify-node": "names each destination in which the nonce never arrived" },
    limit: "No AWS call returns the policies of a machine",
  },
  "windows-truncates": {
    symptom: "The middle of a long Windows session is missing",
    cause: "The transcript comes from a screen buffer of 30,000 lines, read after fixed waits",
    page: systemsManager("session-manager-logging"),
    known: [agentSource("session/shell/shell_windows.go")],
    answers: { construct: "is on where it can be: with an encrypted group, and a bucket as second sink" },
    limit: "The stream is complete; the transcript of a long session on Windows is not",
  },
  "node-stopped": {
    symptom: "The instance was terminated during the session, and there is no transcript",
    cause: "Nothing is uploaded once the node is gone",
    page: systemsManager("session-manager-logging"),
    known: [agent(232)],
    answers: { construct: "is on where it can be: with an encrypted group, and a bucket as second sink" },
    limit: "What was streamed until then remains",
  },
  "agent-killed": {
    symptom: "The stream ends in the middle of a session",
    cause: "Root on the node can stop the agent or cut its connection to AWS",
    page: systemsManager("session-manager-logging"),
    known: [agent(153)],
    answers: { construct: "is on where it can be: with an encrypted group, and a bucket as second sink" },
    limit: "Nothing on a node is safe from its root user; that a recording is missing can be seen afterwards",
  },
});
