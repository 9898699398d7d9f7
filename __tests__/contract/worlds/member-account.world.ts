import {
  EncryptionKey,
  Guardrail,
  LogBucket,
  LogGroup,
  NodeAccess,
  OperatorAccess,
  SessionDocument,
  SessionEndpoints,
  sessionTargets,
  waysRound,
} from "../../../modules";
import { checked } from "../../../modules/core";
import { newStack } from "../../support/synth";
import { World } from "../support/world";

/**
 * Two Regions, a bucket of earlier days, operators on listed nodes from a known network with fresh MFA, nodes without
 * internet, and a service control policy that closes every way round.
 */
export const memberAccount = World.of(memberAccountStack());

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
