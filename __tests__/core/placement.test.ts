import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { subscribers } from "../../modules/alert-topic";
import type { RegionalModuleProps } from "../../modules/core";
import { AuditModule, regionalRules, Schema } from "../../modules/core/internal";
import { LogGroup } from "../../modules/log-group";
import { SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { expectRefusal } from "../support/refusals";
import { type Block, newStack, type Synthesized, synth, synthStack } from "../support/synth";

/** Everything that an account needs, so that nearly each kind of resource is seen. */
function everything(scope: TerraformStack, at: Pick<SessionAuditProps, "regions" | "provider">): SessionAudit {
  return new SessionAudit(scope, "Audit", {
    ...at,
    name: "acme-audit",
    alerts: [subscribers.email("security@example.com")],
    objectLock: { mode: "GOVERNANCE", retentionDays: 30 },
  });
}

function resources({ json }: Synthesized): [address: string, resource: Block][] {
  return Object.entries<Block>(json.resource).flatMap(([type, byId]) =>
    Object.entries<Block>(byId).map(([id, resource]) => [`${type}.${id}`, resource] as [string, Block]),
  );
}

describe("the Region", () => {
  test("reaches every resource; only IAM has none", () => {
    const placed = resources(synth((scope) => everything(scope, { regions: ["us-east-1"] })));
    const elsewhere = placed.filter(([, { region }]) => region !== "us-east-1");
    expect(placed.length).toBeGreaterThan(40);
    expect(elsewhere).toContainEqual(["aws_iam_role.audit_trail_log_delivery_role", expect.anything()]);
    for (const [address, resource] of elsewhere) {
      expect(address).toMatch(/^aws_iam_/);
      expect(resource).not.toHaveProperty("region");
    }
  });

  test("stands in no resource where none was given, so that AWS provider 5 accepts the configuration", () => {
    const placed = resources(synth((scope) => everything(scope, {})));
    expect(placed.filter(([, resource]) => "region" in resource)).toEqual([]);
  });

  test.each(["", "eu-west-1"])("is guarded: a resource in another one, %p, is refused at synthesis", (other) => {
    const stack = newStack();
    const { logGroup } = new LogGroup(stack, "Sessions", { name: "/acme", region: "us-east-1" }).resources;
    if (other) logGroup.region = other;
    else logGroup.resetRegion();
    expect(() => synthStack(stack)).toThrow("test/Sessions/Resource: lost its provider or its Region us-east-1");
  });

  test.each(["eu-west", "EU-WEST-1", "", "eu-wset-1"])("must be one: %p", (region) => {
    expectRefusal((scope) => new LogGroup(scope, "Sessions", { name: "/acme", region }), {
      prop: "region",
      allowed: "the name of an AWS Region",
      got: region,
      fix: "for example eu-west-1",
    });
  });

  test("decides ARNs and the partition too", () => {
    synth((scope) => {
      const group = new LogGroup(scope, "Sessions", { name: "/acme", region: "us-east-1" });
      expect(group.region).toBe("us-east-1");
      expect(group.logGroupArn).toContain(":logs:us-east-1:");
    });
  });
});

describe("the provider", () => {
  test("reaches every resource and data source, IAM included", () => {
    const { json } = synth((scope) => {
      const provider = new AwsProvider(scope, "West", { alias: "west", region: "us-west-2" });
      everything(scope, { provider });
    });
    const blocks = [json.resource, json.data].flatMap((kinds) => Object.values<Block>(kinds)).flatMap(Object.values);
    expect(blocks.length).toBeGreaterThan(40);
    expect(new Set(blocks.map(({ provider }) => provider))).toEqual(new Set(["aws.west"]));
  });

  test("is guarded: a resource that lost it is refused at synthesis", () => {
    const stack = newStack();
    const provider = new AwsProvider(stack, "West", { alias: "west", region: "us-west-2" });
    const group = new LogGroup(stack, "Sessions", { name: "/acme", provider });
    group.resources.logGroup.provider = undefined;
    expect(() => synthStack(stack)).toThrow("test/Sessions/Resource: lost its provider");
  });
});

describe("a module of one's own", () => {
  class Careless extends AuditModule {
    constructor(scope: Construct, id: string, props: RegionalModuleProps, placed: boolean) {
      super(scope, id, Schema.for<RegionalModuleProps>(regionalRules).of(props));
      const queue = new SqsQueue(this, "Resource", { name: "q" });
      if (placed) this.place(queue);
    }
  }

  test("is refused where it creates a resource without placing it", () => {
    const careless = (placed: boolean) => () =>
      synth((scope) => new Careless(scope, "Queue", { region: "us-east-1" }, placed));
    expect(careless(true)).not.toThrow();
    expect(careless(false)).toThrow("test/Queue/Resource: lost its provider or its Region us-east-1");
  });

  test("answers for its own resources only, not for those of its neighbours", () => {
    expect(() =>
      synth((scope) => {
        new Careless(scope, "Queue", { region: "us-east-1" }, true);
        new SsmParameter(scope, "Neighbour", { name: "n", type: "String", value: "v" });
      }),
    ).not.toThrow();
  });
});

describe("logical ids", () => {
  test.each([
    ["SessionAudit", "session_audit"],
    ["Session Audit", "session_audit"],
    ["audit-2026", "audit_2026"],
    ["2026", "_2026"],
    ["S3Logs", "s3_logs"],
  ])("of %s start with %s, in the letters that Terraform takes", (id, expected) => {
    const stack = synth((scope) => new LogGroup(scope, id, { name: "/acme" }));
    expect(Object.keys(stack.all("aws_cloudwatch_log_group"))).toEqual([expected]);
  });

  test("say the path, without the word Resource", () => {
    const stack = synth((scope) => everything(scope, {}));
    expect(Object.keys(stack.all("aws_s3_bucket"))).toEqual([
      "audit_access_log_bucket",
      "audit_trail_bucket",
      "audit_transcript_bucket",
    ]);
    expect(Object.keys(stack.all("aws_s3_bucket_versioning"))).toContain("audit_transcript_bucket_versioning");
  });
});
