import { accelerator, breakages, cloudTrail, iam, issue, s3 } from "./breakage";

/** The CloudTrail trail: without it there is neither evidence nor an event. */
export const trail = breakages({
  "no-trail": {
    symptom: "No alert ever came, and after 90 days nobody knows who opened a session",
    cause: "No trail records management events of the Region; the event history lasts 90 days, and rules need a trail",
    page: cloudTrail("receive-cloudtrail-log-files-from-multiple-regions"),
    answers: { construct: "records every Region and the global services, validates its files and encrypts them" },
    doctor: "cloudtrail:DescribeTrails",
  },
  "trail-stopped": {
    symptom: "Alerts and trail files stopped at the same moment",
    cause: "Somebody called StopLogging",
    page: cloudTrail("logging-management-events-with-cloudtrail"),
    answers: { guardrail: "blinds the trail" },
    doctor: "cloudtrail:GetTrailStatus",
  },
  "trail-without-write-events": {
    symptom: "The trail is on, but does not contain StartSession",
    cause: "Its selectors exclude management events, or include only read-only ones",
    page: cloudTrail("logging-management-events-with-cloudtrail"),
    answers: {
      construct: "narrows no events down: EventBridge rests on management events, writes included",
      guardrail: "leaves management events out",
    },
    doctor: "cloudtrail:GetEventSelectors",
  },
  "trail-of-one-region": {
    symptom: "Sessions in one Region are in the trail; those in others are not",
    cause: "The trail records its home Region only",
    page: cloudTrail("receive-cloudtrail-log-files-from-multiple-regions"),
    answers: { type: "a trail of one Region is not on offer" },
    doctor: "cloudtrail:DescribeTrails in each Region",
  },
  "trail-cannot-deliver": {
    symptom: "The trail is on, but its bucket receives no files",
    cause: "The bucket policy or the key no longer lets CloudTrail write",
    page: cloudTrail("create-s3-bucket-policy-for-cloudtrail"),
    known: [
      issue("trussworks/terraform-aws-cloudtrail", 186),
      issue("trussworks/terraform-aws-cloudtrail", 250),
      issue("nozaq/terraform-aws-secure-baseline", 265),
    ],
    answers: { construct: "may write below the account's own path for that trail only, and hands objects over" },
    doctor: "cloudtrail:GetTrailStatus, which keeps the last error",
  },
  "trail-without-validation": {
    symptom: "Nobody can prove that a trail file is unchanged",
    cause: "Log file validation is off: there are no digests",
    page: cloudTrail("cloudtrail-log-file-validation-intro"),
    answers: { construct: "records every Region and the global services, validates its files and encrypts them" },
    doctor: "cloudtrail:DescribeTrails",
  },
  "trail-key-unusable": {
    symptom: "Trail files stop, or nobody can read them",
    cause: "The trail's key is disabled, pending deletion, or does not allow CloudTrail",
    page: cloudTrail("create-kms-key-policy-for-cloudtrail"),
    answers: {
      construct: "every statement of bucket and key for CloudTrail names this trail",
      guardrail: "makes transcripts unreadable",
    },
    doctor: "kms:DescribeKey and kms:GetKeyPolicy",
  },
  "trail-group-unwritable": {
    symptom: "The trail's log group is empty",
    cause:
      "The trust policy of its role has a source condition, which CloudTrail does not meet, or the log group's ARN lacks :*",
    page: cloudTrail("create-s3-bucket-policy-for-cloudtrail"),
    known: ["https://github.com/pulumi/pulumi-awsx/pull/1763"],
    answers: {
      construct: "the role may be assumed by CloudTrail, without a source condition, which would stop delivery",
    },
    doctor: "cloudtrail:GetTrailStatus, which keeps the last error",
  },
  "organization-trail-incomplete": {
    symptom: "The organization trail exists, but files of member accounts are missing",
    cause: "The bucket policy allows the management account's path, but not the organization's",
    page: cloudTrail("create-s3-bucket-policy-for-cloudtrail"),
    known: [
      issue("aws/aws-cdk", 22267),
      issue("aws/aws-cdk", 23391),
      issue("terraform-aws-modules/terraform-aws-s3-bucket", 331),
    ],
    answers: {
      construct: "writes the files of an organization below its id too, and those of its owner below the owner's",
    },
    limit: "Its last error, which the doctor shows, does not say which path was refused",
  },
  "trail-file-not-yet-there": {
    symptom: "A session that started five minutes ago is not in the trail's bucket",
    cause: "CloudTrail delivers files within a few minutes, and retries for days if it cannot",
    page: cloudTrail("receive-cloudtrail-log-files-from-multiple-regions"),
    answers: {},
    limit: "Nothing is wrong: look again later",
  },
  "history-of-thirty-days": {
    symptom: "Sessions from last quarter are no longer listed",
    cause: "Session Manager keeps its history for 30 days, and CloudTrail keeps its event history for 90 days",
    page: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeSessions.html",
    answers: { construct: "keeps everything forever unless told, and drops only uploads that never completed" },
    limit: "What was not recorded at the time cannot be recovered",
  },
  "root-opens-session": {
    symptom: "The person who opened a session is 'root'",
    cause: "No IAM policy in the account restricts the root user",
    page: iam("id_root-user"),
    answers: { alert: "%s matches its events and no others" },
    limit: "A service control policy, such as the guardrail, can restrict root in member accounts",
  },
  "log-archive-in-same-account": {
    symptom: "An administrator of the account ended the audit and removed what it had recorded",
    cause: "The recordings, keys and trail are in the same account as the sessions",
    page: s3("object-lock"),
    known: [accelerator(985)],
    answers: { construct: "keeps each new object in %s mode, once versions are on", guardrail: "lifts a retention" },
    limit: "By design of a single account: use a landing zone, or a lock in compliance mode",
  },
});
