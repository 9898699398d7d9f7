import * as the from "../support/names";
import { role, user } from "../support/principals";
import { keyArn } from "../support/references";
import { allows, denies, type Row } from "../support/table";
import { agentRows, throughEndpoints } from "./agent-calls";

const { checked, ofSession, startedBy, toBucketOwner } = the;
const frankfurt = { region: the.OTHER_REGION };
const session = { "ssm:DocumentType": "Session" };
const virginia = { region: "us-east-1" };
const overThere = { "aws:RequestedRegion": "us-east-1" };
const there = { "aws:RequestedRegion": the.OTHER_REGION };
const archive = the.bucket("acme-archive");
const trailFile = `${archive}/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/07/14/a.json.gz`;
const transcript = `${archive}/sessions/111122223333/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const sessionKey = keyArn("key_eu_west_1");
const keyOfFrankfurt = keyArn("key_eu_central_1");
const stream = the.logStream("/acme/sessions", "alice-0123456789abcdefghijklmnop");
const node = role("acme-nodes", "i-0123456789abcdef0", { policies: ["acme-nodes"] });
/** Somebody attached more to the role than the audit needs. */
const mightyNode = role("acme-nodes", "i-0123456789abcdef0", { policies: ["acme-nodes"], almighty: true });

export const nodeInTwoRegions: readonly Row[] = [
  allows(node, "ssmmessages:CreateDataChannel", "*", "takes a session"),
  allows(node, "ssm:UpdateInstanceInformation", the.instance(), "reports itself"),
  allows(node, "s3:GetEncryptionConfiguration", archive, "refuses the session where it may not look"),
  allows(node, "s3:PutObject", transcript, "uploads from one Region"),
  allows(node, "s3:PutObject", transcript.replace("eu-west-1", "eu-central-1"), "uploads from the other Region"),
  denies(node, "s3:PutObject", transcript.replace("111122223333", the.OTHER_ACCOUNT), "another account's part"),
  allows(node, "s3:PutObjectAcl", transcript, "gives the transcript to the owner of the bucket", toBucketOwner),
  denies(node, "s3:PutObjectAcl", transcript, "to everybody", { "s3:x-amz-acl": "public-read" }),
  denies(node, "kms:GenerateDataKey", sessionKey, "its own call", { "kms:EncryptionContext:aws:s3:arn": transcript }),
  denies(node, "kms:GenerateDataKey", sessionKey, "for another bucket", the.viaS3(the.bucket("mallory"))),
  denies(node, "kms:Decrypt", sessionKey, "for anything but a session"),
  allows(node, "kms:GenerateDataKey", sessionKey, "a bucket without a Bucket Key", the.viaS3(transcript)),
  allows(node, "kms:Decrypt", sessionKey, "opens the data key of the client", ofSession),
  allows(node, "kms:Decrypt", keyOfFrankfurt, "opens the data key of the client", ofSession),
  allows(node, "logs:DescribeLogGroups", "*", "finds the group"),
  allows(node, "logs:PutLogEvents", stream, "streams the output"),
  allows(node, "logs:PutLogEvents", `${the.logGroup("/acme/sessions", frankfurt)}:log-stream:a`, "in the other Region"),
];

const fresh = {
  "aws:MultiFactorAuthPresent": "true",
  "aws:MultiFactorAuthAge": "600",
  "aws:SourceIdentity": "alice",
};
const alice = role("Engineers", "alice", { policies: ["acme-operators"], context: fresh });
const { "aws:SourceIdentity": _, ...unnamed } = fresh;
const anonymous = role("Anonymous", "alice", { policies: ["acme-operators"], context: unnamed });
const byAnonymous = startedBy("AROAANONYMOUS:alice");
const asRoot = { "aws:PrincipalTag/SSMSessionRunAs": "root" };
/** An operator whom the organization lets do everything: the operator policy alone holds her. */
const spared = role("AuditAdministrators", "carol", { policies: ["acme-operators"], almighty: true, context: fresh });
const shell = the.document();
const mine = the.session("alice-0123456789abcdefghijklmnop");
const byAlice = startedBy("AROAENGINEERS:alice");
const on = (document: string, node = the.instance()) => [node, document];
const elsewhere = "198.51.100.7";
const operators = the.role("acme-operators");

export const operatorWithConditions: readonly Row[] = [
  allows(alice, "ssm:StartSession", on(shell), "a listed instance", checked),
  allows(alice, "ssm:StartSession", on(shell, the.hybridNode()), "a listed hybrid node", checked),
  denies(alice, "ssm:StartSession", on(shell, the.instance("i-0fedcba9876543210")), "another instance", checked),
  denies(alice, "ssm:StartSession", on(shell, the.hybridNode("mi-0fedcba9876543210")), "another node", checked),
  allows(
    alice,
    "ssm:StartSession",
    on(the.document(undefined, frankfurt), the.instance("i-0123456789abcdef0", frankfurt)),
    "the other Region",
    { ...checked, ...there },
  ),
  denies(
    alice,
    "ssm:StartSession",
    on(the.document(undefined, virginia), the.instance("i-0123456789abcdef0", virginia)),
    "preferences of a Region that nobody audits",
    { ...checked, ...overThere },
  ),
  denies(alice, "ssm:StartSession", on(the.document("Mallory-Shell")), "another document", checked),
  denies(alice, "ssm:StartSession", on(shell), "no MFA", { ...checked, "aws:MultiFactorAuthPresent": "false" }),
  denies(alice, "ssm:StartSession", on(shell), "an old login", { ...checked, "aws:MultiFactorAuthAge": "3601" }),
  allows(alice, "ssm:StartSession", on(shell), "a login of one hour", { ...checked, "aws:MultiFactorAuthAge": "3600" }),
  denies(anonymous, "ssm:StartSession", on(shell), "nobody knows who it was before the role", checked),
  denies(anonymous, "ssm:ResumeSession", mine, "nobody knows who it was before the role", byAnonymous),
  denies(alice, "ssm:StartSession", on(shell), "becomes another user of the node", { ...checked, ...asRoot }),
  denies(alice, "ssm:ResumeSession", mine, "as another user of the node", { ...byAlice, ...asRoot }),
  denies(
    user("bob", { policies: ["acme-operators"] }),
    "ssm:StartSession",
    on(shell),
    "access keys carry no MFA",
    checked,
  ),
  denies(alice, "ssm:StartSession", on(shell), "from elsewhere", { ...checked, "aws:SourceIp": elsewhere }),
  allows(alice, "ssm:StartSession", on(shell), "from elsewhere, through the VPC", {
    ...checked,
    "aws:SourceIp": elsewhere,
    "aws:SourceVpc": "vpc-0123456789abcdef0",
  }),
  denies(alice, "ssm:StartSession", on(shell), "through another VPC", {
    ...checked,
    "aws:SourceIp": elsewhere,
    "aws:SourceVpc": "vpc-0fedcba9876543210",
  }),
  denies(alice, "ssm:StartSession", on(shell), "unchecked", { "ssm:SessionDocumentAccessCheck": "false" }),
  denies(alice, "ssm:TerminateSession", mine, "a name like hers, from another role", startedBy("AROAOTHER:alice")),
  denies(alice, "kms:GenerateDataKey", keyOfFrankfurt, "for anything but a session"),
  allows(spared, "ssm:CreateDocument", the.document("Patch"), "no session", { "ssm:DocumentType": "Command" }),
  allows(alice, "ssm:ResumeSession", mine, "resumes after a broken connection", byAlice),
  denies(alice, "ssm:ResumeSession", mine, "from elsewhere", { ...byAlice, "aws:SourceIp": elsewhere }),
  allows(alice, "ssmmessages:OpenDataChannel", mine, "the client signs the channel"),
  denies(alice, "ssmmessages:OpenDataChannel", mine, "from elsewhere", { "aws:SourceIp": elsewhere }),
  allows(alice, "ssm:DescribeSessions", "*", "the console lists sessions"),
  allows(alice, "kms:GenerateDataKey", keyOfFrankfurt, "the client makes the data key", { ...ofSession, ...there }),
  denies(spared, "logs:DeleteLogGroup", the.logGroup("/acme/sessions", frankfurt), "removes output"),
  denies(spared, "ssm:StartSession", the.awsDocument("AWS-StartSSHSession"), "never logged", checked),
  denies(spared, "ssm:StartSession", the.document(undefined, virginia), "not audited there", {
    ...checked,
    ...overThere,
  }),
  denies(
    spared,
    "ssm:CreateDocument",
    the.document("Mallory-Shell"),
    "creates a document for unlogged shells",
    session,
  ),
  denies(spared, "ssm:UpdateDocument", shell, "switches logging off", session),
];

const association = "arn:aws:ssm:eu-west-1:111122223333:association/0a1b2c3d-0123-0123-0123-0123456789ab";
const maintenanceWindow = "arn:aws:ssm:eu-west-1:111122223333:maintenancewindow/mw-0123456789abcdef0";
const automation = "arn:aws:ssm:eu-west-1:111122223333:automation-definition/Acme-Run:1";
const hostManagement = the.setting("ssm/managed-instance/default-ec2-instance-management-role");
const forwarder = role("acme-event-forwarding", "events", { almighty: true });
const engineer = (name: string) => user(name, { almighty: true });

/** Who takes the role of operators, and under which name: the id of a session begins with it. */
export const operatorRole: readonly Row[] = [
  allows(engineer("alice"), "sts:AssumeRole", operators, "under her own name", { "sts:RoleSessionName": "alice" }),
  denies(engineer("bob"), "sts:AssumeRole", operators, "under a colleague's, to come back to her shell", {
    "sts:RoleSessionName": "alice",
  }),
  denies(role("Engineers", "alice", { almighty: true }), "sts:AssumeRole", operators, "nobody vouches for the name", {
    "sts:RoleSessionName": "alice",
  }),
  denies(
    role("Engineers", "alice", { almighty: true, account: the.OTHER_ACCOUNT }),
    "sts:AssumeRole",
    operators,
    "not ours",
    {
      "sts:RoleSessionName": "alice",
    },
  ),
];

const anybody = role("Platform", "dave", { almighty: true });
const auditor = role("AuditAdministrators", "carol", { almighty: true });
const bus = the.eventBus("acme-sessions");
const collector = the.lambdaFunction("acme-session-ledger");
const accessPoint = "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine";
const throughAccessPoint = `${accessPoint}/object/sessions/111122223333/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const lambdaAccessPoint = "arn:aws:s3-object-lambda:eu-west-1:111122223333:accesspoint/mine";
const accessPoints = "arn:aws:s3::111122223333:accesspoint/mine";
const runAs = { "aws:TagKeys": ["SSMSessionRunAs"] };
const tags = { "aws:TagKeys": ["team"] };

