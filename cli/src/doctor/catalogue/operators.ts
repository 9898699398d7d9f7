import { accelerator, breakages, iam, issue, plugin, systemsManager } from "./breakage";

/** Who opens sessions: what they lack, and what they could do to the audit. */
export const operators = breakages({
  "operator-cannot-encrypt": {
    symptom:
      "'KMSEncryption failed on client with status 2 error: … Error calling KMS GenerateDataKey API: AccessDeniedException'",
    cause: "The engineer's role lacks kms:GenerateDataKey on the session key",
    page: systemsManager("session-preferences-enable-encryption"),
    known: [issue("ministryofjustice/modernisation-platform", 1296), issue("claranet/sshm", 2)],
    answers: { construct: "the client makes the data key" },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions",
  },
  "operator-cannot-open-channel": {
    symptom: "StartSession succeeds, but the plugin gets 403",
    cause: "Newer plugins sign ssmmessages:OpenDataChannel, which older policies do not allow",
    page: systemsManager("getting-started-restrict-access-quickstart"),
    known: [plugin(136)],
    answers: { construct: "the client signs the channel" },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions",
  },
  "operator-may-change-audit": {
    symptom: "Somebody switched off the recording of their own sessions",
    cause: "A principal that opens sessions may also change preferences, trail, rule, key, group or bucket",
    page: systemsManager("getting-started-restrict-access-quickstart"),
    answers: { guardrail: "switches logging off" },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions, for the calls that end or open the audit",
  },
  "operator-may-delete-recordings": {
    symptom: "A transcript or stream existed and is gone",
    cause: "A principal that opens sessions may also delete objects from the bucket or streams from the group",
    page: iam("best-practices"),
    answers: { guardrail: "removes a transcript" },
    doctor: "iam:SimulatePrincipalPolicy for principals that opened sessions",
  },
  "node-may-delete-recordings": {
    symptom: "A node deleted the recording of a session on it",
    cause: "The node's role may delete transcripts or streams",
    page: iam("best-practices"),
    answers: { construct: "covers its traces for good" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role",
  },
  "terminates-sessions-of-others": {
    symptom: "Somebody ended another person's session",
    cause: "TerminateSession is allowed on all sessions, not only on the caller's own",
    page: systemsManager("getting-started-restrict-access-quickstart"),
    answers: { construct: "of a role: by the tag that Systems Manager puts on it" },
    limit: "No recording is lost; the call is in the trail",
  },
  "session-name-chosen-by-caller": {
    symptom: "Two people share a session name, or one uses another's",
    cause: "The caller of AssumeRole chooses the role session name, unless the role's trust policy pins it",
    page: iam("reference_policies_iam-condition-keys"),
    answers: {},
    limit: "The trail holds the principal that assumed the role; Identity Center sets the name itself",
  },
  "policy-attached-exclusively": {
    symptom: "Other roles lost a policy when the audit was deployed",
    cause: "aws_iam_policy_attachment detaches the policy from every principal that it does not list",
    page: iam("access_policies_manage-attach-detach"),
    known: [issue("trussworks/terraform-aws-cloudtrail", 186)],
    answers: {
      construct: "brings nothing that a user did not ask for: no machine, and no attachment that detaches others",
    },
  },
  "partition-literal": {
    symptom: "Nothing works in GovCloud or China",
    cause: "ARNs contain the literal partition 'aws'",
    page: iam("reference-arns"),
    known: ["https://github.com/tmknom/terraform-aws-session-manager"],
    answers: { construct: "no file of the library or of an example names a partition" },
  },
  "policy-variable-lost": {
    symptom: "terraform plan fails on ${aws:username}, or a policy does not restrict people to their own sessions",
    cause: "Terraform interprets ${…} before IAM does; the variable must be escaped",
    page: iam("reference_policies_variables"),
    answers: { construct: "IAM policy variables reach IAM instead of Terraform" },
  },
  "bucket-policy-by-role-name": {
    symptom: "Custom roles cannot write to the central bucket, but roles with a certain name pattern can",
    cause: "The bucket policy admits roles by their name",
    page: systemsManager("getting-started-create-iam-instance-profile"),
    known: [accelerator(340), accelerator(985)],
    answers: { construct: "may upload below their own account's id only" },
  },
});
