import { type ExistingPieces, ManagementAccount } from "../../modules/topologies/landing-zone";
import { matches } from "../support/event-pattern";
import { existingTrail, landingZonePlan, MANAGEMENT, synthAccount } from "../support/landing-zone";
import { expectRefusal } from "../support/refusals";

const managed = (existing: ExistingPieces) => {
  const plan = landingZonePlan({ existing });
  return synthAccount((scope) => new ManagementAccount(scope, "ManagementAccount", { plan }));
};

/** The Regions whose rules send a change of the trail to the hub. */
function toldOf(trailArn: string, eventName = "StopLogging"): string[] {
  const stack = managed({ trailArn });
  const { 3: region } = trailArn.split(":");
  const event = {
    source: "aws.cloudtrail",
    "detail-type": "AWS API Call via CloudTrail",
    account: MANAGEMENT,
    region,
    detail: { eventSource: "cloudtrail.amazonaws.com", eventName, requestParameters: { name: trailArn } },
  };
  return Object.values(stack.all("aws_cloudwatch_event_rule"))
    .filter(({ event_pattern }) => matches(JSON.parse(event_pattern), event))
    .map(({ region }) => region);
}

test("makes nothing that keeps data: trail, bucket, key and group exist", () => {
  const types = Object.keys(managed(existingTrail).json.resource);
  expect(types.filter((type) => /^aws_(cloudtrail|s3_|kms_|cloudwatch_log)/.test(type))).toEqual([]);
  expect(types).toEqual(expect.arrayContaining(["aws_iam_policy", "aws_cloudwatch_event_rule"]));
});

test("reports to the hub whoever stops the trail", () => {
  expect(toldOf(existingTrail.trailArn)).toEqual(["eu-west-1"]);
  expect(toldOf(existingTrail.trailArn, "DescribeTrails")).toEqual([]);
});

test("reports it from the Region that the trail belongs to, where CloudTrail records it", () => {
  expect(toldOf(`arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/ct-baseline`)).toEqual(["us-east-1"]);
  expect(toldOf(`arn:aws:cloudtrail:eu-north-1:${MANAGEMENT}:trail/ct-baseline`)).toEqual(["eu-north-1"]);
});

test("rules of a fixed spread hold the same whatever the name of the trail", () => {
  const rules = (trail: string) => {
    const plan = landingZonePlan({
      existing: { trailArn: `arn:aws:cloudtrail:eu-west-1:${MANAGEMENT}:trail/${trail}` },
    });
    const stack = synthAccount(
      (scope) => new ManagementAccount(scope, "ManagementAccount", { plan, watches: { spread: "fixed" } }),
    );
    return Object.entries(stack.all("aws_cloudwatch_event_rule")).map(([id, { event_pattern }]) => {
      return [id, JSON.parse(event_pattern.replaceAll(trail, "TRAIL"))];
    });
  };
  expect(rules("ct.org")).toEqual(rules("t".repeat(128)));
});

test("says what comes next in its outputs, with its own name", () => {
  const outputs = JSON.stringify(managed(existingTrail).json.output);
  expect(outputs).toContain("Apply ManagementAccount in management (111111111111)");
  expect(outputs).not.toContain("OrganizationTrail");
});

test("is refused where the plan has no trail", () => {
  const plan = landingZonePlan();
  expectRefusal((scope) => new ManagementAccount(scope, "ManagementAccount", { plan }), {
    prop: "plan.existing.trailArn",
    allowed: "given where ManagementAccount protects the trail",
    got: undefined,
    fix: "create one with OrganizationTrail",
  });
});