/** Dave has every right that the organization leaves him. */
export const serviceControlPolicy: readonly Row[] = [
  denies(anybody, "ssm:UpdateDocument", shell, "switches logging off"),
  allows(auditor, "ssm:UpdateDocument", shell, "named as an administrator"),
  denies(anybody, "iam:DetachRolePolicy", the.role("web"), "stops logging", {
    "iam:PolicyARN": the.policy("acme-nodes"),
  }),
  denies(anybody, "iam:CreatePolicyVersion", the.policy("acme-nodes"), "keeps nodes from logging"),
  denies(anybody, "events:DeleteEventBus", bus, "leaves events of other accounts nowhere to go"),
  denies(anybody, "events:PutPermission", "*", "shuts accounts out, or lets strangers in"),
  denies(anybody, "events:RemovePermission", "*", "shuts accounts out"),
  allows(anybody, "events:DeleteEventBus", the.eventBus("other"), "another bus"),
  allows(auditor, "events:DeleteEventBus", bus, "named as an administrator"),
  allows(auditor, "events:PutPermission", "*", "named as an administrator"),
  denies(anybody, "events:UpdateEventBus", bus, "encrypts it with a key that is disabled later"),
  ...["iam:CreateRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:PutRolePermissionsBoundary"].map(
    (action) => denies(anybody, action, the.role("AuditAdministrators"), "becomes the exempt role"),
  ),
  ...["iam:DeleteRole", "iam:TagRole", "iam:UntagRole", "iam:UpdateRole", "iam:PassRole"].map((action) =>
    denies(anybody, action, the.role("AuditAdministrators"), "changes the exempt role, or acts as it"),
  ),
  ...["iam:AttachRolePolicy", "iam:DetachRolePolicy"].map((action) =>
    denies(anybody, action, the.role("AuditAdministrators"), "changes what they may", {
      "iam:PolicyARN": the.policy("other"),
    }),
  ),
  allows(auditor, "iam:UpdateAssumeRolePolicy", the.role("AuditAdministrators"), "they do it themselves"),
  denies(anybody, "iam:PutRolePolicy", the.role("acme-nodes"), "keeps nodes from logging"),
  ...["acme-nodes", "team/acme-nodes"].map((name) =>
    denies(anybody, "iam:CreateRole", the.role(name), "writes transcripts under the name of nodes"),
  ),
  denies(anybody, "iam:PassRole", the.role("acme-event-forwarding"), "has a service act as that of another"),
  allows(anybody, "iam:PassRole", the.role("acme-nodes"), "launches instances with it"),
  denies(anybody, "iam:PutRolePolicy", the.role("team/acme-nodes"), "whatever the path of the role"),
  allows(anybody, "iam:PutRolePolicy", the.role("not-acme-nodes"), "a role whose name only ends alike"),
  denies(anybody, "s3:PutObject", transcript, "forges a transcript"),
  denies(anybody, "logs:PutLogEvents", stream, "forges output"),
  allows(auditor, "s3:PutObject", transcript, "named as an administrator"),
  allows(node, "s3:PutObject", transcript, "nodes keep logging, under the policy too"),
  allows(node, "logs:PutLogEvents", stream, "nodes keep logging, under the policy too"),
  denies(node, "s3:PutObject", trailFile, "forges a file of the trail: its own policy gives it transcripts only"),
  allows(mightyNode, "s3:PutObject", trailFile, "forges a file of the trail, where another policy lets its role"),
  allows(forwarder, "logs:PutLogEvents", stream, "so do roles of services"),
  allows(forwarder, "events:PutEvents", bus, "events are forwarded, under the policy too"),
  denies(anybody, "logs:PutAccountPolicy", "*", "masks the output of every group"),
  denies(anybody, "organizations:LeaveOrganization", "*", "sheds this very policy"),
  allows(auditor, "account:DisableRegion", the.account, "named as an administrator"),
  denies(anybody, "iam:DeleteRolePolicy", the.role("acme-event-forwarding"), "stops events"),
  allows(auditor, "iam:DeleteRolePolicy", the.role("acme-event-forwarding"), "named as an administrator"),
  denies(anybody, "cloudwatch:SetAlarmState", the.alarm("acme-session-lost"), "pretends that all is well"),
  allows(auditor, "cloudwatch:SetAlarmState", the.alarm("acme-session-lost"), "named as an administrator"),
  denies(anybody, "lambda:UpdateFunctionCode", collector, "keeps a false ledger"),
  denies(anybody, "lambda:UpdateFunctionConfiguration", collector, "keeps it elsewhere"),
  denies(anybody, "lambda:DeleteFunction", collector, "ends the ledger"),
  denies(anybody, "lambda:PutFunctionConcurrency", collector, "keeps it from running"),
  denies(anybody, "lambda:PutFunctionEventInvokeConfig", collector, "drops runs that failed"),
  denies(anybody, "scheduler:UpdateSchedule", the.schedule("acme-session-ledger"), "leaves accounts out"),
  denies(anybody, "scheduler:DeleteSchedule", the.schedule("acme-session-ledger"), "keeps it from running"),
  denies(anybody, "sqs:PurgeQueue", the.queue("acme-session-ledger-dead-letters"), "hides that runs failed"),
  allows(auditor, "scheduler:UpdateSchedule", the.schedule("acme-session-ledger"), "named as an administrator"),
  allows(auditor, "sqs:PurgeQueue", the.queue("acme-session-ledger-dead-letters"), "named as an administrator"),
  allows(anybody, "lambda:UpdateFunctionCode", the.lambdaFunction("acme-website"), "another function"),
  denies(
    anybody,
    "scheduler:DeleteSchedule",
    the.schedule("acme-evidence-missing-recordings"),
    "stops the scheduled query",
  ),
  ...["athena:UpdateWorkGroup", "athena:DeleteWorkGroup"].map((action) =>
    denies(anybody, action, the.workgroup("acme-evidence"), "sends results elsewhere, or nowhere"),
  ),
  ...["athena:UpdateNamedQuery", "athena:DeleteNamedQuery"].map((action) =>
    denies(anybody, action, the.workgroup("acme-evidence"), "has auditors run something else"),
  ),
  ...["glue:UpdateTable", "glue:DeleteTable", "glue:BatchDeleteTable", "glue:RenameTable", "glue:CreateTable"].map(
    (action) => denies(anybody, action, the.glue("table/acme_evidence/ledger"), "has them query other files"),
  ),
  ...["glue:UpdateDatabase", "glue:DeleteDatabase", "glue:CreateDatabase"].map((action) =>
    denies(anybody, action, the.glue("database/acme_evidence"), "has them query other files"),
  ),
  allows(
    anybody,
    "athena:StartQueryExecution",
    the.workgroup("acme-evidence"),
    "runs a query, if it is let in as an auditor",
  ),
  allows(
    anybody,
    "glue:BatchGetPartition",
    the.glue("table/acme_evidence/ledger"),
    "runs a query, if it is let in as an auditor",
  ),
  allows(anybody, "glue:UpdateTable", the.glue("table/acme_website/visits"), "another table"),
  allows(auditor, "glue:UpdateTable", the.glue("table/acme_evidence/ledger"), "named as an administrator"),
  denies(anybody, "ssm:StartSession", the.awsDocument("AWS-StartSSHSession"), "never logged"),
  denies(anybody, "ssm:StartSession", the.document("Mallory-Shell"), "logged as its author likes"),
  denies(anybody, "ssm:StartSession", on(shell), "shared by another account", {
    "aws:ResourceAccount": the.OTHER_ACCOUNT,
  }),
  allows(auditor, "ssm:StartSession", on(shell), "named as an administrator", {
    "aws:ResourceAccount": the.OTHER_ACCOUNT,
  }),
  allows(anybody, "ssm:StartSession", on(shell), "a logged session"),
  allows(anybody, "ssm:StartSession", on(shell), "a logged session", { "aws:ResourceAccount": "111122223333" }),
  allows(auditor, "ssm:StartSession", the.awsDocument("AWS-StartSSHSession"), "named as an administrator"),
  denies(anybody, "ssm:CreateDocument", the.document("Mallory-Shell"), "logged as its author likes", session),
  allows(anybody, "ssm:CreateDocument", the.document("Acme-Patch"), "no session", { "ssm:DocumentType": "Command" }),
  denies(anybody, "iam:TagUser", the.user("dave"), "becomes another user of the node", runAs),
  denies(anybody, "iam:TagRole", the.role("Platform"), "spelled in another case", {
    "aws:TagKeys": ["ssmsessionrunas"],
  }),
  denies(anybody, "iam:UntagRole", the.role("Platform"), "becomes ssm-user", runAs),
  denies(anybody, "iam:CreateRole", the.role("new"), "born with the tag", runAs),
  denies(anybody, "sts:TagSession", the.role("Platform"), "for one session", runAs),
  allows(anybody, "iam:TagUser", the.user("dave"), "another tag", tags),
  denies(anybody, "ssm:SendCommand", the.instance(), "commands as root"),
  denies(anybody, "ssm:CreateAssociation", the.instance(), "commands as root, again and again"),
  denies(anybody, "ssm:CreateAssociationBatch", the.instance(), "commands as root, many at once"),
  denies(anybody, "ssm:UpdateAssociation", the.instance(), "commands as root, in place of what ran"),
  denies(anybody, "ssm:StartAssociationsOnce", association, "commands as root, now"),
  ...["ssm:RegisterTaskWithMaintenanceWindow", "ssm:UpdateMaintenanceWindowTask"].map((action) =>
    denies(anybody, action, maintenanceWindow, "commands as root, by the service-linked role"),
  ),
  ...["ssm:StartAutomationExecution", "ssm:StartChangeRequestExecution"].map((action) =>
    denies(anybody, action, automation, "commands as root, by an automation"),
  ),
  denies(anybody, "ssm:UpdateManagedInstanceRole", the.hybridNode(), "gives a node a role that logs nothing"),
  ...["Associate", "Disassociate"].map((what) =>
    denies(anybody, `ec2:${what}IamInstanceProfile`, the.instance(), "gives an instance a role that logs nothing"),
  ),
  denies(anybody, "ec2:ReplaceIamInstanceProfileAssociation", the.instance(), "the same, in one step"),
  ...["Add", "Remove"].map((what) => {
    const action = `iam:${what}${what === "Add" ? "RoleTo" : "RoleFrom"}InstanceProfile`;
    return denies(anybody, action, the.instanceProfile("web"), "the same, for every instance with the profile");
  }),
  ...["Update", "Reset"].map((what) =>
    denies(anybody, `ssm:${what}ServiceSetting`, hostManagement, "the same, for every instance without a profile"),
  ),
  ...["Create", "Modify"].map((what) =>
    denies(anybody, `ec2:${what}VpcEndpoint`, the.vpcEndpoint, "closes the way to bucket and log group"),
  ),
  denies(anybody, "ec2:DeleteVpcEndpoints", the.vpcEndpoint, "closes the way to bucket and log group"),
  ...["iam:CreateSAMLProvider", "iam:UpdateSAMLProvider"].map((action) =>
    denies(anybody, action, the.samlProvider("staff"), "signs in as whom the provider vouches for"),
  ),
  ...[
    "iam:AddClientIDToOpenIDConnectProvider",
    "iam:CreateOpenIDConnectProvider",
    "iam:UpdateOpenIDConnectProviderThumbprint",
  ].map((action) => denies(anybody, action, the.oidcProvider("staff"), "signs in as whom the provider vouches for")),
  allows(anybody, "s3:DeleteObjectVersion", throughAccessPoint, "through an access point that there is already"),
  denies(anybody, "s3:CreateAccessPoint", accessPoint, "removes transcripts through another ARN"),
  denies(anybody, "s3:CreateAccessPointForObjectLambda", lambdaAccessPoint, "changes what is read"),
  denies(anybody, "s3:CreateMultiRegionAccessPoint", accessPoints, "removes transcripts through another ARN"),
  allows(auditor, "s3:CreateAccessPoint", accessPoint, "named as an administrator"),
  denies(anybody, "ssm-guiconnect:StartConnection", "*", "Remote Desktop"),
  denies(anybody, "ec2-instance-connect:SendSSHPublicKey", the.instance(), "SSH"),
  denies(anybody, "ec2-instance-connect:SendSerialConsoleSSHPublicKey", the.instance(), "the serial console"),
  denies(anybody, "ecs:ExecuteCommand", the.task, "a shell in a container"),
  allows(auditor, "iam:CreatePolicyVersion", the.policy("acme-nodes"), "named as an administrator"),
  allows(auditor, "iam:DetachRolePolicy", the.role("web"), "named", { "iam:PolicyARN": the.policy("acme-nodes") }),
  allows(anybody, "iam:DetachRolePolicy", the.role("web"), "another policy", { "iam:PolicyARN": the.policy("other") }),
  allows(auditor, "ssm:CreateDocument", the.document("Another-Shell"), "named as an administrator", session),
  allows(auditor, "iam:TagUser", the.user("dave"), "named as an administrator", runAs),
  allows(auditor, "ssm-guiconnect:StartConnection", "*", "named as an administrator"),
  allows(auditor, "ec2-instance-connect:SendSSHPublicKey", the.instance(), "named as an administrator"),
  allows(auditor, "ecs:ExecuteCommand", the.task, "named as an administrator"),
  allows(auditor, "ssm:SendCommand", the.instance(), "named as an administrator"),
  allows(auditor, "ssm:UpdateManagedInstanceRole", the.hybridNode(), "named as an administrator"),
  allows(auditor, "ec2:AssociateIamInstanceProfile", the.instance(), "named as an administrator"),
  allows(auditor, "ssm:UpdateServiceSetting", hostManagement, "named as an administrator"),
  allows(auditor, "ec2:ModifyVpcEndpoint", the.vpcEndpoint, "named as an administrator"),
  allows(auditor, "iam:UpdateSAMLProvider", the.samlProvider("staff"), "named as an administrator"),
  allows(anybody, "s3:CreateBucket", the.bucket("acme-website"), "everything else goes on"),
];

