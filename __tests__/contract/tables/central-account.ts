import * as the from "../support/names";
import { federated, role, service } from "../support/principals";
import { keyArn } from "../support/references";
import { allows, denies, type Row } from "../support/table";

const transcripts = the.bucket("acme-transcripts");
const transcript = `${transcripts}/sessions/111122223333/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const key = keyArn("key");
const withAlias = { "kms:ResourceAliases": ["alias/acme-transcripts"] };
const otherAlias = { "kms:ResourceAliases": ["alias/website"] };
const group = the.logGroup("/acme/trail");
const stream = the.logStream("/acme/trail", "a");
const rule = the.rule("acme-events");
const letters = the.queue("acme-dead-letters");
const bus = the.eventBus("acme");

const archivist = role("ArchiveAdministrators", "dave", { almighty: true });
const auditor = role("AuditAdministrators", "carol", { almighty: true });
const node = role("acme-nodes", "i-0123456789abcdef0", { almighty: true });
const cloudTrail = service("cloudtrail.amazonaws.com", { "aws:SourceArn": the.trail("acme") });
const trailFile = `${transcripts}/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/21/file.json.gz`;

/** An administrator of the account that keeps everything, under a policy on its resources. */
export const resourceControlPolicy: readonly Row[] = [
  ...["s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutLifecycleConfiguration", "s3:DeleteBucket"].map((action) =>
    denies(archivist, action, transcripts, "changes the bucket"),
  ),
  ...["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:ReplicateDelete"].map((action) =>
    denies(archivist, action, transcript, "removes files"),
  ),
  denies(archivist, "s3:PutObject", transcript, "forges a file"),
  allows(node, "s3:PutObject", transcript, "nodes keep logging"),
  allows(archivist, "s3:GetObject", transcript, "who may read is up to others"),
  allows(archivist, "s3:DeleteObject", "arn:aws:s3:::acme-website/index.html", "another bucket"),
  denies(archivist, "kms:ScheduleKeyDeletion", key, "shreds what the key encrypts", withAlias),
  denies(archivist, "kms:PutKeyPolicy", key, "shuts auditors out of what the key encrypts", withAlias),
  allows(archivist, "kms:DisableKey", key, "a key under another alias", otherAlias),
  denies(archivist, "kms:DeleteAlias", the.keyAlias("acme-transcripts"), "takes the protection off the key"),
  denies(archivist, "logs:DeleteLogGroup", group, "removes the events of the trail"),
  denies(archivist, "logs:PutLogEvents", stream, "forges events of the trail"),
  denies(archivist, "events:DisableRule", rule, "silences alerts"),
  denies(archivist, "sqs:PurgeQueue", letters, "loses what was not delivered"),
  denies(archivist, "events:UpdateEventBus", bus, "encrypts it with a key that is disabled later"),
  allows(auditor, "s3:PutBucketPolicy", transcripts, "named as an administrator"),
  allows(auditor, "s3:PutObject", transcript, "named as an administrator"),
  allows(auditor, "kms:DisableKey", key, "named as an administrator", withAlias),
  allows(archivist, "sns:DeleteTopic", the.topic("acme-alerts"), "resource control policies do not cover topics"),
  allows(archivist, "logs:PutLogEvents", the.logStream("/acme/website", "a"), "another group"),
  allows(cloudTrail, "s3:PutObject", trailFile, "services deliver", the.toBucketOwner),
];

const signIn = { "SAML:aud": "https://signin.aws.amazon.com/saml", "sts:SourceIdentity": "alice" };
const operators = the.role("acme-operators");

/** Who takes the role of operators by a SAML provider, which names session and source identity. */
export const federatedOperators: readonly Row[] = [
  allows(federated("staff"), "sts:AssumeRoleWithSAML", operators, "signs in", signIn),
  denies(federated("staff"), "sts:AssumeRoleWithSAML", operators, "without a source identity", {
    "SAML:aud": signIn["SAML:aud"],
  }),
  denies(federated("staff"), "sts:AssumeRoleWithSAML", operators, "with an assertion for another service", {
    ...signIn,
    "SAML:aud": "https://example.com/saml",
  }),
  denies(federated("other"), "sts:AssumeRoleWithSAML", operators, "another provider", signIn),
  denies(archivist, "sts:AssumeRole", operators, "nobody else"),
];

const manager = role("Managers", "erin", { policies: ["acme-management"], almighty: true });
const spared = role("AuditAdministrators", "carol", { policies: ["acme-management"], almighty: true });
const policyOfOrganization =
  "arn:aws:organizations::111122223333:policy/o-a1b2c3d4e5/service_control_policy/p-a1b2c3d4";
const accountOfOrganization = "arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/444455556666";
const root = "arn:aws:organizations::111122223333:root/o-a1b2c3d4e5/r-a1b2";

/** An administrator of the management account, whom no policy of the organization binds. */
export const managementPolicy: readonly Row[] = [
  ...["organizations:DetachPolicy", "organizations:UpdatePolicy", "organizations:DeletePolicy"].map((action) =>
    denies(manager, action, policyOfOrganization, "takes the guardrail down"),
  ),
  denies(
    manager,
    "organizations:AttachPolicy",
    policyOfOrganization,
    "denies nodes what they write, by another policy",
  ),
  denies(manager, "organizations:DisablePolicyType", root, "takes every guardrail down"),
  denies(manager, "organizations:MoveAccount", accountOfOrganization, "takes an account out from under it"),
  denies(manager, "organizations:RemoveAccountFromOrganization", accountOfOrganization, "the same, for good"),
  denies(manager, "organizations:CloseAccount", accountOfOrganization, "loses what the account keeps"),
  denies(manager, "organizations:RegisterDelegatedAdministrator", accountOfOrganization, "hands the right on"),
  denies(manager, "organizations:PutResourcePolicy", "*", "hands the right on"),
  denies(manager, "organizations:DisableAWSServiceAccess", "*", "ends the trail of the organization"),
  denies(manager, "organizations:DeleteOrganization", "*", "ends everything"),
  denies(manager, "cloudtrail:RegisterOrganizationDelegatedAdmin", "*", "lets another account change the trail"),
  denies(manager, "cloudtrail:DeregisterOrganizationDelegatedAdmin", "*", "takes the trail from who keeps it"),
  denies(manager, "sts:AssumeRoot", "arn:aws:iam::444455556666:root", "acts as the root of a member"),
  denies(manager, "account:CloseAccount", the.account, "closes the account with all it keeps"),
  denies(manager, "organizations:LeaveOrganization", "*", "sheds the policies of the organization"),
  denies(manager, "iam:UpdateAssumeRolePolicy", the.role("AuditAdministrators"), "becomes the exempt role"),
  denies(manager, "iam:CreatePolicyVersion", the.policy("acme-management"), "rewrites it"),
  denies(manager, "iam:DetachRolePolicy", the.role("Managers"), "sheds it", {
    "iam:PolicyARN": the.policy("acme-management"),
  }),
  allows(manager, "organizations:CreateAccount", "*", "everything else goes on"),
  allows(manager, "iam:DetachRolePolicy", the.role("Managers"), "another policy", {
    "iam:PolicyARN": the.policy("other"),
  }),
  allows(spared, "organizations:DetachPolicy", policyOfOrganization, "named as an administrator"),
  allows(spared, "iam:UpdateAssumeRolePolicy", the.role("AuditAdministrators"), "named as an administrator"),
  allows(spared, "iam:CreatePolicyVersion", the.policy("acme-management"), "named as an administrator"),
  allows(spared, "iam:DetachRolePolicy", the.role("Managers"), "named", {
    "iam:PolicyARN": the.policy("acme-management"),
  }),
];
