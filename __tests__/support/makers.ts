import type { TerraformStack } from "cdktf";
import {
  AccessLogBucket,
  AccountSettings,
  AlertHub,
  AlertTopic,
  AuditAlarms,
  AuditTrail,
  EncryptionKey,
  EventBus,
  EventQueue,
  ForwardingRole,
  Guardrail,
  LandingZone,
  LedgerReader,
  LogArchive,
  LogBucket,
  LogGroup,
  ManagementAccount,
  NodeAccess,
  OperatorAccess,
  OrganizationGuardrail,
  OrganizationTrail,
  QueueSubscription,
  SessionAudit,
  SessionDashboard,
  SessionDocument,
  SessionEndpoints,
  SessionEvents,
  SessionLedger,
  SessionTables,
  sessionPatterns,
  sessionTargets,
  targets,
  WorkloadAccount,
} from "../../modules";
import { existingTrail, landingZonePlan } from "./landing-zone";

/** Something that users make from props. */
export interface Maker {
  /** Props that are right, made in the scope where they need constructs. */
  readonly valid: (scope: TerraformStack) => object;
  // biome-ignore lint/suspicious/noExplicitAny: props that may be wrong
  readonly make: (scope: TerraformStack, props: any) => unknown;
}

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
const topicArn = "arn:aws:sns:eu-west-1:111122223333:alerts";
const key = (scope: TerraformStack) => EncryptionKey.fromArn(scope, "Key", keyArn);
const bucket = (scope: TerraformStack) =>
  LogBucket.fromName(scope, "Bucket", { name: "acme-archive", encryption: "s3-managed" });
const documents = (scope: TerraformStack) => [new SessionDocument(scope, "Shell", { bucket: bucket(scope) })];
const topic = (scope: TerraformStack) => AlertTopic.fromArn(scope, "Topic", topicArn);
const bus = (scope: TerraformStack) =>
  EventBus.fromArn(scope, "Bus", "arn:aws:events:eu-west-1:111122223333:event-bus/acme");
const planned = () => ({ plan: landingZonePlan() });

