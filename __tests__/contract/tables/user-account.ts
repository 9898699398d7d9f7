import * as the from "../support/names";
import { role, service, user } from "../support/principals";
import { keyArn } from "../support/references";
import { allows, denies, type Row } from "../support/table";

const { checked, ofSession, toBucketOwner, plainHttp } = the;
const transcripts = the.bucket("acme-transcripts");
const transcript = `${transcripts}/sessions/111122223333/eu-west-1/bob-0123456789abcdefghijklmnop.log`;
const sessionKey = keyArn("session_key");
const shell = the.document("Acme-Shell");
const node = role("acme-hybrid-nodes", "mi-0123456789abcdef0", { policies: ["acme-hybrid-nodes"] });
const administrator = role("Administrators", "carol", { almighty: true });
const deputy = (account: string, owner: string) =>
  service("ssm.amazonaws.com", {
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:ssm:eu-west-1:${owner}:managed-instance/mi-0123456789abcdef0`,
  });
const systemsManager = (account = "111122223333") => deputy(account, account);

export const hybridNode: readonly Row[] = [
  allows(systemsManager(), "sts:AssumeRole", the.role("acme-hybrid-nodes"), "hands the role to a hybrid node"),
  denies(systemsManager(the.OTHER_ACCOUNT), "sts:AssumeRole", the.role("acme-hybrid-nodes"), "confused deputy"),
  denies(
    deputy("111122223333", the.OTHER_ACCOUNT),
    "sts:AssumeRole",
    the.role("acme-hybrid-nodes"),
    "for a node of theirs",
  ),
  denies(
    deputy(the.OTHER_ACCOUNT, "111122223333"),
    "sts:AssumeRole",
    the.role("acme-hybrid-nodes"),
    "asked for by them",
  ),
  denies(service("ec2.amazonaws.com"), "sts:AssumeRole", the.role("acme-hybrid-nodes"), "is for hybrid nodes"),
  allows(node, "ssmmessages:OpenControlChannel", "*", "waits for sessions"),
  allows(node, "ssm:UpdateInstanceInformation", the.hybridNode(), "reports itself"),
  allows(node, "s3:GetEncryptionConfiguration", transcripts, "refuses the session where it may not look"),
  allows(node, "s3:PutObject", transcript, "uploads with the bucket's algorithm", {
    ...toBucketOwner,
    "s3:x-amz-server-side-encryption": "AES256",
  }),
  allows(node, "s3:PutObjectAcl", transcript, "gives the transcript to the owner of the bucket", toBucketOwner),
  allows(node, "kms:Decrypt", sessionKey, "opens the data key of the client", ofSession),
  allows(node, "s3:PutObject", transcript, "uploads without headers where the look failed"),
  denies(node, "s3:PutObjectAcl", transcript, "to everybody", { "s3:x-amz-acl": "public-read" }),
  denies(node, "kms:Decrypt", sessionKey, "for anything but a session"),
  denies(node, "kms:GenerateDataKey", sessionKey, "SSE-S3 needs no key", the.viaS3(transcripts)),
  denies(node, "s3:PutObject", transcript, "not what the bucket has", { "s3:x-amz-server-side-encryption": "aws:kms" }),
  denies(node, "s3:PutObject", transcript, "DSSE is not either", { "s3:x-amz-server-side-encryption": "aws:kms:dsse" }),
  denies(node, "s3:PutObject", transcript, "a key nobody else has", {
    "s3:x-amz-server-side-encryption-customer-algorithm": "AES256",
  }),
  denies(node, "s3:PutObject", transcript, "plain HTTP", plainHttp),
  denies(node, "s3:GetObject", transcript, "reads a transcript"),
  denies(node, "logs:PutLogEvents", the.logStream("/acme/sessions", "a"), "its document has no group"),
];

const tagged = (team: string, stage: string) => ({
  "ssm:resourceTag/team": team,
  "ssm:resourceTag/stage": stage,
  ...checked,
});
const bob = user("bob", { policies: ["acme-operators"] });
const almightyBob = user("bob", { policies: ["acme-operators"], almighty: true });
const mine = the.session("bob-0123456789abcdefghijklmnop");
const hers = the.session("alice-0123456789abcdefghijklmnop");
const forwarding = the.awsDocument("AWS-StartPortForwardingSession");

/** A start is checked against the node with its tags, and against the document, which has none. */
export const userOnTaggedNodes: readonly Row[] = [
  allows(bob, "ssm:StartSession", the.instance(), "both tags fit", tagged("web", "test")),
  allows(bob, "ssm:StartSession", the.hybridNode(), "both tags fit", tagged("search", "test")),
  allows(bob, "ssm:StartSession", shell, "the document has no tags", checked),
  denies(bob, "ssm:StartSession", the.instance(), "another team", tagged("billing", "test")),
  denies(bob, "ssm:StartSession", the.instance(), "one tag of two", tagged("web", "live")),
  denies(bob, "ssm:StartSession", the.instance(), "no tags", checked),
  denies(bob, "ssm:StartSession", the.instance(), "a * is no wildcard", tagged("*", "test")),
  denies(bob, "ssm:StartSession", the.instance(), "with the document unchecked", {
    ...tagged("web", "test"),
    "ssm:SessionDocumentAccessCheck": "false",
  }),
  denies(bob, "ssm:StartSession", the.document(), "the preferences are not his document", checked),
  allows(bob, "ssm:StartSession", forwarding, "asked for by name", checked),
  denies(bob, "ssm:StartSession", the.awsDocument("AWS-StartSSHSession"), "not asked for", checked),
  denies(almightyBob, "ssm:StartSession", the.document(), "another Allow does not help", checked),
  denies(almightyBob, "ssm:StartSession", the.instance(), "a Region that nobody audits", {
    ...tagged("web", "test"),
    "aws:RequestedRegion": the.OTHER_REGION,
  }),
  allows(bob, "ssmmessages:OpenDataChannel", mine, "the client signs the channel"),
  allows(bob, "ssm:ResumeSession", mine, "resumes after a broken connection"),
  allows(bob, "ssm:TerminateSession", mine, "ends it"),
  denies(bob, "ssmmessages:OpenDataChannel", hers, "another's session"),
  denies(bob, "ssm:ResumeSession", hers, "another's session"),
  denies(bob, "ssm:TerminateSession", hers, "another's session"),
  denies(bob, "ssm:TerminateSession", the.session("bobby-0123456789abcdefghijklmnop"), "a longer name"),
  allows(
    bob,
    "ssm:TerminateSession",
    the.session("bob-two-0123456789abcdefghijk"),
    "ARNs cannot tell bob from bob-two",
  ),
  allows(bob, "ssm:DescribeSessions", "*", "the console lists sessions"),
  allows(bob, "ssm:GetDocument", shell, "the console shows what the session will be"),
  allows(bob, "kms:GenerateDataKey", sessionKey, "the client makes the data key", ofSession),
  denies(bob, "kms:GenerateDataKey", sessionKey, "for anything but a session"),
  allows(almightyBob, "ssm:CreateDocument", the.document("Patch"), "no session", { "ssm:DocumentType": "Command" }),
  denies(almightyBob, "ssm:CreateDocument", the.document("Bobs"), "creates a document for unlogged shells", {
    "ssm:DocumentType": "Session",
  }),
  denies(almightyBob, "ssm:DeleteDocument", shell, "switches logging off"),
  denies(almightyBob, "s3:DeleteObject", transcript, "removes a transcript"),
  denies(almightyBob, "kms:DisableKey", sessionKey, "stops sessions"),
];

const bounded = role("Developers", "dave", { almighty: true, boundary: "acme-boundary" });
const withBoundary = { "iam:PermissionsBoundary": the.policy("acme-boundary") };
const other = { "iam:PermissionsBoundary": the.policy("other") };
const aRole = the.role("made-by-dave");
const sparedRole = the.role("Administrators");
/** A node whose role somebody under the boundary has made. */
const boundedNode = role("acme-hybrid-nodes", "mi-0123456789abcdef0", {
  policies: ["acme-hybrid-nodes"],
  boundary: "acme-boundary",
});

/** Dave has every right, within the boundary. */
export const boundary: readonly Row[] = [
  allows(bounded, "ec2:RunInstances", "arn:aws:ec2:eu-west-1::image/ami-0123456789abcdef0", "everything else goes on"),
  denies(bounded, "ssm:UpdateDocument", shell, "switches logging off"),
  denies(bounded, "s3:PutBucketPolicy", transcripts, "opens the bucket"),
  denies(bounded, "s3:DeleteObjectVersion", transcript, "removes a transcript"),
  denies(bounded, "kms:DisableKey", sessionKey, "makes sessions impossible"),
  denies(administrator, "kms:ScheduleKeyDeletion", sessionKey, "a retained key is deleted by nobody"),
  allows(administrator, "kms:PutKeyPolicy", sessionKey, "nobody is locked out"),
  denies(bounded, "iam:DeleteRolePermissionsBoundary", the.role("Developers"), "sheds it", withBoundary),
  allows(bounded, "iam:DeleteRolePermissionsBoundary", aRole, "another boundary is not ours", other),
  denies(bounded, "iam:PutRolePermissionsBoundary", the.role("Developers"), "takes a wider one", other),
  denies(bounded, "iam:CreateRole", aRole, "makes a role without it"),
  allows(bounded, "iam:CreateRole", aRole, "makes a role with it", withBoundary),
  denies(bounded, "iam:AttachRolePolicy", aRole, "gives rights to a role without it"),
  allows(bounded, "iam:AttachRolePolicy", aRole, "gives rights to a role with it", withBoundary),
  denies(bounded, "iam:UpdateAssumeRolePolicy", aRole, "has a role without it trust him"),
  allows(bounded, "iam:UpdateAssumeRolePolicy", aRole, "has a role with it trust him", withBoundary),
  denies(bounded, "iam:CreatePolicyVersion", the.policy("acme-boundary"), "rewrites it"),
  denies(bounded, "iam:DetachRolePolicy", aRole, "takes it off as a policy", {
    "iam:PolicyARN": the.policy("acme-boundary"),
  }),
  allows(bounded, "iam:DetachRolePolicy", aRole, "takes another policy off", { "iam:PolicyARN": the.policy("other") }),
  ...["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary", "iam:UpdateAssumeRolePolicy"].map(
    (action) => denies(bounded, action, sparedRole, "takes the spared role over, boundary or not", withBoundary),
  ),
  ...["iam:AttachRolePolicy", "iam:DetachRolePolicy"].map((action) =>
    denies(bounded, action, sparedRole, "changes what the spared role may", {
      ...withBoundary,
      "iam:PolicyARN": the.policy("other"),
    }),
  ),
  ...["iam:DeleteRole", "iam:DeleteRolePolicy", "iam:UpdateRole", "iam:TagRole", "iam:UntagRole"].map((action) =>
    denies(bounded, action, sparedRole, "changes the spared role"),
  ),
  denies(bounded, "iam:PassRole", sparedRole, "has a service act as the spared role"),
  allows(bounded, "iam:PassRole", aRole, "has a service act as another role: whom it trusts is up to that role"),
  ...[
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreateServiceSpecificCredential",
    "iam:EnableMFADevice",
    "iam:ResetServiceSpecificCredential",
    "iam:UpdateAccessKey",
    "iam:UpdateLoginProfile",
    "iam:UploadSSHPublicKey",
    "iam:UploadSigningCertificate",
  ].map((action) => denies(bounded, action, the.user("carol"), "signs in as somebody without the boundary")),
  ...["iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:PutGroupPolicy"].map((action) =>
    denies(bounded, action, the.group("operators"), "gives rights to people without it"),
  ),
  ...["iam:CreateSAMLProvider", "iam:UpdateSAMLProvider"].map((action) =>
    denies(bounded, action, the.samlProvider("staff"), "vouches for people himself"),
  ),
  ...[
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:CreateOpenIDConnectProvider",
    "iam:UpdateOpenIDConnectProviderThumbprint",
  ].map((action) => denies(bounded, action, the.oidcProvider("staff"), "vouches for people himself")),
  denies(bounded, "rolesanywhere:CreateTrustAnchor", "*", "vouches for machines himself"),
  denies(bounded, "s3:PutObject", transcript, "forges a transcript"),
  denies(bounded, "organizations:LeaveOrganization", "*", "sheds the policies of the organization"),
  allows(boundedNode, "s3:PutObject", transcript, "a node with the boundary keeps logging"),
  allows(administrator, "kms:DescribeKey", sessionKey, "administered by IAM"),
  denies(administrator, "s3:GetObject", transcript, "plain HTTP", plainHttp),
];

const spared = role("Administrators", "carol", { almighty: true, boundary: "acme-boundary" });

export const sparedByBoundary: readonly Row[] = [
  allows(spared, "ssm:UpdateDocument", shell, "named as an administrator"),
  allows(spared, "s3:PutBucketPolicy", transcripts, "named as an administrator"),
  allows(spared, "s3:DeleteObjectVersion", transcript, "named as an administrator"),
  allows(spared, "kms:PutKeyPolicy", sessionKey, "named as an administrator"),
  allows(spared, "iam:CreatePolicyVersion", the.policy("acme-boundary"), "named as an administrator"),
  allows(spared, "iam:DetachRolePolicy", aRole, "named as an administrator", {
    "iam:PolicyARN": the.policy("acme-boundary"),
  }),
  allows(spared, "iam:DeleteRolePermissionsBoundary", aRole, "named as an administrator", withBoundary),
  allows(spared, "iam:CreateRole", aRole, "named as an administrator"),
  allows(spared, "iam:CreateAccessKey", the.user("carol"), "named as an administrator"),
  allows(spared, "iam:UpdateRole", sparedRole, "they change themselves"),
  allows(spared, "s3:PutObject", transcript, "named as an administrator"),
  allows(spared, "organizations:LeaveOrganization", "*", "named as an administrator"),
  denies(
    role("Administrators2", "eve", { almighty: true, boundary: "acme-boundary" }),
    "ssm:UpdateDocument",
    shell,
    "a look-alike",
  ),
];
