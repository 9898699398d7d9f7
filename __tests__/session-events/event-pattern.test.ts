import { EncryptionKey } from "../../modules/encryption-key";
import { EventQueue } from "../../modules/event-queue";
import {
  anyOf,
  type EventPattern,
  type PatternFields,
  SessionEvents,
  sessionPatterns,
  targets,
} from "../../modules/session-events";
import { callNames, renderPattern, sizeOf } from "../../modules/session-events/patterns/event-pattern";
import { build, expectRefusal } from "../support/refusals";
import { synthIn } from "../support/synth";

const rule = (pattern: unknown, readOnlyCalls?: boolean) => (scope: Parameters<Parameters<typeof build>[0]>[0]) =>
  new SessionEvents(scope, "Events", {
    name: "events",
    pattern: pattern as EventPattern,
    readOnlyCalls,
    targets: [targets.queue(new EventQueue(scope, "Queue", { name: "queue" }))],
  });

const ssm = (detail: object): EventPattern => ({ source: ["aws.ssm"], detail: detail as PatternFields });

describe("a pattern is refused", () => {
  test("with an empty list", () => {
    expectRefusal(rule(ssm({ requestParameters: { documentName: [] } })), {
      prop: "pattern.detail.requestParameters.documentName",
      allowed: "at least one value",
      got: [],
      fix: "leave the field out",
    });
  });

  test("with a value outside of a list", () => {
    expectRefusal(rule(ssm({ eventName: "StartSession" })), {
      prop: "pattern.detail.eventName",
      allowed: "a list of values",
      got: "StartSession",
      fix: "[value]",
    });
  });

  test("with an unknown operator", () => {
    expectRefusal(rule(ssm({ eventName: [{ startsWith: "Start" }] })), {
      prop: "pattern.detail.eventName",
      allowed: "one operator of prefix, suffix",
      got: { startsWith: "Start" },
      fix: "prefix",
    });
  });

  test.each([
    [{ exists: "yes" }, "true or false"],
    [{ prefix: 1 }, "a text"],
    [{ prefix: { wildcard: "a*" } }, "equals-ignore-case"],
    [{ wildcard: "a**" }, "two asterisks"],
    [{ numeric: [">", 0, "<"] }, "comparisons"],
    [{ numeric: ["~", 0] }, "comparisons"],
    [{ cidr: "10.0.0.0" }, "a CIDR block"],
    [{ "anything-but": [] }, "texts, numbers"],
    [{ "anything-but": { cidr: "10.0.0.0/8" } }, "texts, numbers"],
  ])("with a wrong operand: %j", (match, allowed) => {
    expectRefusal(rule(ssm({ sourceIPAddress: [match] })), {
      prop: "pattern.detail.sourceIPAddress",
      allowed,
      got: match,
      fix: "operators of EventBridge",
    });
  });

  test("with one alternative only", () => {
    expectRefusal(rule({ ...ssm({ a: ["1"] }), $or: [{ region: ["eu-west-1"] }] }), {
      prop: "pattern.$or",
      allowed: "at least two",
      got: [{ region: ["eu-west-1"] }],
      fix: "without $or",
    });
  });

  test("that does not say whose events it means, in one of its alternatives", () => {
    expectRefusal(rule({ $or: [{ source: ["aws.ssm"] }, { account: ["111122223333"] }] }), {
      prop: "pattern",
      allowed: "the source of every event",
      got: ["account"],
      fix: "name `source`",
    });
  });

  test.each(["DescribeSessions", "ListDocuments", "GetDocument"])("on %s, which EventBridge does not see", (name) => {
    expectRefusal(rule(ssm({ eventName: ["StartSession", name] })), {
      prop: "pattern.detail.eventName",
      allowed: "write calls",
      got: name,
      fix: /readOnlyCalls.*volume/,
    });
  });

  test("on read-only calls by prefix or wildcard, in an alternative too", () => {
    const alternatives = { $or: [{ eventName: [{ prefix: "Start" }] }, { eventName: [{ wildcard: "List*" }] }] };
    expectRefusal(rule(ssm(alternatives)), {
      prop: "pattern.detail.eventName",
      allowed: "write calls",
      got: "List*",
      fix: "readOnlyCalls",
    });
  });

  test("one character beyond 2,048", () => {
    const named = (length: number) => ssm({ eventName: ["x".repeat(length)] });
    const room = 2048 - JSON.stringify(named(0)).length;
    expect(() => build(rule(named(room)))).not.toThrow();
    expectRefusal(rule(named(room + 1)), {
      prop: "pattern",
      allowed: "2048 characters",
      got: 2049,
      fix: "two rules",
    });
  });

  test("one way beyond 1,000 through its alternatives", () => {
    const either = (field: string, ways: number) => ({
      $or: Array.from({ length: ways }, (_, index) => ({ [field]: [index] })),
    });
    const ways = (b: number, c: number) => ({
      source: ["aws.ssm"],
      a: either("x", 10),
      b: either("y", b),
      c: either("z", c),
    });
    expect(() => build(rule(ways(10, 10)))).not.toThrow();
    expectRefusal(rule(ways(13, 8)), { prop: "pattern", allowed: "1000 combinations", got: 1040, fix: "two rules" });
  });

  test("that would watch nothing for tampering", () => {
    expect(() => sessionPatterns.tampering({ buckets: [] })).toThrow("given at least one piece, such as a trail");
    expect(() => sessionPatterns.tampering({ buckets: undefined })).toThrow(
      "given at least one piece, such as a trail",
    );
  });
});

