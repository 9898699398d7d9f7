import { subscribers } from "../../modules/alert-topic";
import { AlertHub, type AlertHubProps } from "../../modules/topologies/landing-zone";
import { blocksOf } from "../support/examples";
import { existingBus, landingZonePlan, ORGANIZATION, SECURITY, synthAccount } from "../support/landing-zone";
import type { Synthesized } from "../support/synth";

const hub = (props: Partial<AlertHubProps> = {}): Synthesized =>
  synthAccount((scope) => new AlertHub(scope, "AlertHub", { plan: landingZonePlan(), ...props }));
const busArn = `arn:aws:events:eu-west-1:${SECURITY}:event-bus/acme-audit`;

const whole = hub();

describe("AlertHub", () => {
  test("has the bus that the plan names, for the organization and nobody else", () => {
    expect(landingZonePlan().eventBusArn).toBe(busArn);
    expect(whole.only("aws_cloudwatch_event_bus").name).toBe("acme-audit");
    expect(whole.statements("aws_cloudwatch_event_bus_policy")).toEqual([
      expect.objectContaining({
        Effect: "Allow",
        Action: "events:PutEvents",
        Resource: busArn,
        Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
      }),
    ]);
  });

  test("tells the topic of every session call that arrives on the bus, whatever account it is of", () => {
    const rule = whole.only("aws_cloudwatch_event_rule");
    expect(rule.event_bus_name).toBe("acme-audit");
    expect(Object.keys(JSON.parse(rule.event_pattern))).toEqual(["source", "detail-type", "detail"]);
    expect(whole.only("aws_cloudwatch_event_target")).toMatchObject({
      event_bus_name: "acme-audit",
      arn: `arn:aws:sns:eu-west-1:${SECURITY}:acme-audit-session-alerts`,
      dead_letter_config: { arn: `arn:aws:sqs:eu-west-1:${SECURITY}:acme-audit-session-events-dead-letters` },
    });
  });

  test("transforms here, where the target is in the account of the bus", () => {
    const { input_transformer } = whole.only("aws_cloudwatch_event_target");
    expect(input_transformer.input_paths).toMatchObject({ account: "$.account", region: "$.region" });
    expect(input_transformer.input_template).toContain("<account>, <region>");
  });

  test("encrypts the topic with a key that EventBridge may use", () => {
    expect(whole.only("aws_sns_topic").kms_master_key_id).toBe("${aws_kms_key.alert_hub_alerts_key.arn}");
    expect(whole.statements("aws_kms_key").map(({ Sid }) => Sid)).toContain("AllowEventBridgeToEncryptedTopic");
  });

  test("sends nothing on: an event is forwarded once, and has been", () => {
    expect(JSON.stringify(whole.json.resource.aws_cloudwatch_event_target)).not.toContain(":event-bus/");
    expect(whole.json.resource.aws_iam_role).toBeUndefined();
  });

  test("reads nothing, and lives in the home Region", () => {
    expect(whole.json.data).toBeUndefined();
    expect(Object.values(blocksOf(whole.json)).filter(({ region }) => region !== "eu-west-1")).toEqual([]);
  });

  test("tells nobody but who is named", () => {
    expect(whole.json.resource.aws_sns_topic_subscription).toBeUndefined();
    const stack = hub({ alerts: [subscribers.email("security@example.com")] });
    expect(stack.only("aws_sns_topic_subscription").endpoint).toBe("security@example.com");
  });

  test("hands administrators and removal to its key", () => {
    expect(whole.only("aws_kms_key").lifecycle).toEqual({ prevent_destroy: true });
    const auditor = `arn:aws:iam::${SECURITY}:role/KeyAdministrator`;
    const key = hub({ keyAdministrators: [auditor], removal: "destroy" }).only("aws_kms_key");
    expect(key.policy).toContain(auditor);
    expect(key.lifecycle).toBeUndefined();
  });
});

describe("AlertHub on a bus that exists", () => {
  test.each(["central", "default"])("called %s puts its rule there, and makes no bus", (name) => {
    const eventBusArn = `arn:aws:events:eu-west-1:${SECURITY}:event-bus/${name}`;
    const stack = hub({ plan: landingZonePlan({ existing: { eventBusArn } }) });
    expect(stack.json.resource.aws_cloudwatch_event_bus).toBeUndefined();
    expect(stack.json.resource.aws_cloudwatch_event_bus_policy).toBeUndefined();
    expect(stack.only("aws_cloudwatch_event_rule").event_bus_name).toBe(name);
    expect(stack.only("aws_cloudwatch_event_target").event_bus_name).toBe(name);
  });

  test("leaves the bus's policy to its owner, who is told what to add", () => {
    const [grant, ...others] = landingZonePlan({ existing: existingBus }).grantsToAdd;
    expect(others).toEqual([]);
    expect(grant).toMatchObject({ resource: existingBus.eventBusArn, policy: "event bus policy" });
    const pasted = JSON.parse(grant!.statements).Statement;
    const own = whole.statements("aws_cloudwatch_event_bus_policy");
    expect(pasted).toEqual([{ ...own[0], Resource: existingBus.eventBusArn }]);
  });
});
