import { type TerraformStack, TerraformVariable } from "cdktf";
import { subscribers } from "../../modules/alert-topic";
import { setAwsContext } from "../../modules/core";
import { SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, newStack, synthStack } from "../support/synth";

const make = (props: Partial<SessionAuditProps>) => (scope: TerraformStack) =>
  new SessionAudit(scope, "Audit", { name: "acme", ...props });

describe("name", () => {
  test.each(["abc", "acme-audit", "a1-2"])("takes %s", (name) => {
    expect(build(make({ name })).trail.trailName).toBe(name);
  });

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

  test.each(["Acme", "acme.audit", "acme_audit", "-acme", "acme-", "acme--audit", "1acme"])(
    "is refused: %p",
    (name) => {
      expectRefusal(make({ name }), {
        prop: "name",
        allowed: "lower-case letters, digits and single inner hyphens, starting with a letter",
        got: name,
        fix: "write it like acme-audit",
      });
    },
  );

  test.each([3, 22])("takes %d characters", (length) => {
    expect(() => build(make({ name: "a".repeat(length) }))).not.toThrow();
  });

  test.each([2, 23])("is refused at %d characters", (length) => {
    const name = "a".repeat(length);
    expectRefusal(make({ name }), {
      prop: "name",
      allowed: "3 to 22 characters long",
      got: name,
      fix: `it has ${length}; choose a`,
    });
  });
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

  test.each([[[]], [["eu-west-1", "us-east-1", "eu-west-1"]]])("are one or more, each once: not %j", (regions) => {
    expectRefusal(make({ regions }), {
      prop: "regions",
      allowed: "one or more Regions, each named once",
      got: regions,
      fix: "leave it out for the Region of the provider alone",
    });
  });
});

test.each<[string, Partial<SessionAuditProps>, string]>([
  ["a timeout", { session: { idleTimeoutMinutes: 61 } }, "test/Audit/Document: `idleTimeoutMinutes` must be"],
  ["a subscriber", { alerts: [subscribers.email("nobody")] }, "test/Audit/Topic: `subscribers[0]` must be"],
  ["a lock", { objectLock: { mode: "GOVERNANCE", retentionDays: 0 } }, "`objectLock.retentionDays` must be"],
  ["a retention", { bucketRetention: { expireAfterDays: 0 } }, "`retention.expireAfterDays` must be"],
  ["an administrator", { keyAdministrators: ["root"] }, "`administrators[0]` must be"],
])("%s that a module refuses is refused with the path of that module", (_, props, message) => {
  expect(() => build(make(props))).toThrow(message);
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
  expect(synthesized.only("aws_sns_topic_subscription").endpoint).toBe("${var.address}");
  expect(synthesized.only("aws_ssm_document").content).toContain('"idleSessionTimeout": "${var.idle}"');
});