/** One for each schema, by the name of its props. */
export const makers: Readonly<Record<string, Maker>> = {
  AccountSettingsProps: {
    valid: () => ({}),
    make: (scope, props) => new AccountSettings(scope, "Made", props),
  },
  AlertTopicProps: {
    valid: (scope) => ({ name: "acme", encryptionKey: key(scope) }),
    make: (scope, props) => new AlertTopic(scope, "Made", props),
  },
  ExistingAlertTopicProps: {
    valid: () => ({ topicArn }),
    make: (scope, props) => AlertTopic.fromArn(scope, "Made", props.topicArn, props),
  },
  QueueSubscriptionProps: {
    valid: (scope) => ({ topicArn, queue: new EventQueue(scope, "Queue", { name: "acme" }) }),
    make: (scope, props) => new QueueSubscription(scope, "Made", props),
  },
  AuditAlarmsProps: {
    valid: (scope) => ({ topic: topic(scope), topics: [topic2(scope)] }),
    make: (scope, props) => new AuditAlarms(scope, "Made", props),
  },
  AuditTrailProps: {
    valid: (scope) => ({ name: "acme", bucket: bucket(scope), encryptionKey: key(scope) }),
    make: (scope, props) => new AuditTrail(scope, "Made", props),
  },
  ExistingAuditTrailProps: {
    valid: () => ({ trailArn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme" }),
    make: (scope, props) => AuditTrail.fromArn(scope, "Made", props.trailArn, props),
  },
  EncryptionKeyProps: {
    valid: () => ({ alias: "alias/acme", description: "d" }),
    make: (scope, props) => new EncryptionKey(scope, "Made", props),
  },
  ExistingKeyProps: {
    valid: () => ({ keyArn }),
    make: (scope, props) => EncryptionKey.fromArn(scope, "Made", props.keyArn, props),
  },
  KeyByAliasProps: {
    valid: () => ({ aliasArn: "arn:aws:kms:eu-west-1:111122223333:alias/acme" }),
    make: (scope, props) => EncryptionKey.fromAliasArn(scope, "Made", props.aliasArn, props),
  },
  EventBusProps: {
    valid: () => ({ name: "acme", organizationId: "o-a1b2c3d4e5" }),
    make: (scope, props) => new EventBus(scope, "Made", props),
  },
  ExistingEventBusProps: {
    valid: () => ({ busArn: "arn:aws:events:eu-west-1:111122223333:event-bus/acme" }),
    make: (scope, props) => EventBus.fromArn(scope, "Made", props.busArn, props),
  },
  ForwardingRoleProps: {
    valid: (scope) => ({ name: "acme", bus: bus(scope), ruleName: "acme" }),
    make: (scope, props) => new ForwardingRole(scope, "Made", props),
  },
  EventQueueProps: {
    valid: () => ({ name: "acme" }),
    make: (scope, props) => new EventQueue(scope, "Made", props),
  },
  ExistingEventQueueProps: {
    valid: () => ({ queueArn: "arn:aws:sqs:eu-west-1:111122223333:acme" }),
    make: (scope, props) => EventQueue.fromArn(scope, "Made", props.queueArn, props),
  },
  AccessLogBucketProps: {
    valid: () => ({ name: "acme" }),
    make: (scope, props) => new AccessLogBucket(scope, "Made", props),
  },
  ExistingLogBucketProps: {
    valid: () => ({ name: "acme", encryption: "s3-managed" }),
    make: (scope, props) => LogBucket.fromName(scope, "Made", props),
  },
  LogBucketProps: {
    valid: () => ({ name: "acme", encryption: "s3-managed" }),
    make: (scope, props) => new LogBucket(scope, "Made", props),
  },
  ExistingLogGroupProps: {
    valid: () => ({ name: "/acme", encrypted: true }),
    make: (scope, props) => LogGroup.fromName(scope, "Made", props),
  },
  LogGroupProps: {
    valid: () => ({ name: "/acme" }),
    make: (scope, props) => new LogGroup(scope, "Made", props),
  },
  GuardrailProps: {
    valid: () => ({ name: "acme", protects: { trails: [{ trailArn: "arn:aws:cloudtrail:*:*:trail/acme" }] } }),
    make: (scope, props) => new Guardrail(scope, "Made", props),
  },
  NodeAccessProps: {
    valid: (scope) => ({ name: "acme", documents: documents(scope) }),
    make: (scope, props) => new NodeAccess(scope, "Made", props),
  },
  OperatorAccessProps: {
    valid: (scope) => ({ name: "acme", documents: documents(scope), targets: sessionTargets.all() }),
    make: (scope, props) => new OperatorAccess(scope, "Made", props),
  },
  SessionDocumentProps: {
    valid: (scope) => ({ bucket: bucket(scope) }),
    make: (scope, props) => new SessionDocument(scope, "Made", props),
  },
  ExistingSessionDocumentProps: {
    valid: (scope) => ({ bucket: bucket(scope), prefix: "logs" }),
    make: (scope, props) => SessionDocument.fromName(scope, "Made", props),
  },
  SessionEndpointsProps: {
    valid: (scope) => ({
      name: "acme",
      vpcId: "vpc-0123456789abcdef0",
      subnetIds: ["subnet-0123456789abcdef0"],
      documents: documents(scope),
      nodeCidrs: ["10.0.0.0/16"],
    }),
    make: (scope, props) => new SessionEndpoints(scope, "Made", props),
  },
  SessionEventsProps: {
    valid: (scope) => ({ name: "acme", pattern: sessionPatterns.calls(), targets: [targets.topic(topic(scope))] }),
    make: (scope, props) => new SessionEvents(scope, "Made", props),
  },
  SessionLedgerProps: {
    valid: (scope) => ({
      name: "acme",
      bucket: bucket(scope),
      logGroup: LogGroup.fromName(scope, "LedgerLogs", { name: "/acme", encrypted: true }),
      places: [{ accounts: ["444455556666"], regions: ["eu-west-1"] }],
      reader: { roleName: "acme-reader", organizationId: "o-a1b2c3d4e5" },
    }),
    make: (scope, props) => new SessionLedger(scope, "Made", props),
  },
  LedgerReaderProps: {
    valid: () => ({
      name: "acme-reader",
      regions: ["eu-west-1"],
      collector: { account: "111122223333", roleName: "acme", organizationId: "o-a1b2c3d4e5" },
    }),
    make: (scope, props) => new LedgerReader(scope, "Made", props),
  },
  SessionTablesProps: {
    valid: (scope) => ({
      name: "acme",
      trail: { bucket: bucket(scope), accounts: ["111122223333"], regions: ["eu-west-1"] },
      results: LogBucket.fromName(scope, "Answers", { name: "acme-answers", encryption: "s3-managed" }),
    }),
    make: (scope, props) => new SessionTables(scope, "Made", props),
  },
  SessionDashboardProps: {
    valid: (scope) => ({
      name: "acme",
      trailLogGroup: LogGroup.fromName(scope, "Trail", { name: "/acme", encrypted: true }),
      topic: topic(scope),
    }),
    make: (scope, props) => new SessionDashboard(scope, "Made", props),
  },
  LandingZoneProps: {
    valid: () => ({
      name: "acme",
      organizationId: "o-a1b2c3d4e5",
      homeRegion: "eu-west-1",
      regions: ["eu-west-1"],
      accounts: [
        { id: "111111111111", name: "management", role: "management" },
        { id: "222222222222", name: "log-archive", role: "log-archive" },
        { id: "333333333333", name: "security", role: "security" },
      ],
    }),
    make: (_, props) => new LandingZone(props),
  },
  AlertHubProps: { valid: planned, make: (scope, props) => new AlertHub(scope, "Made", props) },
  LogArchiveProps: { valid: planned, make: (scope, props) => new LogArchive(scope, "Made", props) },
  ManagementAccountProps: {
    valid: () => ({ plan: landingZonePlan({ existing: existingTrail }) }),
    make: (scope, props) => new ManagementAccount(scope, "Made", props),
  },
  OrganizationTrailProps: { valid: planned, make: (scope, props) => new OrganizationTrail(scope, "Made", props) },
  OrganizationGuardrailProps: {
    valid: () => ({ ...planned(), administrators: ["arn:aws:iam::111111111111:role/TerraformDeployment"] }),
    make: (scope, props) => new OrganizationGuardrail(scope, "Made", props),
  },
  WorkloadAccountProps: {
    valid: () => ({ ...planned(), account: landingZonePlan().workload("shop") }),
    make: (scope, props) => new WorkloadAccount(scope, "Made", props),
  },
  SessionAuditProps: {
    valid: () => ({ name: "acme" }),
    make: (scope, props) => new SessionAudit(scope, "Made", props),
  },
};

function topic2(scope: TerraformStack) {
  return AlertTopic.fromArn(scope, "Watched", `${topicArn}-2`);
}
