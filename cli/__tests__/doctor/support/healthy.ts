/** An account whose sessions are all recorded, and of whose starts somebody is told: one Region, one node, one engineer. */
export const account = "111122223333";
export const region = "eu-west-1";
export const archive = "222233334444";

export const nodeRole = `arn:aws:iam::${account}:role/Nodes`;
export const engineer = `arn:aws:iam::${account}:role/Engineers`;
export const key = (id: string, owner = account) => `arn:aws:kms:${region}:${owner}:key/${id}`;
export const group = `arn:aws:logs:${region}:${account}:log-group:/acme/sessions`;
export const topic = `arn:aws:sns:${region}:${account}:alerts`;
export const queue = `arn:aws:sqs:${region}:${account}:dead-letters`;
export const rule = `arn:aws:events:${region}:${account}:rule/sessions`;
export const trail = `arn:aws:cloudtrail:${region}:${account}:trail/audit`;

// biome-ignore lint/suspicious/noExplicitAny: a world is broken in every possible way
export type Loose = any;

const allow = (fields: object) => ({ Effect: "Allow", Resource: "*", ...fields });
const policy = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const ofAccount = () => allow({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*" });
const service = (name: string) => ({ Service: `${name}.amazonaws.com` });

const newKey = (id: string, ...statements: object[]) => ({
  state: "Enabled",
  manager: "CUSTOMER",
  spec: "SYMMETRIC_DEFAULT",
  tags: {} as Record<string, string>,
  policy: policy(ofAccount(), ...statements) as Loose,
  id,
});

const inputs = {
  s3BucketName: "acme-transcripts",
  s3KeyPrefix: "sessions",
  s3EncryptionEnabled: true,
  cloudWatchLogGroupName: "/acme/sessions",
  cloudWatchEncryptionEnabled: true,
  cloudWatchStreamingEnabled: true,
  kmsKeyId: key("session"),
  runAsEnabled: false,
  runAsDefaultUser: "",
  idleSessionTimeout: "20",
  maxSessionDuration: "480",
};

const documentOf = (content: Loose) => ({ content, default: "1", latest: "1", shared: [] as string[] });

/** What the role of the node may do, as `action resource` with wildcards. */
const nodeRights = [
  "ssmmessages:* *",
  "ssm:UpdateInstanceInformation *",
  "logs:DescribeLogGroups *",
  "logs:DescribeLogStreams *",
  "logs:CreateLogStream *",
  "logs:PutLogEvents *",
  "s3:GetEncryptionConfiguration *",
  "s3:PutObject *",
  "s3:PutObjectAcl *",
  `kms:Decrypt ${key("session")}`,
  `kms:GenerateDataKey ${key("bucket")}`,
  `kms:Decrypt ${key("bucket")}`,
];

const engineerRights = [
  `ssm:StartSession arn:aws:ssm:${region}:${account}:document/SSM-SessionManagerRunShell`,
  `ssm:StartSession arn:aws:ec2:*`,
  "ssmmessages:OpenDataChannel *",
  `kms:GenerateDataKey ${key("session")}`,
];

const sessionPattern = { source: ["aws.ssm"], detail: { eventName: ["StartSession"] } };

export interface Role {
  rights: string[];
  boundary: string[] | undefined;
  /** Condition keys that its policies ask for and a simulation does not have. */
  asksFor?: string[];
}

/** A fresh one for each test, to be broken. */
export function healthyWorld() {
  return structuredClone({
    documents: {
      "SSM-SessionManagerRunShell": documentOf({
        schemaVersion: "1.0",
        sessionType: "Standard_Stream",
        inputs: structuredClone(inputs),
      }),
    } as Record<string, ReturnType<typeof documentOf>>,
    settings: {
      "/ssm/documents/console/public-sharing-permission": "Disable",
      "/ssm/managed-instance/default-ec2-instance-management-role": "$None",
    } as Record<string, string>,
    nodes: [
      {
        id: "i-0123456789abcdef0",
        platform: "Linux",
        platformVersion: "2023",
        agent: "3.3.2000.0",
        profile: "nodes" as string | undefined,
        subnet: "subnet-1",
        vpc: "vpc-1",
        packages: { "util-linux": "2.37.4" } as Record<string, string> | undefined,
      },
    ],
    profiles: { nodes: nodeRole } as Record<string, string>,
    roles: {
      [nodeRole]: { rights: nodeRights.slice(), boundary: undefined },
      [engineer]: { rights: engineerRights.slice(), boundary: undefined },
    } as Record<string, Role>,
    sessions: [{ owner: `arn:aws:sts::${account}:assumed-role/Engineers/alice`, access: "Standard" }],
    groups: {
      "/acme/sessions": {
        kmsKeyId: key("logs"),
        retentionInDays: 365,
        deletionProtectionEnabled: true,
      },
    } as Record<string, Loose>,
    resourcePolicies: [] as Loose[],
    keys: {
      session: newKey("session"),
      bucket: newKey("bucket"),
      logs: newKey(
        "logs",
        allow({
          Principal: service(`logs.${region}`),
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": group } },
        }),
      ),
      alerts: newKey(
        "alerts",
        allow({ Principal: service("events"), Action: ["kms:GenerateDataKey*", "kms:Decrypt"] }),
      ),
      trail: newKey(
        "trail",
        allow({
          Principal: service("cloudtrail"),
          Action: "kms:GenerateDataKey*",
          Condition: { StringEquals: { "aws:SourceArn": trail } },
        }),
      ),
    } as Record<string, ReturnType<typeof newKey>>,
    buckets: {
      "acme-transcripts": {
        owner: account,
        region,
        algorithm: "aws:kms",
        keyId: key("bucket") as string | undefined,
        policy: policy({
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::acme-transcripts", "arn:aws:s3:::acme-transcripts/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }) as Loose,
        isPublic: false,
        versioning: "Enabled",
        lifecycle: [] as Loose[],
        block: true,
        accessLogs: "acme-access-logs" as string | undefined,
        lock: undefined as Loose,
      },
      "acme-access-logs": {
        owner: account,
        region,
        algorithm: "AES256",
        keyId: undefined as string | undefined,
        policy: undefined as Loose,
        isPublic: false,
        versioning: "Enabled",
        lifecycle: [] as Loose[],
        block: true,
        accessLogs: undefined as string | undefined,
        lock: undefined as Loose,
      },
    },
    organization: "o-a1b2c3d4e5" as string | undefined,
    routes: [{ table: "rtb-1", vpc: "vpc-1", subnet: "subnet-1", out: true }],
    endpoints: [] as Loose[],
    buses: ["default"],
    rules: {
      sessions: {
        bus: "default",
        state: "ENABLED",
        pattern: sessionPattern as Loose,
        targets: [{ Id: "topic", Arn: topic, DeadLetterConfig: { Arn: queue } }] as Loose[],
      },
    } as Record<string, { bus: string; state: string; pattern: Loose; targets: Loose[] }>,
    topics: {
      [topic]: {
        policy: policy(allow({ Principal: service("events"), Action: "sns:Publish", Resource: topic })) as Loose,
        keyId: key("alerts") as string | undefined,
        subscriptions: [{ endpoint: "security@example.com", arn: `${topic}:1` }],
      },
    } as Record<string, Loose>,
    queues: {
      [queue]: {
        waiting: 0,
        policy: policy(
          allow({
            Principal: service("events"),
            Action: "sqs:SendMessage",
            Resource: queue,
            Condition: { ArnEquals: { "aws:SourceArn": rule } },
          }),
        ) as Loose,
      },
    } as Record<string, { waiting: number; policy: Loose }>,
    functions: {} as Record<string, { policy: Loose }>,
    trails: {
      [trail]: {
        multiRegion: true,
        validation: true,
        keyId: key("trail"),
        logging: true,
        deliveryError: undefined as string | undefined,
        groupError: undefined as string | undefined,
        selectors: [{ ReadWriteType: "All", IncludeManagementEvents: true }] as Loose[],
      },
    } as Record<string, Loose>,
  });
}

export type World = ReturnType<typeof healthyWorld>;
