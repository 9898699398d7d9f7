import { agent, agentSource, breakages, issue, plugin, systemsManager, systemsManagerApi } from "./breakage";

/** The document SSM-SessionManagerRunShell: how sessions of an account and Region run, and where they are logged. */
export const preferences = breakages({
  "no-preferences": {
    symptom: "Sessions work, but leave nothing in S3 or CloudWatch Logs",
    cause: "Without SSM-SessionManagerRunShell, sessions run with AWS's defaults, which log nothing",
    page: systemsManager("session-manager-logging"),
    known: [issue("awsdocs/aws-systems-manager-user-guide", 52)],
    answers: {
      construct: "one session document, which logs to the Region's group and to the one bucket, below its own prefix",
    },
    doctor: "ssm:GetDocument in each Region that has nodes",
  },
  "preferences-log-nothing": {
    symptom: "Preferences were saved in the console, but nothing is logged",
    cause: "The document names neither a bucket nor a log group: the console creates it with both boxes unticked",
    page: systemsManager("session-manager-logging"),
    known: [agent(258)],
    answers: { error: "no destination" },
    doctor: "ssm:GetDocument",
  },
  "default-version-not-latest": {
    symptom: "Preferences were changed, but sessions behave as before; or Terraform fails with 'not latest'",
    cause:
      "An update creates a new version and leaves the default version unchanged; which of the two a session uses is not documented",
    page: systemsManagerApi("UpdateDocumentDefaultVersion"),
    known: [issue("hashicorp/terraform-provider-aws", 31131), plugin(112)],
    answers: {},
    doctor: "ssm:DescribeDocument",
    limit:
      "The Terraform provider makes each version that it writes the default; only the doctor finds a version that somebody else wrote",
  },
  "flag-is-text": {
    symptom: "'invalid parameter type', or the console shows the preferences greyed out",
    cause: "A flag is a quoted string. The agent accepts only a boolean for cloudWatchStreamingEnabled",
    page: systemsManager("session-manager-schema"),
    known: [issue("bridgecrewio/terraform-aws-session-manager", 26), agentSource("contracts/model.go")],
    answers: { construct: "types that the agent decodes" },
    doctor: "ssm:GetDocument",
  },
  "timeout-is-number": {
    symptom: "The console's preferences editor is greyed out, or saving fails",
    cause: "In this schema idleSessionTimeout and maxSessionDuration are minutes as strings, not numbers",
    page: systemsManager("session-manager-schema"),
    known: [issue("bridgecrewio/terraform-aws-session-manager", 26)],
    answers: { construct: "timeouts are strings: %s" },
    doctor: "ssm:GetDocument",
  },
  "timeout-out-of-range": {
    symptom: "A session does not end at the configured time",
    cause: "The idle timeout is 1 to 60 minutes, the maximum duration 1 to 1440",
    page: systemsManager("session-preferences-timeout"),
    answers: { error: "a whole number: both limits, one beyond on both sides, a fraction" },
    doctor: "ssm:GetDocument",
  },
  "parameter-in-logging-field": {
    symptom: "A session is logged somewhere else, or nowhere, though the document names a bucket",
    cause: "A logging field holds {{parameter}}, and the caller of StartSession fills it in",
    page: systemsManager("session-manager-schema"),
    known: [agent(329)],
    answers: { construct: "no logging field holds a parameter, which the caller of StartSession could fill" },
    doctor: "ssm:GetDocument of every session document of the account",
  },
  "encryption-not-demanded": {
    symptom: "A log group was renamed or lost; sessions continued, and none was logged",
    cause: "With the encryption flag off, the agent only warns if it cannot find the group, and sessions run unlogged",
    page: systemsManager("session-manager-logging"),
    known: [agentSource("session/shell/shell.go")],
    answers: { error: "a document without an encrypted destination is refused, since its sessions would run unlogged" },
    doctor: "ssm:GetDocument",
  },
  "streaming-is-only-sink": {
    symptom: "Sessions on some Windows nodes leave nothing at all",
    cause:
      "If streaming is configured but switched off on the node, the agent uploads nothing to the group at the end either",
    page: systemsManager("session-manager-logging"),
    known: [agentSource("session/shell/shell.go")],
    answers: { construct: "is on where it can be: with an encrypted group, and a bucket as second sink" },
    doctor: "ssm:GetDocument",
  },
  "no-streaming": {
    symptom: "The node was stopped or its agent killed, and nothing remains of the session",
    cause:
      "Transcripts are uploaded when the shell ends, and never if it does not; only streaming leaves a trace until then",
    page: systemsManager("session-manager-logging"),
    known: [agent(232), agent(153), agent(148)],
    answers: { construct: "is on where it can be: with an encrypted group, and a bucket as second sink" },
    doctor: "ssm:GetDocument",
  },
  "streaming-without-group": {
    symptom: "Streaming is enabled, but there is no stream",
    cause: "cloudWatchStreamingEnabled is true and cloudWatchLogGroupName is empty",
    page: systemsManager("session-manager-logging"),
    answers: { construct: "is off elsewhere, and where the caller says so" },
    doctor: "ssm:GetDocument",
  },
  "prefix-malformed": {
    symptom: "Transcripts are stored in a folder without a name, where nobody looks",
    cause: "The agent cleans up slashes in the prefix but keeps a leading one, which creates an unnamed first folder",
    page: systemsManager("session-manager-logging"),
    known: [agentSource("fileutil/fileutil.go")],
    answers: { error: "a path without leading or trailing slash, empty, `.` or `..` segments, `*` or {{parameters}}" },
    doctor: "ssm:GetDocument",
  },
  "run-as-without-user": {
    symptom: "Every session fails once Run As is on",
    cause: "runAsEnabled is true, and neither the document nor a tag of the caller names a user",
    page: systemsManager("session-preferences-run-as"),
    known: [agentSource("framework/docparser/docparser.go")],
    answers: { type: "Run As needs a user", error: "Run As without a user is refused, since each session would fail" },
    doctor: "ssm:GetDocument",
  },
  "run-as-root": {
    symptom: "A session is refused because its user is root, or every session has full control of the node",
    cause:
      "Run As refuses user and group id 0; without Run As, ssm-user has sudo and can tamper with the capture and the agent",
    page: systemsManager("session-preferences-run-as"),
    known: [agent(153), agentSource("session/utility/utility_unix.go")],
    answers: { error: "a POSIX user name of at most 32 characters (a-z, 0-9, _ and -), and not root" },
    doctor: "ssm:GetDocument, for a Run As user that is root",
    limit: "Sessions of ssm-user can become root unless Run As names another user; that is AWS's default, not an error",
  },
  "run-as-user-absent": {
    symptom: "'Unable to start shell: failed to start pty since RunAs user ssm-user does not exist'",
    cause: "The user that Run As names does not exist on the node",
    page: systemsManager("session-preferences-run-as"),
    known: [agent(217), agent(431), agent(219)],
    answers: { "verify-node": "says that the session was refused, with the words of the agent" },
  },
  "run-as-tag-overrides": {
    symptom: "Sessions run as a user that the preferences do not name",
    cause: "The IAM principal's tag SSMSessionRunAs overrides runAsDefaultUser, so anyone who may set tags decides",
    page: systemsManager("session-preferences-run-as"),
    answers: {},
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions, for iam:TagRole and iam:TagUser",
    limit: "Session tags from SAML and OIDC sign-ins set the same tag and are not simulated",
  },
  "maximum-duration-absent": {
    symptom: "A session of last week is still open; or a just-in-time session outlives its approval",
    cause:
      "Without maxSessionDuration a session lasts until it is idle; AWS does not end sessions whose approval has expired",
    page: systemsManager("session-preferences-max-timeout"),
    answers: {},
    doctor: "ssm:GetDocument",
    limit: "A note, not a fault: AWS has no limit by default",
  },
  "preferences-of-several-owners": {
    symptom: "'DocumentAlreadyExists', or two pipelines undo each other's preferences",
    cause:
      "There is one SSM-SessionManagerRunShell per account and Region, and the console created it before Terraform did",
    page: systemsManager("getting-started-create-preferences-cli"),
    known: [
      issue("gazoakley/terraform-aws-session-manager-settings", 1),
      issue("tmknom/terraform-aws-session-manager", 34),
    ],
    answers: {
      error: "two audits in one account and Region are refused: there is one document of preferences",
      adopt: "says which accounts need adopt",
    },
  },
  "preferences-reverted": {
    symptom: "Run As, time limits or a profile that a team had set are gone after a deployment",
    cause: "A deployment writes the whole document; what it does not name becomes empty",
    page: systemsManager("getting-started-configure-preferences-cli"),
    known: [issue("ministryofjustice/modernisation-platform", 13426)],
    answers: { adopt: "tells field by field what a deployment would change" },
  },
  "shell-profile-empty": {
    symptom: "A shell profile is configured, but the document has none",
    cause: "A module passed it through an inverted condition, so both profiles are always empty",
    page: systemsManager("session-preferences-shell-config"),
    known: [issue("bridgecrewio/terraform-aws-session-manager", 21)],
    answers: { construct: "has exactly the fields of schema 1.0, each with what it was given" },
  },
  "unusable-kms-key-id": {
    symptom: "No session starts once session encryption is on",
    cause: "kmsKeyId is an alias or id that does not resolve to a key in this account and Region",
    page: systemsManager("session-preferences-enable-encryption"),
    known: [agentSource("session/crypto/blockcipher.go")],
    answers: { construct: "uses the key it was given, by its full ARN" },
    doctor: "kms:DescribeKey on kmsKeyId",
  },
});
