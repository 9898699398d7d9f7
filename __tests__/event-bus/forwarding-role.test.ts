import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { EventBus, ForwardingRole, type ForwardingRoleProps } from "../../modules/event-bus";
import { SessionEvents, sessionPatterns, targets } from "../../modules/session-events";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, synthIn } from "../support/synth";

const central = "arn:aws:events:eu-west-1:999988887777:event-bus/central";

const make =
  (props: Partial<ForwardingRoleProps> = {}) =>
  (scope: TerraformStack) =>
    new ForwardingRole(scope, "ForwardingRole", {
      name: "acme-event-forwarding",
      bus: EventBus.fromArn(scope, "ExistingBus", central),
      ruleName: "acme-session-forwarding",
      ...props,
    });

const synthRole = (props?: Partial<ForwardingRoleProps>, region = "eu-west-1") =>
  synthIn(region, (scope) => void make(props)(scope));

describe("the trust policy", () => {
  test("names one rule of this account, in any Region, and EventBridge alone", () => {
    expect(synthRole().statements("aws_iam_role", "", "assume_role_policy")).toEqual([
      {
        Sid: "AllowForwardingRulesToAssume",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: {
          StringEquals: { "aws:SourceAccount": ACCOUNT },
          ArnLike: { "aws:SourceArn": `arn:aws:events:*:${ACCOUNT}:rule/acme-session-forwarding` },
        },
      },
    ]);
  });

  test("is of the partition of its account", () => {
    const trust = synthRole({}, "cn-north-1").statement(
      "AllowForwardingRulesToAssume",
      "aws_iam_role",
      "",
      "assume_role_policy",
    );
    expect(trust.Condition!.ArnLike!["aws:SourceArn"]).toMatch(/^arn:aws-cn:events:\*:/);
    expect(trust.Principal).toEqual({ Service: "events.amazonaws.com" });
  });
});

test("the permission is to put events on that bus, and nothing else", () => {
  const stack = synthRole();
  expect(stack.statements("aws_iam_role_policy")).toEqual([
    { Sid: "AllowPutEventsOnBus", Effect: "Allow", Action: "events:PutEvents", Resource: central },
  ]);
  expect(stack.only("aws_iam_role_policy").role).toBe("${aws_iam_role.forwarding_role.name}");
});

test("the role is one of IAM: it has a name and no Region", () => {
  const stack = synthRole();
  expect(stack.only("aws_iam_role")).toMatchObject({
    name: "acme-event-forwarding",
    description: "Forwarding of session events to central",
  });
  for (const type of ["aws_iam_role", "aws_iam_role_policy"]) expect(stack.only(type)).not.toHaveProperty("region");
});

test("rules get its ARN, and wait for its permission", () => {
  const role = build(make());
  expect(role.roleArn).toBe(`arn:aws:iam::${ACCOUNT}:role/acme-event-forwarding`);
  expect(role.ready).toEqual([role.resources.policy]);
});

test("one role serves the rules of many Regions", () => {
  const regions = ["eu-central-1", "eu-west-1", "us-east-1"];
  const stack = synthIn("eu-west-1", (scope) => {
    const role = make()(scope);
    const bus = EventBus.fromArn(scope, "Central", central);
    for (const region of regions) {
      new SessionEvents(scope, region, {
        region,
        name: "acme-session-forwarding",
        pattern: sessionPatterns.calls(),
        targets: [targets.eventBus(bus, { role })],
      });
    }
  });
  expect(Object.keys(stack.all("aws_iam_role"))).toEqual(["forwarding_role"]);
  const sent = Object.values(stack.all("aws_cloudwatch_event_target"));
  expect(sent.map(({ region, arn, role_arn }) => [region, arn, role_arn])).toEqual(
    regions.map((region) => [region, central, `arn:aws:iam::${ACCOUNT}:role/acme-event-forwarding`]),
  );
  for (const { depends_on } of sent) expect(depends_on).toContain("aws_iam_role_policy.forwarding_role_policy");
});

test("it is made by the given provider", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    make({ provider: new AwsProvider(scope, "Other", { alias: "other", region: "us-east-1" }) })(scope);
  });
  expect(stack.only("aws_iam_role").provider).toBe("aws.other");
  expect(stack.only("aws_iam_role_policy").provider).toBe("aws.other");
});

test("two roles of one name are refused, since IAM knows no Regions", () => {
  expectRefusal(
    (scope) => {
      make()(scope);
      new ForwardingRole(scope, "Second", {
        name: "acme-event-forwarding",
        bus: EventBus.fromArn(scope, "SecondBus", central),
        ruleName: "other",
      });
    },
    { prop: "name", allowed: "unique among the IAM role names", got: "acme-event-forwarding", fix: "choose another" },
  );
});