const keyAdministrator = role("KeyAdministrators", "erin");

/** `administrators` of a key: their own policies say nothing of it. */
export const keyAdministrators: readonly Row[] = [sessionKey, keyOfFrankfurt].flatMap((key) => [
  allows(keyAdministrator, "kms:PutKeyPolicy", key, "the key's own policy names them"),
  denies(keyAdministrator, "kms:Decrypt", key, "administration without use", ofSession),
  denies(keyAdministrator, "kms:ScheduleKeyDeletion", key, "deletion is for IAM to allow"),
  denies(anybody, "kms:ScheduleKeyDeletion", key, "a retained key is deleted by nobody"),
  allows(anybody, "kms:DescribeKey", key, "administered by IAM"),
]);

/** With `AmazonSSMManagedInstanceCore`, as nodes with an agent before 3.3.40.0 have it. */
const olderNode = { ...node, name: "older node", almighty: true };
const theirs = { account: the.OTHER_ACCOUNT };
const rogue = role("Attacker", "mallory", { almighty: true, account: the.OTHER_ACCOUNT });

const surroundings = {
  node,
  nodeArns: [the.instance(), the.hybridNode()],
  bucket: archive,
  transcript,
  bucketKey: sessionKey,
  sessionKey,
  logGroup: the.logGroup("/acme/sessions"),
  logStream: stream,
};

