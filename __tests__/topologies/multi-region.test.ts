import type { TerraformStack } from "cdktf";
import { callNames } from "../../modules/session-events/patterns/event-pattern";
import { SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { matches } from "../support/event-pattern";
import { blocksOf } from "../support/examples";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, type Block, newStack, synthIn, synthStack } from "../support/synth";

const home = "eu-west-1";
const further = ["eu-central-1", "us-east-1"];
const regions = [home, ...further] as const;

const make =
  (props: Partial<SessionAuditProps> = {}) =>
  (scope: TerraformStack) =>
    new SessionAudit(scope, "SessionAudit", { name: "acme-audit", regions, ...props });

const stack = synthIn(home, (scope) => void make()(scope));
const inRegion = (type: string, region: string): Block[] =>
  Object.values(stack.all(type)).filter((block) => block.region === region);
const named = (type: string, region: string): string[] => inRegion(type, region).map(({ name }) => name);

describe.each(regions)("in %s there is", (region) => {
  test("one session document, which logs to the Region's group and to the one bucket, below its own prefix", () => {
    const [document, ...others] = inRegion("aws_ssm_document", region);
    expect(others).toEqual([]);
    expect(document!.name).toBe("SSM-SessionManagerRunShell");
    const id = region === home ? "session_audit" : `session_audit_${region.replaceAll("-", "_")}`;
    expect(JSON.parse(document!.content).inputs).toMatchObject({
      s3BucketName: `acme-audit-transcripts-${ACCOUNT}-${home}`,
      s3KeyPrefix: `sessions/${ACCOUNT}/${region}`,
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: "/acme-audit/sessions",
      cloudWatchEncryptionEnabled: true,
      kmsKeyId: `\${aws_kms_key.${id}_session_key.arn}`,
    });
  });

  test("a log group, encrypted with a key of the Region", () => {
    const group = inRegion("aws_cloudwatch_log_group", region).find(({ name }) => name === "/acme-audit/sessions")!;
    const [, keyId] = /^\$\{aws_kms_key\.(\w+)\.arn\}$/.exec(group.kms_key_id)!;
    const key = stack.all("aws_kms_key")[keyId!]!;
    expect(key.region).toBe(region);
    expect(key.policy).toContain(`"logs.${region}.amazonaws.com"`);
    expect(key.policy).toContain(`arn:aws:logs:${region}:${ACCOUNT}:log-group:/acme-audit/sessions"`);
  });

  test("a key for sessions and one for logs", () => {
    const aliases = named("aws_kms_alias", region).filter((alias) => !alias.endsWith("-alerts"));
    expect(aliases.sort()).toEqual(["alias/acme-audit-logs", "alias/acme-audit-sessions"]);
  });

  test("the setting that stops public sharing of documents", () => {
    expect(inRegion("aws_ssm_service_setting", region)).toEqual([
      expect.objectContaining({
        setting_id: `arn:aws:ssm:${region}:${ACCOUNT}:servicesetting/ssm/documents/console/public-sharing-permission`,
        setting_value: "Disable",
      }),
    ]);
  });

  test("rules on session calls, on the default bus", () => {
    const rules = inRegion("aws_cloudwatch_event_rule", region).filter(({ name }) => name.includes("-session-"));
    expect(rules.map(({ name }) => name)).toEqual(
      (region === home ? ["events", "refusals", "starts"] : ["forwarding", "starts"]).map(
        (rule) => `acme-audit-session-${rule}`,
      ),
    );
    const calls = rules.flatMap(({ event_pattern }) => callNames(JSON.parse(event_pattern)));
    expect(calls).toEqual(expect.arrayContaining(["StartSession", "ResumeSession", "TerminateSession"]));
    expect(rules.filter(({ event_bus_name }) => event_bus_name !== undefined)).toEqual([]);
  });

  test("a watch for silence, whose alarm is heard at home", () => {
    const [silent] = inRegion("aws_cloudwatch_metric_alarm", region).filter(
      ({ alarm_name }) => alarm_name === "acme-audit-sessions-silent",
    );
    expect(silent!.alarm_actions ?? []).toHaveLength(region === home ? 1 : 0);
    const [heard] = named("aws_cloudwatch_event_rule", home).filter((name) => name === "acme-audit-integrity-alarms");
    expect(heard).toBeDefined();
  });

  test("rules on changes of the preferences and of what records sessions there", () => {
    const rules = inRegion("aws_cloudwatch_event_rule", region).filter(({ name }) => name.includes("-integrity-"));
    const calls = rules.flatMap(({ event_pattern }) => callNames(JSON.parse(event_pattern)));
    expect(calls).toEqual(expect.arrayContaining(["UpdateDocument", "DisableKey", "AssociateKmsKey"]));
  });
});

describe("once, at home, there is", () => {
  test.each([
    ["aws_cloudtrail", 1],
    ["aws_sns_topic", 3],
    ["aws_s3_bucket", 3],
  ])("%s, %i of them", (type, count) => {
    expect(Object.values(stack.all(type)).map(({ region }) => region)).toEqual(Array(count).fill(home));
  });

  test("what IAM has, and one role for forwarding more than an account that names no Region", () => {
    const iam = (synthesized: typeof stack) =>
      Object.keys(blocksOf(synthesized.json)).filter((address) => address.startsWith("aws_iam_"));
    const unnamed = iam(synthIn(home, (scope) => void make({ regions: undefined })(scope)));
    expect(iam(stack).sort()).toEqual(
      [
        ...unnamed,
        "aws_iam_role.session_audit_forwarding_role",
        "aws_iam_role_policy.session_audit_forwarding_role_policy",
      ].sort(),
    );
  });

  test("a rule on changes of roles and policies, in the Region of IAM", () => {
    const iam = stack.only("aws_cloudwatch_event_rule", "iam_forwarding");
    expect([iam.name, iam.region]).toEqual(["acme-audit-integrity-iam", "us-east-1"]);
    expect(iam.event_pattern).toContain("aws.iam");
  });
});

