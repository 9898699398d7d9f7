import { App } from "cdktf";
import { SingleAccount } from "../../../examples/single-account";
import {
  EncryptionKey,
  Guardrail,
  LedgerReader,
  LogBucket,
  LogGroup,
  NodeAccess,
  OperatorAccess,
  SessionDocument,
  SessionEndpoints,
  SessionLedger,
  SessionTables,
  sessionTargets,
  setAwsContext,
  waysRound,
} from "../../../modules";
import { checked } from "../../../modules/core";
import { newStack } from "../../support/synth";
import { World } from "./world";

/** The example as it is: SSE-KMS buckets, operators that are roles, any node, a guardrail that engineers bear. */
export const singleAccount = World.of(new SingleAccount(new App()));

/** SSE-S3, operators that are IAM users on tagged nodes and may forward ports, hybrid nodes, a permissions boundary. */
export const userAccount = World.of(userAccountStack());

/**
 * Two Regions, a bucket of earlier days, operators on listed nodes from a known network with fresh MFA, nodes without
 * internet, and a service control policy that closes every way round.
 */
export const memberAccount = World.of(memberAccountStack());

/**
 * The archive of an organization with ledger, tables and a daily report, and, where its collector reads, the role that lets
 * it in: here it is that of another archive.
 */
export const evidenceAccount = World.of(evidenceStack());

/** The same for one account that reads itself. */
export const ownLedger = World.of(ownLedgerStack());

/** What the central accounts of an organization bear, and a role of operators whom a SAML provider knows. */
export const centralAccount = World.of(centralAccountStack());

function centralAccountStack() {
  const stack = newStack();
  const key = new EncryptionKey(stack, "Key", { alias: "alias/acme-transcripts", description: "Transcripts" });
  const bucket = new LogBucket(stack, "Transcripts", { name: "acme-transcripts", encryption: key });
  bucket.grantTrailDelivery("arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme", { account: "111122223333" });
  const shell = new SessionDocument(stack, "Shell", { bucket });
  new OperatorAccess(stack, "OperatorAccess", {
    name: "acme-operators",
    documents: [shell],
    targets: sessionTargets.all(),
    roleFor: { samlProviderArn: "arn:aws:iam::111122223333:saml-provider/staff" },
  });
  new Guardrail(stack, "Resources", {
    name: "acme-resources",
    kind: "resource-control-policy",
    protects: {
      buckets: [bucket],
      keyAliases: [key.aliasArn],
      logGroups: [{ logGroupArn: "arn:aws:logs:*:*:log-group:/acme/trail" }],
      events: [
        { ruleArn: "arn:aws:events:*:*:rule/acme-events", deadLetterQueueArn: "arn:aws:sqs:*:*:acme-dead-letters" },
      ],
      buses: [{ busArn: "arn:aws:events:*:*:event-bus/acme" }],
      topics: [{ topicArn: "arn:aws:sns:*:*:acme-alerts" }],
      nodes: [{ roleArns: ["arn:aws:iam::*:role/acme-nodes"] }],
    },
    administrators: ["arn:aws:iam::111122223333:role/AuditAdministrators"],
  });
  new Guardrail(stack, "Management", {
    name: "acme-management",
    protects: { organization: true },
    administrators: ["arn:aws:iam::111122223333:role/AuditAdministrators"],
  });
  return stack;
}

