import { diagnose } from "../../../src/doctor/diagnose";
import { permissions } from "../../../src/doctor/read-only";
import { Fleet } from "../../../src/fleet/fleet";
import { breakages } from "../../doctor/support/breakages";
import { account, healthyWorld, queue, region, topic, type World } from "../../doctor/support/healthy";
import { serveWorld } from "../../doctor/support/serve";
import { testIo } from "../../support/commands";
import { StandIn } from "../../support/stand-in";

let aws: StandIn;
beforeEach(async () => {
  aws = await StandIn.start({ regions: [region] });
});
afterEach(() => aws.stop());

async function diagnosisOf() {
  const fleet = await Fleet.open({ concurrency: 8 }, testIo(aws));
  try {
    return await diagnose(fleet);
  } finally {
    fleet.close();
  }
}

/** Calls that a healthy account leaves no reason for; a world that gives one. */
const reasons: Readonly<Record<string, (world: World) => void>> = {
  "kms:ListResourceTags": (world) => {
    breakages["just-in-time-key-untagged"](world);
    world.keys.session!.tags = { SystemsManagerJustInTimeNodeAccessManaged: "true" };
  },
  "organizations:DescribeOrganization": (world) =>
    world.buckets["acme-transcripts"].policy.Statement.push({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  "sns:ListSubscriptionsByTopic": (world) =>
    void world.topics[topic].subscriptions.push({ endpoint: "late@example.com", arn: "PendingConfirmation" }),
  "ec2:DescribeVpcEndpoints": (world) => void Object.assign(world.routes[0]!, { out: false }),
  "lambda:GetFunctionConfiguration": addFunction,
  "lambda:GetPolicy": addFunction,
  "logs:DescribeResourcePolicies": (world) => {
    const arn = `arn:aws:logs:${region}:${account}:log-group:/aws/events/sessions`;
    world.groups["/aws/events/sessions"] = {};
    world.rules.sessions!.targets.push({ Id: "log", Arn: arn, DeadLetterConfig: { Arn: queue } });
    world.resourcePolicies.push({
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: `${arn}:*`,
        },
      ],
    });
  },
  "events:DescribeEventBus": (world) => {
    world.buses.push("hub");
    const Arn = `arn:aws:events:${region}:${account}:event-bus/hub`;
    world.rules.sessions!.targets.push({ Id: "hub", Arn, DeadLetterConfig: { Arn: queue } });
  },
};

function addFunction(world: World): void {
  const arn = `arn:aws:lambda:${region}:${account}:function:page`;
  world.functions[arn] = {
    policy: {
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "lambda:InvokeFunction",
          Resource: arn,
        },
      ],
    },
  };
  world.rules.sessions!.targets.push({ Id: "page", Arn: arn, DeadLetterConfig: { Arn: queue } });
}

/** Names of calls, where IAM words the permission otherwise. */
const calls: Readonly<Record<string, string>> = {
  "s3:ListAllMyBuckets": "s3:ListBuckets",
  "s3:GetEncryptionConfiguration": "s3:GetBucketEncryption",
  "s3:GetLifecycleConfiguration": "s3:GetBucketLifecycleConfiguration",
  "s3:GetBucketObjectLockConfiguration": "s3:GetObjectLockConfiguration",
  "s3:GetBucketPublicAccessBlock": "s3:GetPublicAccessBlock",
};

describe("a denied permission is told, and is neither silence nor a crash", () => {
  test.each(permissions)("could not be read: needs %s", async (permission) => {
    const world = healthyWorld();
    reasons[permission]?.(world);
    serveWorld(aws, world);
    aws.fail(calls[permission] ?? permission, { status: 403, code: "AccessDeniedException", message: "no" });
    const { findings, gaps } = await diagnosisOf();
    expect(new Set(gaps.map(({ obstacle, action }) => [obstacle, action].join(" ")))).toEqual(
      new Set([`denied ${permission}`]),
    );
    expect(findings).toEqual([]);
  });
});
