import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { type ITerraformDependable, LocalBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const name = "acme-audit";
const everyone = { AWS: "*" };
const protectedFromDestroy = { preventDestroy: true };

/** The resources of examples/single-account.ts, written straight against the provider bindings. */
export class HandWritten extends TerraformStack {
  constructor(scope: Construct, id = "single-account") {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-west-1" });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    this.addOverride("terraform.required_providers.aws.version", ">= 5.100");

    const at = location(this);
    const keys = createKeys(this, at);
    const buckets = createBuckets(this, at, keys.logs);
    const groups = createLogGroups(this, keys.logs);
    createDocument(this, at, { key: keys.sessions, bucket: buckets.transcripts, group: groups.sessions });
    createTrail(this, at, { key: keys.logs, bucket: buckets.trail, group: groups.trail });
    createAlerts(this, at, keys.alerts);
  }
}

function location(scope: Construct) {
  const account = new DataAwsCallerIdentity(scope, "account").accountId;
  const region = new DataAwsRegion(scope, "region").id;
  const { partition, dnsSuffix } = new DataAwsPartition(scope, "partition");
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return { account, region, partition, dnsSuffix, arn };
}

type Location = ReturnType<typeof location>;

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

function createKeys(scope: Construct, at: Location) {
  const trailArn = at.arn("cloudtrail", `trail/${name}`);
  const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: `arn:${at.partition}:iam::${at.account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  const create = (use: string, description: string, ...statements: object[]) => {
    const key = new KmsKey(scope, `${use}-key`, {
      description,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policy(account, ...statements),
      lifecycle: protectedFromDestroy,
    });
    new KmsAlias(scope, `${use}-alias`, { name: `alias/${name}-${use}`, targetKeyId: key.keyId });
    return key;
  };
  return {
    sessions: create("sessions", "Traffic of Session Manager sessions, used by operators and nodes"),
    logs: create(
      "logs",
      "Session transcripts, trail files and log groups at rest",
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: `logs.${at.region}.${at.dnsSuffix}` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": [
              at.arn("logs", `log-group:/${name}/sessions`),
              at.arn("logs", `log-group:/${name}/trail`),
            ],
          },
        },
      },
      {
        Sid: "TrailEncrypt",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceArn": trailArn },
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${at.partition}:cloudtrail:*:${at.account}:trail/*`,
          },
        },
      },
      {
        Sid: "TrailDecrypt",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:DescribeKey", "kms:Decrypt"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
    ),
    alerts: create("alerts", "Messages of the session alert topic", {
      Sid: "Events",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
    }),
  };
}

interface Bucket {
  readonly bucketName: string;
  readonly ready: ITerraformDependable[];
}

