import { App } from "cdktf";
import { SingleAccount } from "../../../examples/single-account";
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

function userAccountStack() {
  const stack = newStack();
  const sessionKey = new EncryptionKey(stack, "SessionKey", { alias: "alias/acme-sessions", description: "Sessions" });
  const bucket = new LogBucket(stack, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
  const document = new SessionDocument(stack, "Shell", { name: "Acme-Shell", encryptionKey: sessionKey, bucket });
  new NodeAccess(stack, "NodeAccess", { name: "acme-hybrid-nodes", documents: [document], roleFor: "hybrid" });
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
    protects: { documents: [document], buckets: [bucket], keys: [sessionKey] },
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
    return new SessionDocument(stack, `Shell-${region}`, { encryptionKey: keys[index], bucket, logGroup, region });
  });
  const documents = checked.atLeastOne(documentsOf);
  const nodeAccess = new NodeAccess(stack, "NodeAccess", { name: "acme-nodes", documents });
  new OperatorAccess(stack, "OperatorAccess", {
    name: "acme-operators",
    documents,
    targets: sessionTargets.byId(["i-0123456789abcdef0", "mi-0123456789abcdef0"]),
    mfa: { maxAgeMinutes: 60 },
    sourceNetwork: { cidrs: ["203.0.113.0/24"], vpcIds: ["vpc-0123456789abcdef0"] },
  });
  const bus = { busArn: "arn:aws:events:*:*:event-bus/acme-sessions" };
  const forwarding = { roleArn: "arn:aws:iam::*:role/acme-event-forwarding" };
  const alarmArns = ["arn:aws:cloudwatch:*:*:alarm:acme-session-*"];
  new Guardrail(stack, "Guardrail", {
    name: "acme-guardrail",
    kind: "service-control-policy",
    protects: { documents, policies: [nodeAccess], buses: [bus], roles: [forwarding], alarms: [{ alarmArns }] },
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
