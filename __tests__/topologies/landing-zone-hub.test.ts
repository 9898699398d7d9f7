import { subscribers } from "../../modules/alert-topic";
import { AlertHub, type AlertHubProps } from "../../modules/topologies/landing-zone";
import { matches } from "../support/event-pattern";
import { blocksOf } from "../support/examples";
import { existingBus, landingZonePlan, ORGANIZATION, SECURITY, SHOP, synthAccount } from "../support/landing-zone";
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
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": ORGANIZATION },
          "ForAllValues:StringLike": { "events:source": "aws.*" },
        },
      }),
    ]);
  });

  test("tells the topic of every session call that arrives on the bus, whatever account it is of", () => {
    const rule = whole.only("aws_cloudwatch_event_rule", "hub_events");
    expect(rule.event_bus_name).toBe("acme-audit");
    expect(Object.keys(JSON.parse(rule.event_pattern))).toEqual(["source", "detail-type", "detail"]);
    expect(whole.only("aws_cloudwatch_event_target", "hub_events_topic_target")).toMatchObject({
      event_bus_name: "acme-audit",
      arn: `arn:aws:sns:eu-west-1:${SECURITY}:acme-audit-session-alerts`,
      dead_letter_config: { arn: `arn:aws:sqs:eu-west-1:${SECURITY}:acme-audit-session-events-dead-letters` },
    });
  });

  test("transforms here, where the target is in the account of the bus", () => {
    const { input_transformer } = whole.only("aws_cloudwatch_event_target", "hub_events_topic_target");
    expect(input_transformer.input_paths).toMatchObject({ account: "$.account", region: "$.region" });
    expect(input_transformer.input_template).toContain("<account>, <region>");
  });

  test("encrypts the topics with keys that EventBridge may use", () => {
    expect(Object.values(whole.all("aws_sns_topic")).map(({ kms_master_key_id }) => kms_master_key_id)).toEqual([
      "${aws_kms_key.alert_hub_integrity_key.arn}",
      "${aws_kms_key.alert_hub_alerts_key.arn}",
      "${aws_kms_key.alert_hub_alerts_key.arn}",
    ]);
    for (const key of ["integrity_key", "alerts_key"]) {
      expect(whole.statements("aws_kms_key", key).map(({ Sid }) => Sid)).toContain("AllowEventBridgeToEncryptedTopic");
    }
  });

  test("hears on its bus of changes of the preferences, of tampering and of alarms of other accounts", () => {
    const onBus = Object.values(whole.all("aws_cloudwatch_event_rule")).filter(
      ({ event_bus_name }) => event_bus_name === "acme-audit",
    );
    expect(onBus.map(({ name }) => name).sort()).toEqual([
      "acme-audit-integrity-alarms",
      "acme-audit-integrity-forwarded",
      "acme-audit-integrity-forwarded-2",
      "acme-audit-integrity-preferences",
      "acme-audit-session-events",
      "acme-audit-session-refusals",
    ]);
    const quiet = hub({ watches: { preferences: false, tampering: false } });
    const names = Object.values(quiet.all("aws_cloudwatch_event_rule")).map(({ name }) => name);
    expect(names.filter((name) => /integrity-(forwarded|preferences|tampering|alerting|iam)/.test(name))).toEqual([]);
  });

  test("sends nothing on that its bus has: an event is forwarded once", () => {
    const targets = Object.values(whole.all("aws_cloudwatch_event_target"));
    const ofBus = targets.filter(({ event_bus_name }) => event_bus_name === "acme-audit");
    expect(ofBus.length).toBeGreaterThan(4);
    expect(ofBus.filter(({ arn }) => arn.includes(":event-bus/"))).toEqual([]);
  });

  test("sends to its bus what happens in its own account, in every Region of the plan and in that of IAM", () => {
    const sent = Object.values(whole.all("aws_cloudwatch_event_target")).filter(({ arn }) => arn === busArn);
    expect(sent.map(({ region }) => region).filter((region, i, all) => all.indexOf(region) === i)).toEqual([
      "eu-west-1",
      "us-east-1",
    ]);
    expect(sent.filter(({ event_bus_name }) => event_bus_name !== undefined)).toEqual([]);
  });

  test("reads nothing, and lives in the home Region, but for what sends events there", () => {
    expect(whole.json.data).toBeUndefined();
    const elsewhere = Object.entries(blocksOf(whole.json)).filter(([, { region }]) => region !== "eu-west-1");
    expect(
      elsewhere.map(([address]) => address).filter((address) => !/^aws_iam_|_us_east_1_|_iam_forwarding/.test(address)),
    ).toEqual([]);
  });

  test("tells nobody but who is named", () => {
    expect(whole.json.resource.aws_sns_topic_subscription).toBeUndefined();
    const stack = hub({ alerts: [subscribers.email("security@example.com")] });
    const subscriptions = Object.values(stack.all("aws_sns_topic_subscription"));
    expect(subscriptions.map(({ endpoint }) => endpoint)).toEqual(["security@example.com", "security@example.com"]);
  });

  test("hands administrators and removal to its keys", () => {
    const keys = (stack: Synthesized) => Object.values(stack.all("aws_kms_key"));
    expect(keys(whole).map(({ lifecycle }) => lifecycle)).toEqual(Array(2).fill({ prevent_destroy: true }));
    const auditor = `arn:aws:iam::${SECURITY}:role/KeyAdministrator`;
    for (const key of keys(hub({ keyAdministrators: [auditor], removal: "destroy" }))) {
      expect(key.policy).toContain(auditor);
      expect(key.lifecycle).toBeUndefined();
    }
  });
});