function createBuckets(scope: Construct, at: Location, key: KmsKey) {
  const nameOf = (content: string) => `${name}-${content}-${at.account}-${at.region}`;
  const arnOf = (content: string) => `arn:${at.partition}:s3:::${nameOf(content)}`;
  const trailArn = at.arn("cloudtrail", `trail/${name}`);

  const create = (content: string, keyArn: string | undefined, ...statements: object[]): Bucket => {
    const { id: bucket } = new S3Bucket(scope, content, {
      bucket: nameOf(content),
      forceDestroy: false,
      lifecycle: protectedFromDestroy,
    });
    const block = new S3BucketPublicAccessBlock(scope, `${content}-block`, {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(scope, `${content}-ownership`, {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const versioning = new S3BucketVersioningA(scope, `${content}-versioning`, {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    const encryption = new S3BucketServerSideEncryptionConfigurationA(scope, `${content}-encryption`, {
      bucket,
      rule: [
        keyArn
          ? {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
              bucketKeyEnabled: true,
            }
          : { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ],
    });
    new S3BucketLifecycleConfiguration(scope, `${content}-lifecycle`, {
      bucket,
      rule: [
        {
          id: "parts",
          status: "Enabled",
          filter: [{ prefix: "" }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    const bucketPolicy = new S3BucketPolicy(scope, `${content}-policy`, {
      bucket,
      policy: policy(
        {
          Sid: "Tls",
          Effect: "Deny",
          Principal: everyone,
          Action: "s3:*",
          Resource: [arnOf(content), `${arnOf(content)}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        ...statements,
      ),
      dependsOn: [block],
    });
    return { bucketName: nameOf(content), ready: [encryption, versioning, bucketPolicy] };
  };

  const header = "s3:x-amz-server-side-encryption";
  const denyPut = (content: string, Sid: string, Condition: object) => ({
    Sid,
    Effect: "Deny",
    Principal: everyone,
    Action: "s3:PutObject",
    Resource: `${arnOf(content)}/*`,
    Condition,
  });
  const wrong = (content: string, Sid: string, condition: string, value: string) =>
    denyPut(content, Sid, {
      StringNotEquals: { [condition]: value },
      Null: { [condition]: "false" },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    });
  const encrypted = (content: string, ...statements: object[]) =>
    create(
      content,
      key.arn,
      wrong(content, "Algorithm", header, "aws:kms"),
      wrong(content, "Key", `${header}-aws-kms-key-id`, key.arn),
      denyPut(content, "SseC", { Null: { [`${header}-customer-algorithm`]: "false" } }),
      ...statements,
    );

  const transcripts = encrypted("transcripts");
  const trail = encrypted(
    "trail",
    {
      Sid: "AclCheck",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: arnOf("trail"),
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    },
    {
      Sid: "Write",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${arnOf("trail")}/AWSLogs/${at.account}/*`,
      Condition: { StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  );
  const accessLogs = create("access-logs", undefined, {
    Sid: "Delivery",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `${arnOf("access-logs")}/*`,
    Condition: {
      ArnLike: { "aws:SourceArn": [arnOf("transcripts"), arnOf("trail")] },
      StringEquals: { "aws:SourceAccount": at.account },
    },
  });
  for (const [id, { bucketName }] of Object.entries({ transcripts, trail })) {
    new S3BucketLoggingA(scope, `${id}-logging`, {
      bucket: bucketName,
      targetBucket: accessLogs.bucketName,
      targetPrefix: `${bucketName}/`,
      dependsOn: accessLogs.ready,
    });
  }
  return { transcripts, trail };
}

function createLogGroups(scope: Construct, key: KmsKey) {
  const create = (content: string) =>
    new CloudwatchLogGroup(scope, `${content}-group`, {
      name: `/${name}/${content}`,
      kmsKeyId: key.arn,
      retentionInDays: 365,
      lifecycle: protectedFromDestroy,
    });
  return { sessions: create("sessions"), trail: create("trail") };
}

interface Sinks {
  readonly key: KmsKey;
  readonly bucket: Bucket;
  readonly group: CloudwatchLogGroup;
}

function createDocument(scope: Construct, at: Location, { key, bucket, group }: Sinks): void {
  new SsmDocument(scope, "document", {
    name: "SSM-SessionManagerRunShell",
    documentType: "Session",
    documentFormat: "JSON",
    content: JSON.stringify(
      {
        schemaVersion: "1.0",
        description: "Sessions, logged for audit",
        sessionType: "Standard_Stream",
        inputs: {
          s3BucketName: bucket.bucketName,
          s3KeyPrefix: `sessions/${at.account}/${at.region}`,
          s3EncryptionEnabled: true,
          cloudWatchLogGroupName: `/${name}/sessions`,
          cloudWatchEncryptionEnabled: true,
          cloudWatchStreamingEnabled: true,
          kmsKeyId: key.arn,
          runAsEnabled: false,
          runAsDefaultUser: "",
          idleSessionTimeout: "15",
          maxSessionDuration: "480",
          shellProfile: { linux: "", windows: "" },
        },
      },
      null,
      2,
    ),
    dependsOn: [...bucket.ready, group, key],
  });
}

function createTrail(scope: Construct, at: Location, { key, bucket, group }: Sinks): void {
  const groupArn = at.arn("logs", `log-group:/${name}/trail`);
  const role = new IamRole(scope, "trail-role", {
    name: `${name}-log-delivery`,
    description: `Delivery of trail ${name} to CloudWatch Logs`,
    assumeRolePolicy: policy({
      Sid: "Trail",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceArn": at.arn("cloudtrail", `trail/${name}`) } },
    }),
  });
  const rolePolicy = new IamRolePolicy(scope, "trail-role-policy", {
    name: "log-delivery",
    role: role.name,
    policy: policy({
      Sid: "Streams",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${groupArn}:log-stream:${at.account}_CloudTrail_${at.region}*`,
    }),
  });
  new Cloudtrail(scope, "cloudtrail", {
    name,
    s3BucketName: bucket.bucketName,
    kmsKeyId: key.arn,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    enableLogging: true,
    cloudWatchLogsGroupArn: `${groupArn}:*`,
    cloudWatchLogsRoleArn: role.arn,
    dependsOn: [...bucket.ready, key, group, rolePolicy],
  });
}

function createAlerts(scope: Construct, at: Location, key: KmsKey): void {
  const topicArn = at.arn("sns", `${name}-session-alerts`);
  const topic = new SnsTopic(scope, "topic", { name: `${name}-session-alerts`, kmsMasterKeyId: key.arn });
  const topicPolicy = new SnsTopicPolicy(scope, "topic-policy", {
    arn: topic.arn,
    policy: policy(
      {
        Sid: "Tls",
        Effect: "Deny",
        Principal: everyone,
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "Events",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
      },
    ),
  });
  new SnsTopicSubscription(scope, "mail", {
    topicArn: topic.arn,
    protocol: "email",
    endpoint: "security@example.com",
  });

  const rule = new CloudwatchEventRule(scope, "rule", {
    name: `${name}-session-events`,
    description: "StartSession, ResumeSession, TerminateSession of Session Manager",
    state: "ENABLED",
    eventPattern: JSON.stringify(
      {
        source: ["aws.ssm"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["ssm.amazonaws.com"],
          eventName: ["StartSession", "ResumeSession", "TerminateSession"],
        },
      },
      null,
      2,
    ),
  });
  const deadLetters = deadLetterQueue(scope, at, `${name}-session-events`);
  new CloudwatchEventTarget(scope, "rule-target", {
    rule: rule.name,
    targetId: "topic",
    arn: topicArn,
    inputTransformer: message,
    retryPolicy: { maximumEventAgeInSeconds: 86400, maximumRetryAttempts: 185 },
    deadLetterConfig: { arn: deadLetters.arn },
    dependsOn: [topicPolicy, deadLetters.policy],
  });
}

function deadLetterQueue(scope: Construct, at: Location, ruleName: string) {
  const arn = at.arn("sqs", `${ruleName}-dead-letters`);
  const queue = new SqsQueue(scope, `${ruleName}-queue`, {
    name: `${ruleName}-dead-letters`,
    messageRetentionSeconds: 1209600,
    sqsManagedSseEnabled: true,
  });
  const queuePolicy = new SqsQueuePolicy(scope, `${ruleName}-queue-policy`, {
    queueUrl: queue.url,
    policy: policy(
      {
        Sid: "DeadLetters",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: { ArnEquals: { "aws:SourceArn": at.arn("events", `rule/${ruleName}`) } },
      },
      {
        Sid: "Tls",
        Effect: "Deny",
        Principal: everyone,
        Action: "sqs:*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ),
  });
  return { arn, policy: queuePolicy };
}

const message = {
  inputPaths: {
    call: "$.detail.eventName",
    who: "$.detail.userIdentity.arn",
    address: "$.detail.sourceIPAddress",
    target: "$.detail.requestParameters.target",
    document: "$.detail.requestParameters.documentName",
    session: "$.detail.responseElements.sessionId",
    refusal: "$.detail.errorCode",
    account: "$.account",
    region: "$.region",
    time: "$.detail.eventTime",
    reason: "$.detail.requestParameters.reason",
  },
  inputTemplate: [
    '"Session Manager: <call>"',
    '"Who: <who>"',
    '"From: <address>"',
    '"When: <time>"',
    '"Account: <account>, <region>"',
    '"Target: <target> (empty for resume and terminate: look for the start of this session)"',
    '"Document: <document> (empty: SSM-SessionManagerRunShell, the default)"',
    '"Session: <session> (empty: refused)"',
    '"Refused: <refusal> (empty: allowed)"',
    '"Reason: <reason>"',
  ].join("\n"),
};
