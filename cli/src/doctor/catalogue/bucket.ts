import { accelerator, agent, agentSource, breakages, issue, s3, systemsManager } from "./breakage";

/** The S3 bucket for transcripts, and the one for its access logs. */
export const bucket = breakages({
  "bucket-missing": {
    symptom: "'encryption is not set up on the selected Amazon S3 bucket', or no transcript at all",
    cause:
      "The bucket in the preferences does not exist. With the encryption flag on, the agent reports that as missing encryption",
    page: systemsManager("session-manager-logging"),
    known: [agent(212), agent(311)],
    answers: { construct: "the document logs to what the topology made, and takes the caller's preferences" },
    doctor: "s3:GetBucketLocation",
  },
  "bucket-name-with-dots": {
    symptom: "Uploads fail with a certificate error",
    cause: "S3's wildcard certificate covers one label, so the name of a bucket for session logs must not contain dots",
    page: systemsManager("session-manager-logging"),
    answers: { error: "lower-case letters, digits and inner hyphens, without dots" },
    doctor: "ssm:GetDocument",
  },
  "bucket-dsse": {
    symptom: "'encryption is not set up on the selected Amazon S3 bucket', but it is encrypted",
    cause: "The agent recognizes only AES256 and aws:kms; it takes aws:kms:dsse for not encrypted",
    page: s3("specifying-dsse-encryption"),
    known: [agentSource("s3util/s3util.go")],
    answers: { type: "DSSE counts as not encrypted with the agent" },
    doctor: "s3:GetEncryptionConfiguration",
  },
  "bucket-key-not-by-arn": {
    symptom: "Uploads from other accounts fail, those from the bucket's account succeed",
    cause:
      "The agent sends the key as written in the bucket's configuration; an id or alias is resolved in the node's account",
    page: s3("bucket-encryption"),
    known: [agentSource("s3util/s3util.go")],
    answers: { construct: "encrypts by the full ARN of its key, with the bucket key on" },
    doctor: "s3:GetEncryptionConfiguration",
  },
  "bucket-policy-demands-header": {
    symptom: "S3Upload: AccessDenied in the agent's log, while 'aws s3 cp --sse' works",
    cause:
      "The bucket policy denies uploads without an encryption header, and the agent sends none if it could not read the bucket's encryption",
    page: s3("UsingKMSEncryption"),
    known: [agent(311), agent(315)],
    answers: { construct: "uploads without headers where the look failed" },
    doctor: "s3:GetBucketPolicy, evaluated against an upload without the header",
  },
  "bucket-policy-denies-upload": {
    symptom: "Sessions run, but no transcript arrives",
    cause: "The bucket policy does not allow the calls that the node's role uploads with, or denies them",
    page: systemsManager("session-manager-logging"),
    known: [
      accelerator(340),
      accelerator(985),
      "https://repost.aws/knowledge-center/ssm-s3-bucket-logging-multiple-accounts",
    ],
    answers: { construct: "may upload below their own account's id only" },
    doctor: "s3:GetBucketPolicy, evaluated against PutObject and PutObjectAcl",
  },
  "bucket-policy-hides-encryption": {
    symptom: "'encryption is not set up on the selected Amazon S3 bucket', for nodes of other accounts only",
    cause: "The bucket's account does not let them call s3:GetEncryptionConfiguration",
    page: systemsManager("session-manager-logging"),
    known: [agent(212)],
    answers: {
      construct: "may read the bucket's encryption, without which the agent refuses the session, and use the key",
    },
    doctor: "s3:GetBucketPolicy, evaluated against that call",
  },
  "bucket-in-another-region": {
    symptom: "A blank screen in subnets without internet access; fine elsewhere",
    cause: "A VPC's S3 endpoint only reaches buckets in its own Region",
    page: systemsManager("session-manager-logging"),
    known: [accelerator(863), accelerator(896)],
    answers: { construct: "a bucket > in another Region is warned of" },
    doctor: "s3:GetBucketLocation, with the routes and endpoints of the nodes' subnets",
  },
  "lifecycle-deletes-early": {
    symptom: "Last week's transcripts are gone",
    cause: "A lifecycle rule of the bucket expires them after a day or two",
    page: s3("object-lifecycle-mgmt"),
    known: ["https://github.com/masterpointio/terraform-aws-ssm-agent/blob/main/main.tf"],
    answers: {
      error: "a whole number: both limits, one beyond on both sides, a fraction",
      guardrail: "lets files expire",
    },
    doctor: "s3:GetLifecycleConfiguration",
  },
  "bucket-not-versioned": {
    symptom: "A transcript was overwritten or deleted, and there is no earlier version",
    cause: "Versioning is off, so whoever overwrites or deletes an object leaves no earlier version",
    page: s3("Versioning"),
    answers: { type: "versioning is always on", guardrail: "makes deletions final" },
    doctor: "s3:GetBucketVersioning",
  },
  "bucket-public": {
    symptom: "Anybody can read transcripts, and the secrets in them",
    cause: "The public access block is incomplete",
    page: s3("access-control-block-public-access"),
    answers: { construct: "has every protection, whatever the caller says", guardrail: "opens the bucket" },
    doctor: "s3:GetBucketPublicAccessBlock and the account's own",
  },
  "bucket-takes-plain-http": {
    symptom: "Security Hub S3.5 fails",
    cause: "Nothing in the bucket policy denies requests without TLS",
    page: s3("security-best-practices"),
    answers: { construct: "denies unencrypted transport, for the bucket and its objects" },
    doctor: "s3:GetBucketPolicy",
  },
  "lock-on-access-logs": {
    symptom: "Access logs stopped when Object Lock was switched on",
    cause: "S3 does not deliver access logs to a bucket with a default retention",
    page: s3("troubleshooting-server-access-logging"),
    known: [
      issue("cloudposse/terraform-aws-s3-log-storage", 113),
      issue("cloudposse/terraform-aws-s3-log-storage", 111),
    ],
    answers: { type: "a lock would block the delivery" },
    doctor: "s3:GetBucketLogging, and s3:GetBucketObjectLockConfiguration of the target",
  },
  "access-logs-under-kms": {
    symptom: "Access logs never arrive",
    cause: "S3 delivers access logs to buckets with SSE-S3 only",
    page: s3("troubleshooting-server-access-logging"),
    answers: { type: "S3 delivers access logs to SSE-S3 only" },
    doctor: "s3:GetBucketLogging, and s3:GetEncryptionConfiguration of the target",
  },
  "access-logs-to-itself": {
    symptom: "The transcript bucket fills up with its own access logs",
    cause: "The bucket is its own target: each log file that is delivered causes the next",
    page: s3("ServerLogs"),
    known: [
      issue("bridgecrewio/terraform-aws-session-manager", 15),
      issue("bridgecrewio/terraform-aws-session-manager", 20),
    ],
    answers: { construct: "access logs never go to the bucket itself" },
    doctor: "s3:GetBucketLogging",
  },
  "bucket-emptied-by-terraform": {
    symptom: "terraform destroy removed every transcript",
    cause: "force_destroy was hard-coded on the audit bucket",
    page: s3("DeletingObjects"),
    known: [issue("bridgecrewio/terraform-aws-session-manager", 20)],
    answers: { construct: "is refused by Terraform, and content is never dropped along the way" },
    limit: "AWS never sees this Terraform setting, so the doctor cannot find it",
  },
  "policy-seen-as-public": {
    symptom: "All accounts of the organization lose access to the bucket at once",
    cause: "Under RestrictPublicBuckets, one statement that S3 considers public switches off cross-account access",
    page: s3("access-control-block-public-access"),
    answers: {
      construct: "lets nodes of members write below their own account id, look at the encryption, and nothing else",
    },
    doctor: "s3:GetBucketPolicyStatus",
  },
});
