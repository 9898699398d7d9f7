import { AwsError, type Call, type StandIn } from "../../support/stand-in";
import type { Loose, World } from "./healthy";
import { serveIdentity } from "./serve-identity";

type Answers = Readonly<Record<string, (call: Call) => unknown>>;

/** Lets a stand-in answer as the account of a world would; the world may be changed at any time. */
export function serveWorld(aws: StandIn, world: World, where: { account?: string; region?: string } = {}): void {
  for (const [action, answer] of Object.entries(worldAnswers(world))) aws.answer(action, answer, where);
}

/** What a world answers to each call. */
export function worldAnswers(world: World): Answers {
  return {
    ...documents(world),
    ...nodes(world),
    ...keys(world),
    ...buckets(world),
    ...network(world),
    ...events(world),
    ...targets(world),
    ...trails(world),
    ...serveIdentity(world),
  };
}

function found<T>(value: T | undefined, code: string, status = 400): T {
  if (value === undefined) throw new AwsError(code, code, status);
  return value;
}

const documents = (world: World): Answers => ({
  "ssm:GetDocument": ({ input }) => {
    const { content } = found(world.documents[input.Name], "InvalidDocument");
    return { Name: input.Name, Content: typeof content === "string" ? content : JSON.stringify(content) };
  },
  "ssm:DescribeDocument": ({ input }) => {
    const document = found(world.documents[input.Name], "InvalidDocument");
    return { Document: { Name: input.Name, DefaultVersion: document.default, LatestVersion: document.latest } };
  },
  "ssm:DescribeDocumentPermission": ({ input }) => ({
    AccountIds: found(world.documents[input.Name], "InvalidDocument").shared,
  }),
  "ssm:ListDocuments": () => ({ DocumentIdentifiers: Object.keys(world.documents).map((Name) => ({ Name })) }),
  "ssm:GetServiceSetting": ({ input }) => {
    const SettingValue = found(world.settings[input.SettingId], "ServiceSettingNotFound");
    return { ServiceSetting: { SettingId: input.SettingId, SettingValue } };
  },
});

const nodes = (world: World): Answers => ({
  "ssm:DescribeInstanceInformation": () => ({
    InstanceInformationList: world.nodes.map(({ id, platform, platformVersion, agent }) => ({
      InstanceId: id,
      PingStatus: "Online",
      PlatformType: platform,
      PlatformVersion: platformVersion,
      AgentVersion: agent,
    })),
  }),
  "ec2:DescribeInstances": ({ account }) => ({
    reservationSet: [
      {
        instancesSet: world.nodes.map(({ id, profile, subnet, vpc }) => ({
          instanceId: id,
          subnetId: subnet,
          vpcId: vpc,
          ...(profile && { iamInstanceProfile: { arn: `arn:aws:iam::${account}:instance-profile/${profile}` } }),
        })),
      },
    ],
  }),
  "ssm:GetInventory": ({ input }) => ({
    Entities: world.nodes.flatMap(({ id, packages }) => {
      if (!packages || (input.Filters[0].Type === "Equal" && Object.keys(packages).length === 0)) return [];
      const Content = Object.entries(packages).map(([Name, Version]) => ({ Name, Version }));
      return [{ Id: id, Data: input.ResultAttributes ? { "AWS:Application": { Content } } : {} }];
    }),
  }),
  "ssm:DescribeSessions": () => ({
    Sessions: world.sessions.map(({ owner, access }, index) => ({
      SessionId: `alice-${index}`,
      Owner: owner,
      AccessType: access,
    })),
  }),
  "logs:DescribeLogGroups": ({ input }) => ({
    logGroups: Object.entries(world.groups)
      .filter(([name]) => name.startsWith(input.logGroupNamePrefix))
      .map(([logGroupName, group]) => ({ logGroupName, ...group })),
  }),
  "logs:DescribeResourcePolicies": () => ({
    resourcePolicies: world.resourcePolicies.map((policy) => ({ policyDocument: JSON.stringify(policy) })),
  }),
});