describe("an event", () => {
  const sent = (region: string) => inRegion("aws_cloudwatch_event_target", region);

  test.each(further)("of %s goes straight to the home Region's default bus, in one hop", (region) => {
    expect(sent(region).length).toBeGreaterThan(2);
    for (const target of sent(region)) {
      expect(target).toMatchObject({
        arn: `arn:aws:events:${home}:${ACCOUNT}:event-bus/default`,
        role_arn: `arn:aws:iam::${ACCOUNT}:role/acme-audit-event-forwarding`,
      });
      expect(target).not.toHaveProperty("input_transformer");
    }
  });

  test("goes from there to topics, and to no other bus", () => {
    const topics = ["session-alerts", "session-refusals", "integrity-alerts"];
    expect([...new Set(sent(home).map(({ arn }) => arn))].sort()).toEqual(
      topics.map((name) => `arn:aws:sns:${home}:${ACCOUNT}:acme-audit-${name}`).sort(),
    );
  });

  test.each(regions)("of %s that changes a piece of its audit is told by one rule at home", (region) => {
    const requestParameters = { logGroupName: "/acme-audit/sessions" };
    const event = { source: "aws.logs", region, detail: { eventName: "DeleteLogGroup", requestParameters } };
    const apiCall = { ...event, "detail-type": "AWS API Call via CloudTrail" };
    const patterns = inRegion("aws_cloudwatch_event_rule", home).map(({ event_pattern }) => JSON.parse(event_pattern));
    expect(patterns.filter((pattern) => matches(pattern, apiCall))).toHaveLength(1);
  });

  test.each(regions)("of %s that cannot be delivered waits in a queue of that Region", (region) => {
    const queues = named("aws_sqs_queue", region).map((queue) => `arn:aws:sqs:${region}:${ACCOUNT}:${queue}`);
    for (const target of sent(region)) expect(queues).toContain(target.dead_letter_config.arn);
    const watched = inRegion("aws_cloudwatch_metric_alarm", region).map(({ alarm_name }) => alarm_name);
    expect(watched).toEqual(expect.arrayContaining(named("aws_sqs_queue", region)));
  });

  test("is sent by a role that only the forwarding rules may use", () => {
    const [trust] = stack.statements("aws_iam_role", "forwarding_role", "assume_role_policy");
    const rules = new Set(further.flatMap((region) => named("aws_cloudwatch_event_rule", region)));
    expect([trust!.Condition!.ArnLike!["aws:SourceArn"]].flat().sort()).toEqual(
      [...rules].map((name) => `arn:aws:events:*:${ACCOUNT}:rule/${name}`).sort(),
    );
    expect(stack.statements("aws_iam_role_policy", "forwarding_role_policy")).toEqual([
      expect.objectContaining({ Resource: `arn:aws:events:${home}:${ACCOUNT}:event-bus/default` }),
    ]);
  });
});

describe("the Region", () => {
  test("stands in every resource that has one, and is one of those asked for", () => {
    const placed = Object.entries(blocksOf(stack.json)).filter(([address]) => !address.startsWith("aws_iam_"));
    expect(placed.length).toBeGreaterThan(60);
    expect(placed.filter(([, { region }]) => !regions.includes(region)).map(([address]) => address)).toEqual([]);
  });

  test.each(["logGroup", "sessionKey", "document"] as const)("is refused at synthesis where a %s lost it", (part) => {
    const scope = newStack();
    const [lost] = Object.values(make()(scope).furtherRegions["us-east-1"]![part].resources);
    lost!.resetRegion();
    expect(() => synthStack(scope)).toThrow("lost its provider or its Region us-east-1; create it through place()");
  });

  test("of IAM is none", () => {
    const iam = Object.entries(blocksOf(stack.json)).filter(([address]) => address.startsWith("aws_iam_"));
    expect(iam.filter(([, block]) => "region" in block)).toEqual([]);
  });
});

describe("access", () => {
  test("is to the documents of all Regions, and refused in any other Region", () => {
    const statement = (sid: string) => stack.statement(sid, "aws_iam_policy", "operator_access");
    expect(statement("UseTheseDocuments").Resource).toBe(
      `arn:aws:ssm:*:${ACCOUNT}:document/SSM-SessionManagerRunShell`,
    );
    expect(statement("DenyOtherRegions").Condition).toEqual({ StringNotEquals: { "aws:RequestedRegion": regions } });
    expect(statement("EncryptSessionTraffic").Resource).toHaveLength(regions.length);
  });

  test("of nodes is to the account's prefix, which holds every Region", () => {
    expect(stack.statement("WriteTranscripts", "aws_iam_policy", "node_access").Resource).toBe(
      `arn:aws:s3:::acme-audit-transcripts-${ACCOUNT}-${home}/sessions/${ACCOUNT}/*`,
    );
  });
});

test("documents are listed with that of the home Region first", () => {
  expect(build(make()).documents.map(({ region }) => region)).toEqual(regions);
});

describe("regions", () => {
  test.each(["us-east", "US-EAST-1", "", "us_east_1"])("are refused where one is %p", (region) => {
    expectRefusal(make({ regions: [home, region] }), {
      prop: "regions[1]",
      allowed: "the name of an AWS Region",
      got: region,
      fix: "for example eu-west-1",
    });
  });
});
