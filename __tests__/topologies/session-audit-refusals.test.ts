import { type TerraformStack, TerraformVariable } from "cdktf";
import { subscribers } from "../../modules/alert-topic";
import { setAwsContext } from "../../modules/core";
import { SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, newStack, synthStack } from "../support/synth";

const make = (props: Partial<SessionAuditProps>) => (scope: TerraformStack) =>
  new SessionAudit(scope, "Audit", { name: "acme", ...props });

describe("name", () => {
  test.each(["ap-northeast-1", "ap-southeast-1", "us-gov-east-1", "cn-northwest-1"])(
    "of 22 characters leaves every bucket name within the limit in %s",
    (region) => {
      const stack = newStack(region);
      setAwsContext(stack, { account: ACCOUNT, region });
      const { transcriptBucket, trailBucket, accessLogBucket } = make({ name: "a".repeat(22) })(stack);
      for (const { bucketName } of [transcriptBucket, trailBucket, accessLogBucket]) {
        expect(bucketName.length).toBeLessThanOrEqual(63);
      }
    },
  );
});

describe("regions", () => {
  test("are Regions, named by their place in the list", () => {
    expectRefusal(make({ regions: ["eu-west-1", "Ireland"] }), {
      prop: "regions[1]",
      allowed: "the name of an AWS Region",
      got: "Ireland",
      fix: "for example eu-west-1",
    });
  });

  test("are one or more", () => {
    expectRefusal(make({ regions: [] as never }), {
      prop: "regions",
      allowed: "a list of at least one Region",
      got: [],
      fix: "leave it out for the Region of the provider alone",
    });
  });

  test("are each named once", () => {
    expectRefusal(make({ regions: ["eu-west-1", "us-east-1", "eu-west-1"] }), {
      prop: "regions[2]",
      allowed: "named once",
      got: "eu-west-1",
      fix: "leave the second one out",
    });
  });

  test("are known: constructs are named after them", () => {
    const region = new TerraformVariable(newStack(), "region", { type: "string" }).stringValue;
    expect(() => build(make({ regions: [region] }))).toThrow(
      "`regions[0]` must be known when the stack is synthesized",
    );
  });
});

test.each<[string, Partial<SessionAuditProps>, string]>([
  ["a missing timeout", { session: { justInTimeAccess: true } }, "test/Audit/Document: `idleTimeoutMinutes` must be"],
  ["a subscriber", { alerts: [subscribers.email("nobody")] }, "test/Audit/Topic: `subscribers[0]` must be"],
])("%s that a module refuses is refused with the path of that module", (_, props, message) => {
  expect(() => build(make(props))).toThrow(message);
});

test("everything that is wrong by itself is named in one error, as the caller wrote it", () => {
  const wrong = {
    session: { idleTimeoutMinutes: 61 },
    objectLock: { mode: "GOVERNANCE", retentionDays: 0 },
    bucketRetention: { expireAfterDays: 0 },
    keyAdministrators: ["root"],
  } as const;
  expect(() => build(make(wrong))).toThrow(
    /^test\/Audit: `session.idleTimeoutMinutes` .*\n.*`bucketRetention.expireAfterDays` .*\n.*`objectLock.retentionDays` .*\n.*`keyAdministrators\[0\]`/,
  );
});

test("two audits in one account and Region are refused: there is one document of preferences", () => {
  expectRefusal(
    (scope) => {
      make({})(scope);
      new SessionAudit(scope, "Second", { name: "other" });
    },
    {
      prop: "name",
      allowed: "unique among the session document names",
      got: "SSM-SessionManagerRunShell",
      fix: "test/Audit/Document has this name already",
    },
  );
});

test("what only Terraform knows passes and arrives", () => {
  const stack = newStack();
  const address = new TerraformVariable(stack, "address", { type: "string" }).stringValue;
  const idleTimeoutMinutes = new TerraformVariable(stack, "idle", { type: "number" }).numberValue;
  const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
  make({ name, alerts: [subscribers.email(address)], session: { idleTimeoutMinutes } })(stack);
  const synthesized = synthStack(stack);
  expect(synthesized.only("aws_cloudtrail").name).toBe("${var.name}");
  const subscriptions = Object.values(synthesized.all("aws_sns_topic_subscription"));
  expect(subscriptions.map(({ endpoint }) => endpoint)).toEqual(["${var.address}", "${var.address}"]);
  expect(synthesized.only("aws_ssm_document").content).toContain('"idleSessionTimeout": "${var.idle}"');
});