const keys = (world: World): Answers => {
  const keyOf = ({ input }: Call) =>
    found(world.keys[(input.KeyId as string).split(/[/]/).at(-1)!], "NotFoundException");
  const arnOf = (call: Call) =>
    call.input.KeyId.includes(":key/")
      ? call.input.KeyId
      : `arn:aws:kms:${call.region}:${call.account}:key/${keyOf(call).id}`;
  return {
    "kms:DescribeKey": (call) => {
      const { state, manager, spec } = keyOf(call);
      return {
        KeyMetadata: { KeyId: keyOf(call).id, Arn: arnOf(call), KeyState: state, KeyManager: manager, KeySpec: spec },
      };
    },
    "kms:GetKeyPolicy": (call) => ({ Policy: JSON.stringify(keyOf(call).policy) }),
    "kms:ListResourceTags": (call) => ({
      Tags: Object.entries(keyOf(call).tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue })),
    }),
  };
};

const buckets = (world: World): Answers => {
  const bucketOf = ({ input, account }: Call) => {
    const bucket = found((world.buckets as Record<string, Loose>)[input.Bucket], "NoSuchBucket", 404);
    if (bucket.owner !== account) throw new AwsError("AccessDenied", "Access Denied", 403);
    return bucket;
  };
  const xml = (root: string, content: Loose) => ({ xml: { root, content } });
  return {
    "s3:ListBuckets": ({ account }) => {
      const own = Object.entries(world.buckets).filter(([, { owner }]) => owner === account);
      return xml("ListAllMyBucketsResult", { Buckets: { Bucket: own.map(([Name]) => ({ Name })) } });
    },
    "s3:GetBucketLocation": (call) => ({
      body: Buffer.from(
        `<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${bucketOf(call).region}</LocationConstraint>`,
      ),
    }),
    "s3:GetBucketEncryption": (call) => {
      const { algorithm, keyId } = bucketOf(call);
      const rule = { SSEAlgorithm: algorithm, ...(keyId && { KMSMasterKeyID: keyId }) };
      return xml("ServerSideEncryptionConfiguration", { Rule: [{ ApplyServerSideEncryptionByDefault: rule }] });
    },
    "s3:GetBucketPolicy": (call) => ({
      body: Buffer.from(JSON.stringify(found(bucketOf(call).policy, "NoSuchBucketPolicy", 404))),
    }),
    "s3:GetBucketPolicyStatus": (call) => xml("PolicyStatus", { IsPublic: bucketOf(call).isPublic }),
    "s3:GetBucketVersioning": (call) => xml("VersioningConfiguration", { Status: bucketOf(call).versioning }),
    "s3:GetBucketLifecycleConfiguration": (call) => {
      const { lifecycle } = bucketOf(call);
      if (lifecycle.length === 0) throw new AwsError("NoSuchLifecycleConfiguration", "none", 404);
      return xml("LifecycleConfiguration", { Rule: lifecycle });
    },
    "s3:GetPublicAccessBlock": (call) => {
      if (!bucketOf(call).block) throw new AwsError("NoSuchPublicAccessBlockConfiguration", "none", 404);
      return xml("PublicAccessBlockConfiguration", {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      });
    },
    "s3:GetBucketLogging": (call) => {
      const TargetBucket = bucketOf(call).accessLogs;
      return xml("BucketLoggingStatus", TargetBucket ? { LoggingEnabled: { TargetBucket, TargetPrefix: "" } } : {});
    },
    "s3:GetObjectLockConfiguration": (call) =>
      xml("ObjectLockConfiguration", found(bucketOf(call).lock, "ObjectLockConfigurationNotFoundError", 404)),
  };
};

