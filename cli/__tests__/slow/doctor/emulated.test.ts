import {
  CloudTrailClient,
  CreateTrailCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DisableRuleCommand, EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateKeyCommand, DisableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { CreateQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { CreateDocumentCommand, SSMClient, UpdateDocumentCommand } from "@aws-sdk/client-ssm";
import { Emulator } from "../../../../__tests__/support/emulator/emulator";
import { describeTerraform } from "../../../../__tests__/support/terraform/describe-terraform";
import { type Diagnosis, diagnose } from "../../../src/doctor/diagnose";
import type { ClientConfig, Connection } from "../../../src/fleet/clients";
import { Fleet } from "../../../src/fleet/fleet";
import { testIo } from "../../support/commands";

const region = "eu-west-1";
const bucket = "acme-transcripts";
const group = "/acme/sessions";
const preferences = "SSM-SessionManagerRunShell";

/** What the emulator cannot say. It has no nodes, so that nobody's rights are asked for either. */
const gapsOfEmulator = ["ssm:DescribeInstanceInformation"];

describeTerraform("the doctor on the emulated AWS, in an account set up by hand", (tooling) => {
  let emulator: Emulator;
  let connection: Connection;
  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    const { endpoint, credentials, maxAttempts } = emulator.clientConfig({ region });
    connection = { endpoint, region, credentials, maxAttempts };
  }, 90_000);
  afterAll(() => emulator?.stop());

  const client = <C>(Client: new (config: ClientConfig) => C): C =>
    new Client({ ...connection, maxAttempts: connection.maxAttempts ?? 1, forcePathStyle: true } as never);

  async function diagnosis(): Promise<Diagnosis> {
    const fleet = await Fleet.open({ concurrency: 4, regions: [region] }, { ...testIo(), connection });
    try {
      return await diagnose(fleet);
    } finally {
      fleet.close();
    }
  }
  const idsOf = ({ findings }: Diagnosis) => findings.map(({ id }) => id).sort();

  test("names what is not as it should be, and what it broke in between", async () => {
    const [s3, ssm, kms] = [client(S3Client), client(SSMClient), client(KMSClient)] as const;
    const [events, trails] = [client(EventBridgeClient), client(CloudTrailClient)] as const;
    const newKey = async () => (await kms.send(new CreateKeyCommand({}))).KeyMetadata!.Arn!;
    const [sessionKey, bucketKey, logsKey] = [await newKey(), await newKey(), await newKey()];

    await s3.send(
      new CreateBucketCommand({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: region } }),
    );
    const rule = { SSEAlgorithm: "aws:kms", KMSMasterKeyID: bucketKey } as const;
    await s3.send(
      new PutBucketEncryptionCommand({
        Bucket: bucket,
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: rule }] },
      }),
    );
    await client(CloudWatchLogsClient).send(new CreateLogGroupCommand({ logGroupName: group, kmsKeyId: logsKey }));
    const inputs = {
      s3BucketName: bucket,
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: group,
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: sessionKey,
      maxSessionDuration: "480",
    };
    const contentOf = (more: object) =>
      JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs: { ...inputs, ...more } });
    await ssm.send(new CreateDocumentCommand({ Name: preferences, DocumentType: "Session", Content: contentOf({}) }));
    const { TopicArn } = await client(SNSClient).send(
      new CreateTopicCommand({ Name: "alerts", Attributes: { KmsMasterKeyId: "alias/aws/sns" } }),
    );
    const EventPattern = JSON.stringify({ source: ["aws.ssm"], detail: { eventName: ["StartSession"] } });
    await events.send(new PutRuleCommand({ Name: "sessions", EventPattern }));
    await events.send(new PutTargetsCommand({ Rule: "sessions", Targets: [{ Id: "topic", Arn: TopicArn }] }));
    await s3.send(
      new CreateBucketCommand({ Bucket: "acme-trail", CreateBucketConfiguration: { LocationConstraint: region } }),
    );
    await trails.send(new CreateTrailCommand({ Name: "audit", S3BucketName: "acme-trail", IsMultiRegionTrail: true }));
    await trails.send(new StartLoggingCommand({ Name: "audit" }));

    const byHand = await diagnosis();
    expect([...new Set(byHand.gaps.map(({ action }) => action))].sort()).toEqual(gapsOfEmulator);
    expect(idsOf(byHand)).toEqual([
      "bucket-not-versioned",
      "bucket-public",
      "bucket-takes-plain-http",
      "log-group-deletable",
      "logs-key-policy-without-logs",
      "no-dead-letter-queue",
      "nobody-subscribed",
      "public-sharing-allowed",
      "target-not-permitted",
      "topic-under-key-of-aws",
      "trail-without-validation",
    ]);

    // Some of it is fixed,
    await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: "Enabled" } }));
    await s3.send(
      new PutPublicAccessBlockCommand({
        Bucket: bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          IgnorePublicAcls: true,
          BlockPublicPolicy: true,
          RestrictPublicBuckets: true,
        },
      }),
    );
    const Statement = [
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ];
    await s3.send(
      new PutBucketPolicyCommand({ Bucket: bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
    );
    const queue = await client(SQSClient).send(new CreateQueueCommand({ QueueName: "dead-letters" }));
    expect(queue.QueueUrl).toBeDefined();
    const Arn = `arn:aws:sqs:${region}:${byHand.places[0]!.account}:dead-letters`;
    await events.send(
      new PutTargetsCommand({
        Rule: "sessions",
        Targets: [{ Id: "topic", Arn: TopicArn, DeadLetterConfig: { Arn } }],
      }),
    );
    await client(SNSClient).send(
      new SubscribeCommand({ TopicArn, Protocol: "email", Endpoint: "security@example.com" }),
    );
    // and other things are broken.
    await s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket: bucket,
        LifecycleConfiguration: {
          Rules: [{ ID: "all", Status: "Enabled", Filter: { Prefix: "" }, Expiration: { Days: 1 } }],
        },
      }),
    );
    await client(CloudWatchLogsClient).send(new PutRetentionPolicyCommand({ logGroupName: group, retentionInDays: 7 }));
    await kms.send(new DisableKeyCommand({ KeyId: sessionKey.split("/")[1] }));
    await events.send(new DisableRuleCommand({ Name: "sessions" }));
    await trails.send(new StopLoggingCommand({ Name: "audit" }));
    await ssm.send(
      new UpdateDocumentCommand({
        Name: preferences,
        DocumentVersion: "$LATEST",
        Content: contentOf({ idleSessionTimeout: "15" }),
      }),
    );
    const later = await diagnosis();
    expect(idsOf(later)).toEqual([
      "default-version-not-latest",
      "key-disabled",
      "lifecycle-deletes-early",
      "log-group-deletable",
      "log-group-retention-short",
      "logs-key-policy-without-logs",
      "public-sharing-allowed",
      "rule-disabled",
      "trail-stopped",
      "trail-without-validation",
    ]);
  }, 60_000);
});