describe("AlertHub on a bus that exists", () => {
  test.each(["central", "default"])("called %s puts its rules there, and makes no bus", (name) => {
    const eventBusArn = `arn:aws:events:eu-west-1:${SECURITY}:event-bus/${name}`;
    const stack = hub({ plan: landingZonePlan({ existing: { eventBusArn } }) });
    expect(stack.json.resource.aws_cloudwatch_event_bus).toBeUndefined();
    expect(stack.json.resource.aws_cloudwatch_event_bus_policy).toBeUndefined();
    expect(stack.only("aws_cloudwatch_event_rule", "hub_events").event_bus_name).toBe(name);
    expect(stack.only("aws_cloudwatch_event_target", "hub_events_topic_target").event_bus_name).toBe(name);
  });

  test("called default has what happens in the home Region already: nothing is sent from there", () => {
    const eventBusArn = `arn:aws:events:eu-west-1:${SECURITY}:event-bus/default`;
    const stack = hub({ plan: landingZonePlan({ existing: { eventBusArn } }) });
    const sent = Object.values(stack.all("aws_cloudwatch_event_target")).filter(({ arn }) => arn === eventBusArn);
    expect([...new Set(sent.map(({ region }) => region))]).toEqual(["us-east-1"]);
  });

  test("called default tells once of what happens in its account, by the names of its pieces, and of all that others send", () => {
    const eventBusArn = `arn:aws:events:eu-west-1:${SECURITY}:event-bus/default`;
    const stack = hub({ plan: landingZonePlan({ existing: { eventBusArn } }) });
    const told = (account: string, region: string, topicName: string) => {
      const topicArn = `arn:aws:sns:${region}:${account}:${topicName}`;
      const event = {
        source: "aws.sns",
        "detail-type": "AWS API Call via CloudTrail",
        account,
        region,
        detail: { eventSource: "sns.amazonaws.com", eventName: "DeleteTopic", requestParameters: { topicArn } },
      };
      return Object.values(stack.all("aws_cloudwatch_event_rule"))
        .filter(({ name, region }) => /integrity-(forwarded|tampering|alerting)/.test(name) && region === "eu-west-1")
        .filter(({ event_pattern }) => matches(JSON.parse(event_pattern), event))
        .map(({ name }) => name.replace(/(-\d+)?$/, ""));
    };
    const watched = ["acme-audit-integrity-tampering"];
    const forwarded = ["acme-audit-integrity-forwarded"];
    expect(told(SECURITY, "eu-west-1", "acme-audit-session-alerts")).toEqual(watched);
    expect(told(SECURITY, "eu-west-1", "somebody-elses")).toEqual([]);
    expect(told(SHOP, "eu-west-1", "acme-audit-session-alerts")).toEqual(forwarded);
    expect(told(SECURITY, "us-east-1", "acme-audit-session-alerts")).toEqual(forwarded);
  });

  test("called default in the Region of IAM watches changes of roles itself, and sends them nowhere", () => {
    const eventBusArn = `arn:aws:events:us-east-1:${SECURITY}:event-bus/default`;
    const plan = landingZonePlan({ homeRegion: "us-east-1", existing: { eventBusArn } });
    const stack = hub({ plan });
    const rules = Object.values(stack.all("aws_cloudwatch_event_rule"));
    expect(rules.filter(({ name }) => name === "acme-audit-integrity-iam")).toEqual([]);
    const event = {
      source: "aws.iam",
      "detail-type": "AWS API Call via CloudTrail",
      account: SECURITY,
      region: "us-east-1",
      detail: {
        eventSource: "iam.amazonaws.com",
        eventName: "PutRolePolicy",
        requestParameters: { roleName: "acme-audit-event-forwarding" },
      },
    };
    const told = rules
      .filter(({ event_pattern }) => matches(JSON.parse(event_pattern), event))
      .map(({ name }) => name.replace(/-\d+$/, ""));
    expect(told).toEqual(["acme-audit-integrity-tampering"]);
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