const network = (world: World): Answers => ({
  "ec2:DescribeRouteTables": () => ({
    routeTableSet: world.routes.map(({ table, vpc, subnet, out }) => ({
      routeTableId: table,
      vpcId: vpc,
      associationSet: [{ subnetId: subnet, main: false }],
      routeSet: [
        { destinationCidrBlock: "10.0.0.0/16", gatewayId: "local", state: "active" },
        ...(out ? [{ destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1", state: "active" }] : []),
      ],
    })),
  }),
  "ec2:DescribeVpcEndpoints": () => ({ vpcEndpointSet: world.endpoints }),
});

const events = (world: World): Answers => ({
  "events:ListEventBuses": () => ({ EventBuses: world.buses.map((Name) => ({ Name })) }),
  "events:ListRules": ({ input, account, region }) => ({
    Rules: Object.entries(world.rules)
      .filter(([, { bus }]) => bus === input.EventBusName)
      .map(([Name, { bus, state, pattern }]) => ({
        Name,
        Arn: `arn:aws:events:${region}:${account}:rule/${bus === "default" ? "" : `${bus}/`}${Name}`,
        State: state,
        EventPattern: JSON.stringify(pattern),
      })),
  }),
  "events:ListTargetsByRule": ({ input }) => ({ Targets: world.rules[input.Rule]!.targets }),
  "events:DescribeEventBus": ({ input }) => {
    if (!world.buses.includes(input.Name)) throw new AwsError("ResourceNotFoundException");
    return { Name: input.Name };
  },
});

const targets = (world: World): Answers => ({
  "sns:GetTopicAttributes": ({ input }) => {
    const { policy, keyId, subscriptions } = found(world.topics[input.TopicArn], "NotFound", 404);
    const pending = subscriptions.filter(({ arn }: { arn: string }) => arn === "PendingConfirmation").length;
    const attributes = new Map([
      ["TopicArn", input.TopicArn],
      ["SubscriptionsConfirmed", subscriptions.length - pending],
      ["SubscriptionsPending", pending],
    ]);
    if (policy) attributes.set("Policy", JSON.stringify(policy));
    if (keyId) attributes.set("KmsMasterKeyId", keyId);
    return { Attributes: attributes };
  },
  "sns:ListSubscriptionsByTopic": ({ input }) => ({
    Subscriptions: found(world.topics[input.TopicArn], "NotFound", 404).subscriptions.map(
      ({ endpoint, arn }: { endpoint: string; arn: string }) => ({ Endpoint: endpoint, SubscriptionArn: arn }),
    ),
  }),
  "sqs:GetQueueAttributes": ({ input }) => {
    const [, region, account, name] = /^https:\/\/sqs\.([^.]+)\.amazonaws\.com\/(\d+)\/(.+)$/.exec(input.QueueUrl)!;
    const { waiting, policy } = found(world.queues[`arn:aws:sqs:${region}:${account}:${name}`], "QueueDoesNotExist");
    return {
      Attributes: { ApproximateNumberOfMessages: String(waiting), ...(policy && { Policy: JSON.stringify(policy) }) },
    };
  },
  "lambda:GetFunctionConfiguration": ({ input }) => {
    found(world.functions[input.FunctionName], "ResourceNotFoundException", 404);
    return { FunctionName: input.FunctionName };
  },
  "lambda:GetPolicy": ({ input }) => {
    const { policy } = found(world.functions[input.FunctionName], "ResourceNotFoundException", 404);
    return { Policy: JSON.stringify(found(policy, "ResourceNotFoundException", 404)) };
  },
});

const trails = (world: World): Answers => ({
  "cloudtrail:DescribeTrails": ({ region }) => ({
    trailList: Object.entries(world.trails)
      .filter(([arn, { multiRegion }]) => multiRegion || arn.split(":")[3] === region)
      .map(([TrailARN, trail]) => ({
        TrailARN,
        HomeRegion: TrailARN.split(":")[3],
        IsMultiRegionTrail: trail.multiRegion,
        LogFileValidationEnabled: trail.validation,
        KmsKeyId: trail.keyId,
      })),
  }),
  "cloudtrail:GetTrailStatus": ({ input }) => {
    const { logging, deliveryError, groupError } = world.trails[input.Name]!;
    return { IsLogging: logging, LatestDeliveryError: deliveryError, LatestCloudWatchLogsDeliveryError: groupError };
  },
  "cloudtrail:GetEventSelectors": ({ input }) => {
    const { selectors } = world.trails[input.TrailName]!;
    const isAdvanced = selectors.some((selector: object) => "FieldSelectors" in selector);
    return { [isAdvanced ? "AdvancedEventSelectors" : "EventSelectors"]: selectors };
  },
});
