import type { DoctorId } from "../../../src/doctor/catalogue";
import {
  account,
  archive,
  engineer,
  group,
  key,
  type Loose,
  nodeRole,
  queue,
  region,
  rule,
  topic,
  trail,
  type World,
} from "./healthy";

const preferences = "SSM-SessionManagerRunShell";
const inputs = (world: World) => world.documents[preferences]!.content.inputs;
const set = (fields: object) => (world: World) => void Object.assign(inputs(world), fields);
const bucket = (world: World): Loose => world.buckets["acme-transcripts"];
const accessLogs = (world: World): Loose => world.buckets["acme-access-logs"];
const sessionGroup = (world: World) => world.groups["/acme/sessions"];
const node = (world: World) => world.nodes[0]!;
const theRule = (world: World) => world.rules.sessions!;
const theTrail = (world: World) => world.trails[trail];
const add = (world: World, name: string, content: object) => {
  world.documents[name] = { content, default: "1", latest: "1", shared: [] };
};
const logged = { s3BucketName: "acme-transcripts", cloudWatchLogGroupName: "/acme/sessions" };
const without = (role: string, action: string) => (world: World) => {
  const { rights } = world.roles[role]!;
  world.roles[role]!.rights = rights.filter((right) => !right.startsWith(`${action} `));
};
const may =
  (role: string, ...rights: string[]) =>
  (world: World) =>
    void world.roles[role]!.rights.push(...rights);
const deny = (world: World, statement: object) => bucket(world).policy.Statement.push({ Effect: "Deny", ...statement });
const statementOf = (world: World, name: string) => world.keys[name]!.policy.Statement;
const objects = "arn:aws:s3:::acme-transcripts/*";
const document = (name: string) => `arn:aws:ssm:${region}:${account}:document/${name}`;

/** Takes the way out of the node's subnet, and leaves these endpoints. */
const closed =
  (...services: string[]) =>
  (world: World) => {
    world.routes[0]!.out = false;
    world.endpoints = services.map((service) => ({
      vpcEndpointId: `vpce-${service}`,
      vpcEndpointType: "Interface",
      vpcId: "vpc-1",
      serviceName: `com.amazonaws.${region}.${service}`,
      privateDnsEnabled: true,
      routeTableIdSet: [],
    }));
  };
const allServices = ["ssm", "ssmmessages", "logs", "kms", "s3"];
const allBut = (service: string) => closed(...allServices.filter((name) => name !== service));
const target = (world: World, Arn: string, more: object = {}) => {
  theRule(world).targets.push({ Id: "other", Arn, DeadLetterConfig: { Arn: queue }, ...more });
};
const lambda = `arn:aws:lambda:${region}:${account}:function:page`;
const logTarget = `arn:aws:logs:${region}:${account}:log-group:/aws/events/sessions`;
const bus = (name: string, owner = account) => `arn:aws:events:${region}:${owner}:event-bus/${name}`;