function userAccountStack() {
  const stack = newStack();
  const sessionKey = new EncryptionKey(stack, "SessionKey", { alias: "alias/acme-sessions", description: "Sessions" });
  const bucket = new LogBucket(stack, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
  const document = new SessionDocument(stack, "Shell", { name: "Acme-Shell", encryptionKey: sessionKey, bucket });
  const nodes = new NodeAccess(stack, "NodeAccess", {
    name: "acme-hybrid-nodes",
    documents: [document],
    roleFor: "hybrid",
  });
  new OperatorAccess(stack, "OperatorAccess", {
    name: "acme-operators",
    documents: [document],
    targets: sessionTargets.byTag({ team: ["web", "search"], stage: ["test"] }),
    principals: "users",
    unloggedDocuments: ["AWS-StartPortForwardingSession"],
  });
  new Guardrail(stack, "Boundary", {
    name: "acme-boundary",
    kind: "permissions-boundary",
    protects: { documents: [document], buckets: [bucket], keys: [sessionKey], nodes: [nodes] },
    administrators: ["arn:aws:iam::111122223333:role/Administrators"],
  });
  return stack;
}

function memberAccountStack() {
  const stack = newStack();
  const regions = ["eu-west-1", "eu-central-1"] as const;
  const keys = regions.map(
    (region) =>
      new EncryptionKey(stack, `Key-${region}`, {
        alias: "alias/acme-sessions",
        description: "Sessions",
        region,
        administrators: ["arn:aws:iam::111122223333:role/KeyAdministrators"],
      }),
  );
  const bucket = LogBucket.fromName(stack, "Archive", {
    name: "acme-archive",
    encryption: keys[0]!,
    region: regions[0],
  });
  const documentsOf = regions.map((region, index) => {
    const logGroup = LogGroup.fromName(stack, `Group-${region}`, { name: "/acme/sessions", encrypted: true, region });
    return new SessionDocument(stack, `Shell-${region}`, {
      encryptionKey: keys[index],
      bucket,
      logGroup,
      region,
      runAs: { defaultUser: "ops" },
    });
  });
  const documents = checked.atLeastOne(documentsOf);
  const nodeAccess = new NodeAccess(stack, "NodeAccess", { name: "acme-nodes", documents });
  new OperatorAccess(stack, "OperatorAccess", {
    name: "acme-operators",
    documents,
    targets: sessionTargets.byId(["i-0123456789abcdef0", "mi-0123456789abcdef0"]),
    roleFor: "users",
    sourceIdentity: "required",
    mfa: { maxAgeMinutes: 60 },
    sourceNetwork: { cidrs: ["203.0.113.0/24"], vpcIds: ["vpc-0123456789abcdef0"] },
  });
  const bus = { busArn: "arn:aws:events:*:*:event-bus/acme-sessions" };
  const forwarding = { roleArn: "arn:aws:iam::*:role/acme-event-forwarding" };
  const alarmArns = ["arn:aws:cloudwatch:*:*:alarm:acme-session-*"];
  const ledger = {
    functionArn: "arn:aws:lambda:*:*:function:acme-session-ledger",
    scheduleArn: "arn:aws:scheduler:*:*:schedule/default/acme-session-ledger",
    deadLetterQueueArn: "arn:aws:sqs:*:*:acme-session-ledger-dead-letters",
  };
  const tables = {
    workgroupArn: "arn:aws:athena:*:*:workgroup/acme-evidence",
    tableArns: ["arn:aws:glue:*:*:database/acme_evidence", "arn:aws:glue:*:*:table/acme_evidence/*"],
    scheduleArn: "arn:aws:scheduler:*:*:schedule/default/acme-evidence-*",
  };
  new Guardrail(stack, "Guardrail", {
    name: "acme-guardrail",
    kind: "service-control-policy",
    protects: {
      documents,
      buckets: [bucket],
      logGroups: [{ logGroupArn: "arn:aws:logs:*:*:log-group:/acme/sessions" }],
      policies: [nodeAccess],
      buses: [bus],
      roles: [forwarding],
      alarms: [{ alarmArns }],
      ledgers: [ledger],
      tables: [tables],
      nodes: [{ roleArns: ["arn:aws:iam::*:role/acme-nodes", "arn:aws:iam::*:role/*/acme-nodes"] }],
    },
    administrators: ["arn:aws:iam::*:role/AuditAdministrators"],
    closes: Object.values(waysRound),
  });
  new SessionEndpoints(stack, "Endpoints", {
    name: "acme",
    region: regions[0],
    vpcId: "vpc-0123456789abcdef0",
    subnetIds: ["subnet-0123456789abcdef0"],
    documents: [documents[0]],
    nodeCidrs: ["10.0.0.0/16"],
    ec2messages: true,
  });
  return stack;
}

function evidenceStack() {
  const stack = newStack();
  const key = (id: string) =>
    new EncryptionKey(stack, `${id}Key`, { alias: `alias/acme-${id.toLowerCase()}`, description: id });
  // What the policies of buckets do, the other worlds show.
  const bucket = (id: string) =>
    LogBucket.fromName(stack, id, { name: `acme-${id.toLowerCase()}`, encryption: key(id), grantsGiven: true });
  const archive = bucket("Archive");
  const organizationId = "o-a1b2c3d4e5";
  new SessionLedger(stack, "Ledger", {
    name: "acme-session-ledger",
    bucket: archive,
    transcripts: archive,
    logGroup: LogGroup.fromName(stack, "LedgerLogs", { name: "/acme/session-ledger", encrypted: true }),
    places: [{ accounts: ["444455556666"], regions: ["eu-west-1"] }],
    reader: { roleName: "acme-ledger-reader", organizationId },
  });
  new SessionTables(stack, "Tables", {
    name: "acme-evidence",
    trail: { bucket: bucket("Trail"), organizationId, accounts: ["444455556666"], regions: ["eu-west-1"] },
    ledger: archive,
    results: bucket("Answers"),
    report: { queries: ["missing-recordings"], everyDays: 1 },
  });
  new LedgerReader(stack, "Reader", {
    name: "acme-ledger-reader",
    regions: ["eu-west-1"],
    collector: { account: "999988887777", roleName: "acme-session-ledger", organizationId },
  });
  return stack;
}

function ownLedgerStack() {
  const stack = newStack();
  setAwsContext(stack, { account: "111122223333", region: "eu-west-1" });
  new SessionLedger(stack, "Ledger", {
    name: "acme-session-ledger",
    bucket: LogBucket.fromName(stack, "Archive", { name: "acme-archive", encryption: "s3-managed" }),
    logGroup: LogGroup.fromName(stack, "LedgerLogs", { name: "/acme/session-ledger", encrypted: true }),
    places: [{ accounts: ["111122223333"], regions: ["eu-west-1"] }],
  });
  return stack;
}
