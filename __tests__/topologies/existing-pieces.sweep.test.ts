/** What an account has already is not made again, in any mix, and the rest takes it as if it was made here. */
import type { TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { AuditTrail } from "../../modules/audit-trail";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventBus } from "../../modules/event-bus";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { SessionDocument } from "../../modules/session-document";
import { type ExistingAuditPieces, SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { blocksOf, textsOf } from "../support/examples";
import { mixes, synthMix } from "../support/existing-mixes";
import { findCycle, referencesIn } from "../support/reference-graph";
import { expectRefusal } from "../support/refusals";
import { ACCOUNT, type Block, synthIn } from "../support/synth";

const at = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;
const trail = (scope: TerraformStack) => AuditTrail.fromArn(scope, "Trail", at("cloudtrail", "trail/theirs"));
const bucket = (scope: TerraformStack, id = "Bucket") =>
  LogBucket.fromName(scope, id, { name: `platform-${id.toLowerCase()}`, encryption: "s3-managed" });
const group = (scope: TerraformStack, id = "Group") =>
  LogGroup.fromName(scope, id, { name: `/platform/${id.toLowerCase()}`, encrypted: true });
const topic = (scope: TerraformStack) => AlertTopic.fromArn(scope, "Topic", at("sns", "theirs"));
const document = (scope: TerraformStack) =>
  SessionDocument.fromName(scope, "Document", { bucket: bucket(scope), logGroup: group(scope) });

function audit(existing: (scope: TerraformStack) => ExistingAuditPieces, more: Partial<SessionAuditProps> = {}) {
  return synthIn("eu-west-1", (scope) => {
    new SessionAudit(scope, "Audit", { ...more, name: "acme", existing: existing(scope) });
  });
}

const ids = (stack: ReturnType<typeof audit>, type: string) => Object.keys(stack.all(type)).sort();

test("an account with a trail pays for no second one: no trail, no bucket for it, no group, no role", () => {
  const stack = audit((scope) => ({ trail: trail(scope) }));
  expect(ids(stack, "aws_cloudtrail")).toEqual([]);
  expect(ids(stack, "aws_s3_bucket")).toEqual(["audit_access_log_bucket", "audit_transcript_bucket"]);
  expect(ids(stack, "aws_cloudwatch_log_group")).toEqual(["audit_session_log_group"]);
  expect(ids(stack, "aws_iam_role").join()).not.toContain("log_delivery");
});

test("where transcripts and trail exist, no bucket is made, for access logs neither", () => {
  const stack = audit((scope) => ({ trail: trail(scope), transcriptBucket: bucket(scope) }));
  expect(ids(stack, "aws_s3_bucket")).toEqual([]);
  const { inputs } = JSON.parse(stack.only("aws_ssm_document").content);
  expect(inputs.s3BucketName).toBe("platform-bucket");
  expect(stack.statement("WriteTranscripts", "aws_iam_policy", "node_access").Resource).toBe(
    `arn:aws:s3:::platform-bucket/sessions/${ACCOUNT}/eu-west-1/*`,
  );
});

test("a trail that is made delivers to the bucket and the group that exist", () => {
  const stack = audit((scope) => ({ trailBucket: bucket(scope), trailLogGroup: group(scope) }));
  expect(stack.only("aws_cloudtrail")).toMatchObject({
    s3_bucket_name: "platform-bucket",
    cloud_watch_logs_group_arn: `${at("logs", "log-group:/platform/group")}:*`,
  });
});

test("rules tell the topic that exists, and alarms do", () => {
  const stack = audit((scope) => ({ topic: topic(scope) }));
  const told = Object.values(stack.all("aws_cloudwatch_event_target")).map(({ arn }) => arn);
  expect(told).toContain(at("sns", "theirs"));
  expect(ids(stack, "aws_sns_topic").join()).not.toMatch(/audit_topic/);
});

test("rules on sessions stand on the bus that exists", () => {
  const stack = audit((scope) => ({ bus: EventBus.fromArn(scope, "Bus", at("events", "event-bus/theirs")) }));
  expect(stack.only("aws_cloudwatch_event_rule", "audit_events").event_bus_name).toContain("theirs");
});

test("the guardrail keeps what exists as it keeps what is made, keys by their ARNs", () => {
  const keyArn = at("kms", "key/1234abcd");
  const stack = audit((scope) => ({
    trail: trail(scope),
    transcriptBucket: bucket(scope),
    topic: topic(scope),
    sessionLogGroup: group(scope),
    keys: { logs: EncryptionKey.fromArn(scope, "Key", keyArn) },
  }));
  const kept = textsOf(stack.statements("aws_iam_policy", "guardrail")).map(([, text]) => text);
  for (const arn of [
    at("cloudtrail", "trail/theirs"),
    "arn:aws:s3:::platform-bucket",
    at("sns", "theirs"),
    at("logs", "log-group:/platform/group"),
    keyArn,
  ]) {
    expect(kept).toContain(arn);
  }
});

test("a document of somebody else is read, and sessions are logged where it says", () => {
  const stack = audit((scope) => ({ trail: trail(scope), document: document(scope) }));
  expect(ids(stack, "aws_ssm_document")).toEqual([]);
  expect(ids(stack, "aws_s3_bucket")).toEqual([]);
  expect(ids(stack, "aws_cloudwatch_log_group")).toEqual([]);
});

test("members are typed by what was given: nothing is promised that is not there", () => {
  synthIn("eu-west-1", (scope) => {
    const made = new SessionAudit(scope, "Made", { name: "made", session: { adopt: true } });
    made.topic.resources.topic.displayName = "Sessions";
    made.trailBucket.resources.bucket.tags = {};
  });
  synthIn("eu-west-1", (scope) => {
    const given = new SessionAudit(scope, "Given", {
      name: "given",
      existing: { trail: trail(scope), document: document(scope) },
    });
    const none: undefined = given.trailBucket;
    expect([none, given.trailLogGroup]).toEqual([undefined, undefined]);
    // @ts-expect-error: a trail by its ARN has no resources
    expect(given.trail.resources).toBeUndefined();
  });
});

describe("what is not made here cannot be configured here", () => {
  const refusal = (more: Partial<SessionAuditProps>, existing: (scope: TerraformStack) => ExistingAuditPieces) => {
    return (scope: TerraformStack) =>
      new SessionAudit(scope, "Audit", { ...more, name: "acme", existing: existing(scope) });
  };

  test("session preferences, where the document exists", () => {
    const session = { idleTimeoutMinutes: 5 };
    expectRefusal(
      refusal({ session }, (scope) => ({ document: document(scope) })),
      {
        prop: "session",
        allowed: "left out where existing.document is given",
        got: session,
        fix: "session.adopt",
      },
    );
  });

  test("object events, where the trail exists", () => {
    expectRefusal(
      refusal({ recordTranscriptAccess: true }, (scope) => ({ trail: trail(scope) })),
      {
        prop: "recordTranscriptAccess",
        allowed: "left out where existing.trail is given",
        got: true,
        fix: "owner of the trail",
      },
    );
  });

  test("further Regions, with a bus of one's own", () => {
    const regions = ["eu-west-1", "us-east-1"] as const;
    const bus = (scope: TerraformStack) => ({ bus: EventBus.fromArn(scope, "Bus", at("events", "event-bus/x")) });
    expectRefusal(refusal({ regions }, bus), {
      prop: "regions",
      allowed: "or a single Region where existing.bus is given",
      got: regions,
      fix: "default bus",
    });
  });

  test("a document that logs to one place only", () => {
    const shell = (scope: TerraformStack) => SessionDocument.fromName(scope, "Shell", { bucket: bucket(scope) });
    expectRefusal(
      refusal({}, (scope) => ({ document: shell(scope) })),
      {
        prop: "existing.document",
        allowed: "a document with a bucket and a log group",
        got: "SSM-SessionManagerRunShell",
        fix: "session.adopt",
      },
    );
  });

  test("another bucket than that of the document", () => {
    const both = (scope: TerraformStack) => ({
      document: document(scope),
      transcriptBucket: bucket(scope, "Other"),
    });
    expectRefusal(refusal({}, both), {
      prop: "existing.transcriptBucket",
      allowed: "that of existing.document",
      got: "arn:aws:s3:::platform-other",
      fix: "where existing.document says",
    });
  });
});

/** Terraform takes no reference to what is not there, and no circle of them. */
function unsound(json: Block): unknown[] {
  const blocks = blocksOf(json);
  const references = textsOf({ resource: json.resource, output: json.output }).flatMap(([, text]) =>
    [...text.matchAll(/\$\{((?:data\.)?aws_\w+\.\w+)/g)].map(([, address]) => address!),
  );
  return [...references.filter((address) => !(address in blocks)), findCycle(referencesIn(json))].filter(Boolean);
}

/** More of them, and a sample before the real provider: in the Terraform tests. */
test.each(mixes(32).map((given) => [given.join(" "), given] as const))("mix of %s is sound", (_, given) => {
  expect(unsound(synthMix(given).json)).toEqual([]);
});