/** What nodes without internet reach, and with whose credentials. */
export const endpoints: readonly Row[] = [
  ...throughEndpoints(agentRows(surroundings), "acme"),
  allows(olderNode, "ec2messages:GetMessages", "*", "waits for commands", {}, "acme-ec2messages"),
  denies(rogue, "ssm:UpdateInstanceInformation", the.instance("i-1", theirs), "registered elsewhere", {}, "acme-ssm"),
  denies(rogue, "ssmmessages:CreateControlChannel", "*", "a way in from elsewhere", {}, "acme-ssmmessages"),
  denies(rogue, "ec2messages:GetMessages", "*", "commands from elsewhere", {}, "acme-ec2messages"),
  denies(rogue, "logs:PutLogEvents", stream.replace("111122223333", the.OTHER_ACCOUNT), "a way out", {}, "acme-logs"),
  denies(rogue, "kms:ListAliases", "*", "credentials from elsewhere", {}, "acme-kms"),
  allows(anybody, "s3:GetObject", "arn:aws:s3:::amazon-ssm-eu-west-1/latest/agent.rpm", "updates", {}, "acme-s3"),
  denies(anybody, "s3:GetObject", transcript, "carries a transcript away", {}, "acme-s3"),
  denies(anybody, "s3:PutObject", "arn:aws:s3:::mallory/loot", "carries it away", {}, "acme-s3"),
  denies(rogue, "s3:PutObject", "arn:aws:s3:::mallory/loot", "with credentials from elsewhere", {}, "acme-s3"),
];
