import { accelerator, agent, agentSource, breakages, issue, kms, logs, s3, systemsManager } from "./breakage";

/** KMS keys of session data, of the bucket and of the log group. */
export const keys = breakages({
  "key-disabled": {
    symptom: "Sessions are refused, or transcripts stop, from one minute to the next",
    cause: "A key of the audit chain is disabled",
    page: kms("enabling-keys"),
    answers: { guardrail: "stops sessions" },
    doctor: "kms:DescribeKey",
  },
  "key-pending-deletion": {
    symptom: "Transcripts are unreadable, or soon will be",
    cause: "A key of the audit chain is pending deletion; afterwards, everything it encrypted is lost",
    page: kms("deleting-keys"),
    answers: {
      guardrail: "makes transcripts unreadable",
      construct: "is refused by Terraform unless the caller says otherwise",
    },
    doctor: "kms:DescribeKey",
  },
  "session-key-in-another-region": {
    symptom: "Sessions start in one Region but are refused in all others",
    cause: "Node and client call KMS in the Region of the session; one key ARN serves one Region",
    page: systemsManager("session-preferences-enable-encryption"),
    known: [accelerator(809), accelerator(1028)],
    answers: { construct: "a key for sessions and one for logs" },
    doctor: "ssm:GetDocument",
  },
  "session-key-policy-without-node": {
    symptom:
      "'Fetching data key failed: Unable to retrieve data key, Error when decrypting data key AccessDeniedException'",
    cause: "The key policy neither names the node's role nor delegates to IAM in the account",
    page: kms("key-policies"),
    known: [accelerator(19), issue("department-of-veterans-affairs/va.gov-team", 54885)],
    answers: { construct: "opens the data key of the client" },
    doctor: "kms:GetKeyPolicy, evaluated against the agent's call",
  },
  "session-key-policy-without-operator": {
    symptom:
      "'KMSEncryption failed on client with status 2 error: … Error calling KMS GenerateDataKey API: AccessDeniedException'",
    cause: "The key policy neither names the engineer's role nor delegates to IAM in the account",
    page: kms("key-policies"),
    known: [issue("ministryofjustice/modernisation-platform", 1296)],
    answers: { construct: "the client makes the data key" },
    doctor: "kms:GetKeyPolicy, evaluated against the client's call",
  },
  "session-key-conditioned-on-service": {
    symptom: "Every session is refused, although the key policy lists every role",
    cause: "The policy requires kms:ViaService, which never matches: agent and client call KMS directly",
    page: kms("conditions-kms"),
    known: [agentSource("session/crypto/blockcipher.go")],
    answers: {
      construct:
        "has no kms:ViaService: operators and nodes call KMS with their own credentials, never through a service",
    },
    doctor: "kms:GetKeyPolicy, evaluated against the agent's call",
  },
  "session-key-limits-context": {
    symptom: "Sessions fail after an update of the agent to 3.3.808.0 or later",
    cause: "A policy allows exactly two keys of the encryption context; newer agents add aws:ssm:RandomChallenge",
    page: kms("conditions-kms"),
    known: [agentSource("session/datachannel/datachannel.go")],
    answers: { construct: "uses the session key directly, whatever else the encryption context holds" },
    doctor: "kms:GetKeyPolicy, evaluated with three keys",
  },
  "session-key-asymmetric": {
    symptom: "No session starts, although everybody may use the key",
    cause: "Only symmetric encryption keys generate data keys",
    page: kms("symmetric-asymmetric"),
    answers: {},
    doctor: "kms:DescribeKey",
  },
  "bucket-key-policy-without-node": {
    symptom: "S3Upload: AccessDenied in the agent's log, although the bucket policy allows everything",
    cause: "The bucket's key does not let the node's role encrypt through S3",
    page: s3("UsingKMSEncryption"),
    known: [agent(229), accelerator(340)],
    answers: { construct: "S3 encrypts, by the Bucket Key" },
    doctor: "kms:GetKeyPolicy, evaluated against GenerateDataKey through S3",
  },
  "bucket-key-without-decrypt": {
    symptom: "Short transcripts arrive, long ones do not",
    cause: "Multipart uploads need kms:Decrypt besides kms:GenerateDataKey",
    page: s3("mpuoverview"),
    known: ["https://github.com/masterpointio/terraform-aws-ssm-agent/blob/main/main.tf"],
    answers: { construct: "S3 puts parts together" },
    doctor: "iam:SimulatePrincipalPolicy for each node's role, and kms:GetKeyPolicy",
  },
  "bucket-under-key-of-aws": {
    symptom: "Uploads from other accounts fail, and nobody can read their transcripts",
    cause: "The bucket uses alias/aws/s3, and no policy can let another account use it",
    page: s3("UsingKMSEncryption"),
    answers: { type: "a key is passed itself, not by its ARN" },
    doctor: "s3:GetEncryptionConfiguration",
    limit: "A fault only if nodes in other accounts write to the bucket; otherwise a note",
  },
  "logs-key-policy-without-logs": {
    symptom: "The group receives no events: PutLogEvents fails, or the key could not be set on the group",
    cause: "The key policy does not let CloudWatch Logs in that Region use the key for that group",
    page: logs("encrypt-log-data-kms"),
    answers: { construct: "gets a key ARN, not an id, and lets Logs use the key for itself alone" },
    doctor: "kms:GetKeyPolicy, evaluated against the calls of CloudWatch Logs",
  },
  "key-not-rotated": {
    symptom: "Security Hub KMS.4 fails",
    cause: "Automatic rotation is off, so the key material never changes",
    page: kms("rotate-keys"),
    answers: { construct: "rotates every year and waits 30 days before a deletion" },
    limit: "No session is lost; Security Hub and AWS Config check for it",
  },
  "just-in-time-key-untagged": {
    symptom: "Sessions by just-in-time node access are refused once encryption is on",
    cause: "The key lacks the tag SystemsManagerJustInTimeNodeAccessManaged=true, which AWS's policies require",
    page: systemsManager("systems-manager-just-in-time-node-access-session-preferences"),
    answers: {},
    doctor: "kms:ListResourceTags, if the Region has had just-in-time sessions",
  },
});