test("a key of ours is watched by its alias too, an existing one by its ARN alone", () => {
  const existingArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
  const stack = synthIn("eu-west-1", (scope) => {
    const keys = [
      new EncryptionKey(scope, "Key", { alias: "alias/acme-sessions", description: "Sessions" }),
      EncryptionKey.fromArn(scope, "Existing", existingArn),
    ];
    rule(sessionPatterns.tampering({ keys }))(scope);
  });
  expect(JSON.parse(stack.only("aws_cloudwatch_event_rule").event_pattern).detail.resources.ARN).toEqual([
    "${aws_kms_key.key.arn}",
    existingArn,
    { suffix: ":alias/acme-sessions" },
  ]);
});

test("a rule on read-only calls says so to EventBridge", () => {
  const state = (readOnlyCalls: boolean) =>
    synthIn("eu-west-1", (scope) => {
      rule(ssm({ eventName: ["DescribeSessions"] }), readOnlyCalls)(scope);
    }).only("aws_cloudwatch_event_rule").state;
  expect(state(true)).toBe("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS");
  expect(() => state(false)).toThrow("readOnlyCalls");
});

describe("anyOf", () => {
  const a: EventPattern = { source: ["aws.a"], detail: { x: ["1"] } };
  const b: EventPattern = { source: ["aws.b"], detail: { x: ["1"] } };
  const c: EventPattern = { source: ["aws.b"], detail: { x: ["2"] } };

  test("of one pattern is that pattern", () => expect(anyOf(a)).toEqual(a));

  test("says once what all say", () => {
    expect(anyOf(a, b)).toEqual({ detail: { x: ["1"] }, $or: [{ source: ["aws.a"] }, { source: ["aws.b"] }] });
  });

  test("keeps alternatives flat", () => {
    expect(anyOf(anyOf(a, b), c)).toEqual({ $or: [a, b, c] });
  });

  test("of a pattern and a narrower one is the wider one", () => {
    expect(anyOf({ source: ["aws.a"] }, a, a)).toEqual({ source: ["aws.a"] });
    expect(anyOf(a, a)).toEqual(a);
  });
});

test("a pattern is indented unless only its compact form fits", () => {
  const short = sessionPatterns.started();
  expect(renderPattern(short)).toBe(JSON.stringify(short, null, 2));
  const long = ssm({ eventName: Array.from({ length: 150 }, (_, index) => `Call${index}`) });
  expect(renderPattern(long)).toBe(JSON.stringify(long));
});

test("what Terraform fills in counts as the longest it can be", () => {
  expect(sizeOf('["${TfToken[TOKEN.1]}"]')).toBe(91);
  expect(sizeOf('["a-${TfToken[TOKEN.1]}"]')).toBe('["a-us-isof-south-1"]'.length);
});

test("the calls of a pattern are found in its alternatives too", () => {
  expect(callNames(anyOf(sessionPatterns.calls(), sessionPatterns.started()))).toEqual([
    "StartSession",
    "ResumeSession",
    "TerminateSession",
  ]);
});