/** Every breakage that the doctor claims to find, and how to bring it about in a healthy account. */
export const breakages: Readonly<Record<DoctorId, (world: World) => void>> = {
  "no-preferences": (world) => void delete world.documents[preferences],
  "preferences-log-nothing": set({
    s3BucketName: "",
    cloudWatchLogGroupName: "",
    cloudWatchStreamingEnabled: false,
    s3EncryptionEnabled: false,
  }),
  "default-version-not-latest": (world) => void Object.assign(world.documents[preferences]!, { latest: "2" }),
  "flag-is-text": set({ s3EncryptionEnabled: "true" }),
  "timeout-is-number": set({ idleSessionTimeout: 20 }),
  "timeout-out-of-range": set({ idleSessionTimeout: "61" }),
  "parameter-in-logging-field": set({ s3KeyPrefix: "{{prefix}}" }),
  "encryption-not-demanded": set({ s3EncryptionEnabled: false, cloudWatchEncryptionEnabled: false }),
  "streaming-is-only-sink": set({ s3BucketName: "" }),
  "no-streaming": set({ cloudWatchStreamingEnabled: false }),
  "streaming-without-group": set({ cloudWatchLogGroupName: "" }),
  "prefix-malformed": set({ s3KeyPrefix: "/sessions" }),
  "run-as-without-user": set({ runAsEnabled: true }),
  "run-as-root": set({ runAsEnabled: true, runAsDefaultUser: "root" }),
  "run-as-tag-overrides": may(engineer, "iam:TagRole *"),
  "maximum-duration-absent": set({ maxSessionDuration: "" }),
  "unusable-kms-key-id": set({ kmsKeyId: "alias/nowhere" }),
  "port-sessions-unlogged": may(engineer, "ssm:StartSession *:document/AWS-StartSSHSession"),
  "own-document-logs-nothing": (world) => add(world, "Quiet", { sessionType: "Standard_Stream", inputs: {} }),
  "anybody-makes-documents": may(
    engineer,
    `ssm:CreateDocument ${document("Somebodys-Shell")}`,
    `ssm:StartSession ${document("*")}`,
  ),
  "document-check-missing": may(engineer, `ssm:StartSession ${document("*")}`),
  "command-documents-of-aws": may(engineer, "ssm:StartSession *:document/AWS-StartInteractiveCommand"),
  "commands-not-streamed": (world) =>
    add(world, "Top", { sessionType: "InteractiveCommands", inputs: { ...logged, cloudWatchStreamingEnabled: true } }),
  "run-as-elevated": (world) =>
    add(world, "Top", {
      sessionType: "InteractiveCommands",
      inputs: logged,
      properties: { linux: { commands: "top", runAsElevated: true } },
    }),
  "document-shared-publicly": (world) => void world.documents[preferences]!.shared.push("all"),
  "public-sharing-allowed": (world) =>
    void Object.assign(world.settings, { "/ssm/documents/console/public-sharing-permission": "Enable" }),
  "bucket-missing": (world) => void delete (world.buckets as Loose)["acme-transcripts"],
  "bucket-name-with-dots": (world) => {
    (world.buckets as Loose)["acme.transcripts"] = bucket(world);
    set({ s3BucketName: "acme.transcripts" })(world);
    may(nodeRole, "kms:* *")(world);
  },
  "bucket-dsse": (world) => void Object.assign(bucket(world), { algorithm: "aws:kms:dsse" }),
  "bucket-key-not-by-arn": (world) => void Object.assign(bucket(world), { keyId: "alias/bucket" }),
  "bucket-policy-demands-header": (world) =>
    deny(world, {
      Principal: "*",
      Action: "s3:PutObject",
      Resource: objects,
      Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
    }),
  "bucket-policy-denies-upload": (world) =>
    deny(world, { Principal: { AWS: nodeRole }, Action: "s3:PutObjectAcl", Resource: objects }),
  "bucket-policy-hides-encryption": (world) =>
    deny(world, {
      Principal: "*",
      Action: "s3:GetEncryptionConfiguration",
      Resource: "arn:aws:s3:::acme-transcripts",
      Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Admin" } },
    }),
  "bucket-in-another-region": (world) => {
    allBut("")(world);
    bucket(world).region = "us-east-1";
    bucket(world).keyId = key("bucket");
  },
  "lifecycle-deletes-early": (world) =>
    bucket(world).lifecycle.push({ ID: "all", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }),
  "bucket-not-versioned": (world) => void Object.assign(bucket(world), { versioning: "Suspended" }),
  "bucket-public": (world) => void Object.assign(bucket(world), { block: false }),
  "bucket-takes-plain-http": (world) => void Object.assign(bucket(world), { policy: undefined }),
  "lock-on-access-logs": (world) =>
    void Object.assign(accessLogs(world), {
      lock: {
        ObjectLockEnabled: "Enabled",
        Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } },
      },
    }),
  "access-logs-under-kms": (world) => void Object.assign(accessLogs(world), { algorithm: "aws:kms" }),
  "access-logs-to-itself": (world) => void Object.assign(bucket(world), { accessLogs: "acme-transcripts" }),
  "policy-seen-as-public": (world) => void Object.assign(bucket(world), { isPublic: true }),
  "log-group-missing": (world) => void delete world.groups["/acme/sessions"],
  "log-group-unencrypted": (world) => void delete sessionGroup(world).kmsKeyId,
  "log-group-name-is-arn": set({ cloudWatchLogGroupName: group }),
  "log-group-retention-short": (world) => void Object.assign(sessionGroup(world), { retentionInDays: 7 }),
  "log-group-deletable": (world) => void Object.assign(sessionGroup(world), { deletionProtectionEnabled: false }),
  "group-masks-output": (world) => void Object.assign(sessionGroup(world), { dataProtectionStatus: "ACTIVATED" }),
  "group-of-infrequent-access": (world) =>
    void Object.assign(sessionGroup(world), { logGroupClass: "INFREQUENT_ACCESS" }),
  "key-disabled": (world) => void Object.assign(world.keys.session!, { state: "Disabled" }),
  "key-pending-deletion": (world) => void Object.assign(world.keys.bucket!, { state: "PendingDeletion" }),
  "session-key-in-another-region": set({ kmsKeyId: key("session").replace(region, "us-east-1") }),
  "session-key-policy-without-node": (world) => {
    statementOf(world, "session")[0].Principal = { AWS: engineer };
  },
  "session-key-policy-without-operator": (world) => {
    statementOf(world, "session")[0].Principal = { AWS: nodeRole };
  },
  "session-key-conditioned-on-service": (world) => {
    world.sessions = [];
    statementOf(world, "session")[0].Condition = { StringEquals: { "kms:ViaService": `ssm.${region}.amazonaws.com` } };
  },
  "session-key-limits-context": (world) => {
    world.sessions = [];
    statementOf(world, "session")[0].Condition = {
      "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["aws:ssm:SessionId", "aws:ssm:TargetId"] },
    };
  },
  "session-key-asymmetric": (world) => void Object.assign(world.keys.session!, { spec: "RSA_2048" }),
  "bucket-key-policy-without-node": (world) => {
    statementOf(world, "bucket")[0].Principal = { AWS: engineer };
  },
  "bucket-key-without-decrypt": (world) => {
    statementOf(world, "bucket")[0].Action = ["kms:GenerateDataKey*", "kms:Describe*"];
  },
  "bucket-under-key-of-aws": (world) => {
    world.keys.bucket!.manager = "AWS";
  },
  "logs-key-policy-without-logs": (world) => {
    statementOf(world, "logs").pop();
  },
  "just-in-time-key-untagged": (world) => void Object.assign(world.sessions[0]!, { access: "JustInTime" }),
  "region-without-audit": () => {
    throw new Error("needs a second Region: it has a test of its own");
  },
  "node-cannot-see-log-groups": without(nodeRole, "logs:DescribeLogGroups"),
  "node-cannot-write-stream": without(nodeRole, "logs:PutLogEvents"),
  "node-cannot-see-bucket-encryption": without(nodeRole, "s3:GetEncryptionConfiguration"),
  "node-cannot-upload": without(nodeRole, "s3:PutObjectAcl"),
  "node-cannot-use-bucket-key": without(nodeRole, "kms:GenerateDataKey"),
  "node-cannot-decrypt-session": (world) => {
    const { rights } = world.roles[nodeRole]!;
    world.roles[nodeRole]!.rights = rights.filter((right) => right !== `kms:Decrypt ${key("session")}`);
  },
  "node-cannot-open-channels": without(nodeRole, "ssmmessages:*"),
  "boundary-on-node": (world) =>
    void Object.assign(world.roles[nodeRole]!, { boundary: ["logs:* *", "ssm*:* *", "kms:* *"] }),
  "default-host-management-without-logging": (world) => {
    const role = "service-role/DefaultHostManagement";
    node(world).profile = undefined;
    world.settings["/ssm/managed-instance/default-ec2-instance-management-role"] = role;
    world.roles[`arn:aws:iam::${account}:role/${role}`] = {
      rights: ["ssmmessages:* *", "ssm:UpdateInstanceInformation *"],
      boundary: undefined,
    };
  },
  "agent-too-old": (world) => void Object.assign(node(world), { agent: "3.0.222.0" }),
  "agent-keeps-logs-on-node": (world) => void Object.assign(node(world), { agent: "3.2.2222.0" }),
  "script-missing": (world) => void Object.assign(node(world), { packages: {} }),
  "script-refuses-call": (world) => void Object.assign(node(world), { packages: { "util-linux": "2.42.1" } }),
  "inventory-not-collected": (world) => void Object.assign(node(world), { packages: undefined }),
  "powershell-too-old": (world) =>
    void Object.assign(node(world), { platform: "Windows", platformVersion: "6.3.9600" }),
  "operator-cannot-encrypt": without(engineer, "kms:GenerateDataKey"),
  "operator-cannot-open-channel": without(engineer, "ssmmessages:OpenDataChannel"),
  "operator-may-change-audit": may(engineer, "cloudtrail:StopLogging *"),
  "operator-may-delete-recordings": may(engineer, "s3:DeleteObject *"),
  "node-may-delete-recordings": may(nodeRole, "logs:DeleteLogStream *"),
  "endpoint-missing-for-channels": allBut("ssmmessages"),
  "endpoint-missing-for-logs": allBut("logs"),
  "endpoint-missing-for-kms": allBut("kms"),
  "endpoint-missing-for-s3": allBut("s3"),
  "endpoint-without-private-dns": (world) => {
    allBut("")(world);
    world.endpoints[2].privateDnsEnabled = false;
  },
  "endpoint-policy-denies": (world) => {
    allBut("")(world);
    world.endpoints[4].policyDocument = JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::other/*" }],
    });
  },
  "no-session-rule": (world) => void delete world.rules.sessions,
  "pattern-misses-default-session": (world) =>
    void Object.assign(theRule(world).pattern.detail, {
      requestParameters: { documentName: [{ "anything-but": ["AWS-RunShell"] }] },
    }),
  "rule-disabled": (world) => void Object.assign(theRule(world), { state: "DISABLED" }),
  "rule-without-target": (world) => void Object.assign(theRule(world), { targets: [] }),
  "target-gone": (world) => void delete world.topics[topic],
  "target-not-permitted": (world) => {
    world.functions[lambda] = { policy: undefined };
    target(world, lambda);
  },
  "topic-policy-has-condition": (world) => {
    world.topics[topic].policy.Statement[0].Condition = { ArnEquals: { "aws:SourceArn": rule } };
  },
  "topic-key-shuts-events-out": (world) => void statementOf(world, "alerts").pop(),
  "topic-key-has-condition": (world) => {
    statementOf(world, "alerts")[1].Condition = { StringEquals: { "aws:SourceAccount": account } };
  },
  "topic-under-key-of-aws": (world) => {
    world.keys.sns = { ...world.keys.alerts!, manager: "AWS" };
    world.topics[topic].keyId = "alias/aws/sns";
  },
  "subscription-unconfirmed": (world) =>
    void Object.assign(world.topics[topic].subscriptions[0], { arn: "PendingConfirmation" }),
  "nobody-subscribed": (world) => void Object.assign(world.topics[topic], { subscriptions: [] }),
  "dead-letters-waiting": (world) => void Object.assign(world.queues[queue]!, { waiting: 3 }),
  "no-dead-letter-queue": (world) => void delete theRule(world).targets[0].DeadLetterConfig,
  "dead-letter-queue-shut": (world) => void Object.assign(world.queues[queue]!, { policy: undefined }),
  "two-bus-hops": (world) => {
    world.buses.push("hub");
    target(world, bus("hub"));
    world.rules.onwards = {
      ...theRule(world),
      bus: "hub",
      targets: [{ Id: "bus", Arn: bus("central", archive), RoleArn: "arn:role", DeadLetterConfig: { Arn: queue } }],
    };
    world.queues[queue]!.policy.Statement[0].Condition = {
      ArnLike: { "aws:SourceArn": `arn:aws:events:${region}:${account}:rule/*` },
    };
  },
  "forwarding-without-role": (world) => target(world, bus("central", archive)),
  "log-target-without-policy": (world) => {
    world.groups["/aws/events/sessions"] = {};
    target(world, logTarget);
  },
  "athena-mistaken": (world) =>
    void Object.assign(theRule(world), { pattern: { detail: { eventName: ["StartSession"] } } }),
  "alert-key-disabled": (world) => void Object.assign(world.keys.alerts!, { state: "Disabled" }),
  "no-trail": (world) => void Object.assign(world, { trails: {} }),
  "trail-stopped": (world) => void Object.assign(theTrail(world), { logging: false }),
  "trail-without-write-events": (world) =>
    void Object.assign(theTrail(world), { selectors: [{ ReadWriteType: "ReadOnly", IncludeManagementEvents: true }] }),
  "trail-of-one-region": (world) => void Object.assign(theTrail(world), { multiRegion: false }),
  "trail-cannot-deliver": (world) => void Object.assign(theTrail(world), { deliveryError: "AccessDenied" }),
  "trail-without-validation": (world) => void Object.assign(theTrail(world), { validation: false }),
  "trail-key-unusable": (world) => void Object.assign(world.keys.trail!, { state: "Disabled" }),
  "trail-group-unwritable": (world) => void Object.assign(theTrail(world), { groupError: "AccessDenied" }),
};
