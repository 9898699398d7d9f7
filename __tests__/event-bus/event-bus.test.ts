import { TerraformOutput, type TerraformStack } from "cdktf";
import { EventBus, type EventBusProps } from "../../modules/event-bus";
import { SessionEvents, sessionPatterns, targets } from "../../modules/session-events";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, synth, synthIn } from "../support/synth";

const organizationId = "o-a1b2c3d4e5";
const busArn = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/acme-audit`;

const make =
  (props: Partial<EventBusProps> = {}) =>
  (scope: TerraformStack) =>
    new EventBus(scope, "Bus", { name: "acme-audit", organizationId, ...props });

const synthBus = (props?: Partial<EventBusProps>, region = "eu-west-1") =>
  synthIn(region, (scope) => void make(props)(scope));

describe("the policy", () => {
  test("lets every account of the organization put events, and says nothing else", () => {
    expect(synthBus().statements("aws_cloudwatch_event_bus_policy")).toEqual([
      {
        Sid: "AllowOrganizationToPutEvents",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "events:PutEvents",
        Resource: busArn,
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": organizationId },
          "ForAllValues:StringLike": { "events:source": "aws.*" },
        },
      },
    ]);
  });

  test("asks for the organization by a fixed value, in which nothing is variable", () => {
    const { Condition } = synthBus().statement("AllowOrganizationToPutEvents", "aws_cloudwatch_event_bus_policy");
    expect(Object.keys(Condition!)).toEqual(["StringEquals", "ForAllValues:StringLike"]);
    expect(JSON.stringify(Condition!.StringEquals)).not.toMatch(/[*?$]/);
  });

  test("is that of this bus, and waits for it", () => {
    expect(synthBus().only("aws_cloudwatch_event_bus_policy").event_bus_name).toBe(
      "${aws_cloudwatch_event_bus.bus.name}",
    );
  });

  test.each([
    ["us-gov-west-1", "aws-us-gov"],
    ["cn-north-1", "aws-cn"],
  ])("in %s is of partition %s", (region, partition) => {
    const { Resource } = synthBus({}, region).statement(
      "AllowOrganizationToPutEvents",
      "aws_cloudwatch_event_bus_policy",
    );
    expect(Resource).toBe(`arn:${partition}:events:${region}:${ACCOUNT}:event-bus/acme-audit`);
  });
});

describe("the bus", () => {
  test("has the given name, in the given Region", () => {
    const stack = synthBus({ region: "us-east-1" });
    expect(stack.only("aws_cloudwatch_event_bus")).toMatchObject({ name: "acme-audit", region: "us-east-1" });
    expect(stack.only("aws_cloudwatch_event_bus_policy").region).toBe("us-east-1");
  });

  test("tells rules its name, ARN and Region, and to wait for its policy", () => {
    const bus = build(make());
    expect([bus.busName, bus.busArn, bus.region]).toEqual(["acme-audit", busArn, "eu-west-1"]);
    expect(bus.ready).toEqual([bus.resources.policy]);
  });

  test("is where a rule on it lives, which waits until the bus is ready", () => {
    const stack = synthIn("eu-west-1", (scope) => {
      const bus = make()(scope);
      const other = EventBus.fromArn(scope, "ExistingBus", `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/other`);
      const onward = targets.eventBus(other);
      new SessionEvents(scope, "Events", { name: "acme", bus, pattern: sessionPatterns.calls(), targets: [onward] });
    });
    expect(stack.only("aws_cloudwatch_event_rule")).toMatchObject({
      event_bus_name: "acme-audit",
      depends_on: ["aws_cloudwatch_event_bus_policy.bus_policy"],
    });
    expect(stack.only("aws_cloudwatch_event_target")).toMatchObject({
      event_bus_name: "acme-audit",
      arn: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/other`,
    });
  });

  test("must be in the Region of the rule", () => {
    expectRefusal(
      (scope) =>
        new SessionEvents(scope, "Events", {
          name: "acme",
          bus: make({ region: "us-east-1" })(scope),
          pattern: sessionPatterns.calls(),
          targets: [targets.eventBus(EventBus.fromArn(scope, "ExistingBus", busArn))],
        }),
      { prop: "bus", allowed: "in Region eu-west-1", got: "us-east-1", fix: "pass one of the same Region" },
    );
  });
});

test("a name is taken once per Region", () => {
  const two = (region?: string) => (scope: TerraformStack) => {
    make()(scope);
    new EventBus(scope, "Second", { name: "acme-audit", organizationId, region });
  };
  expect(() => build(two("us-east-1"))).not.toThrow();
  expectRefusal(two(), {
    prop: "name",
    allowed: "unique among the event bus names",
    got: "acme-audit",
    fix: "test/Bus",
  });
});

describe("a bus that exists already", () => {
  test.each([
    ["arn:aws:events:us-east-1:999988887777:event-bus/central", "central", "us-east-1"],
    ["arn:aws:events:eu-west-1:999988887777:event-bus/default", "default", "eu-west-1"],
    ["arn:aws-cn:events:cn-north-1:999988887777:event-bus/a.b_c-d", "a.b_c-d", "cn-north-1"],
  ])("is taken apart: %s", (arn, busName, region) => {
    expect(build((scope) => EventBus.fromArn(scope, "ExistingBus", arn))).toMatchObject({
      busArn: arn,
      busName,
      region,
      ready: [],
    });
  });

  test.each([
    "central",
    "arn:aws:events:eu-west-1:999988887777:rule/central",
    "arn:aws:events::999988887777:event-bus/central",
    "arn:aws:events:eu-west-1:9999:event-bus/central",
    "arn:aws:events:cn-north-1:999988887777:event-bus/central",
    "arn:aws:sns:eu-west-1:999988887777:event-bus/central",
  ])("is not named by %p", (arn) => {
    expectRefusal((scope) => EventBus.fromArn(scope, "ExistingBus", arn), {
      prop: "busArn",
      allowed: "an ARN of events, like arn:<partition>:events:<region>:<account>:event-bus/<name>",
      got: arn,
      fix: "copy the full ARN",
    });
  });

  test("may be known to Terraform only", () => {
    const { json } = synth((scope) => {
      const { arn } = make()(scope).resources.bus;
      const bus = EventBus.fromArn(scope, "ExistingBus", arn);
      new TerraformOutput(scope, "name", { value: bus.busName, staticId: true });
      new TerraformOutput(scope, "region", { value: bus.region, staticId: true });
    });
    expect(json.output.name.value).toBe(
      '${replace(element(split(":", aws_cloudwatch_event_bus.bus.arn), 5), "event-bus/", "")}',
    );
    expect(json.output.region.value).toBe('${element(split(":", aws_cloudwatch_event_bus.bus.arn), 3)}');
  });
});

test("the default bus is that of a module's own account and Region", () => {
  const bus = build((scope) => EventBus.defaultOf(make({ region: "us-east-1" })(scope)));
  expect(bus).toEqual({
    busArn: `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/default`,
    busName: "default",
    region: "us-east-1",
    ready: [],
  });
});
