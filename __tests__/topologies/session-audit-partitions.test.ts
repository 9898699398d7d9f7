/** Published modules tend to write the partition `aws` into their ARNs, and fail in China and GovCloud. */
import type { TerraformStack } from "cdktf";
import { subscribers } from "../../modules/alert-topic";
import { SessionAudit } from "../../modules/topologies/session-audit";
import { newStack, type Synthesized, synth, synthIn, synthStack } from "../support/synth";

const build = (scope: TerraformStack): void =>
  void new SessionAudit(scope, "Audit", {
    // Short, so that patterns are split alike whatever the length of Region and partition; policies by the spread.
    name: "acm",
    guardrail: { spread: "fixed" },
    alerts: [subscribers.email("security@example.com")],
    objectLock: { mode: "GOVERNANCE", retentionDays: 30 },
  });

const text = ({ json }: Synthesized): string => JSON.stringify(json);
const inRegion = (region: string): string => text(synthIn(region, build));
/** A pattern means the same in whatever lines it is written. */
const parsed = (output: string) =>
  JSON.parse(output, (key, value) => (key === "event_pattern" ? JSON.parse(value) : value));
const partitionsIn = (output: string): string[] => [...new Set(output.match(/arn:aws[a-z-]*(?=:)/g))];

describe.each([
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ["cn-north-1", "aws-cn", "amazonaws.com.cn"],
])("in %s", (region, partition, suffix) => {
  const output = inRegion(region);

  test(`every ARN is of ${partition}`, () => {
    expect(partitionsIn(output)).toEqual([`arn:${partition}`]);
    expect(output).not.toContain("arn:aws:");
  });

  test(`CloudWatch Logs is logs.${region}.${suffix}`, () => {
    const stack = synthIn(region, build);
    expect(stack.statement("AllowCloudWatchLogsForGroups", "aws_kms_key", "logs_key").Principal).toEqual({
      Service: `logs.${region}.${suffix}`,
    });
  });

  test("CloudTrail, EventBridge and S3 are <service>.amazonaws.com in every partition", () => {
    const principals = new Set(output.match(/\b(cloudtrail|events|sns|sqs|logging\.s3)\.amazonaws\.com[\w.]*/g));
    expect([...principals].sort()).toEqual([
      "cloudtrail.amazonaws.com",
      "events.amazonaws.com",
      "logging.s3.amazonaws.com",
    ]);
  });

  // In these partitions, as in us-east-1, IAM records its calls in the Region itself.
  test("all else is what the commercial partition gets; EC2 has the partition's own suffix", () => {
    const translated = output
      .replaceAll(`ec2.${suffix}`, "ec2.amazonaws.com")
      .replaceAll(`arn:${partition}:`, "arn:aws:")
      .replaceAll(`.${region}.${suffix}`, ".us-east-1.amazonaws.com")
      .replaceAll(region, "us-east-1");
    expect(parsed(translated)).toEqual(parsed(inRegion("us-east-1")));
  });
});

test("a partition that is looked up stands in every ARN, and none is written down", () => {
  const output = text(synth(build));
  expect(output).toContain("arn:${data.aws_partition.session_audit.partition}:");
  expect(partitionsIn(output)).toEqual([]);
  expect(output).toContain("logs.${data.aws_region.session_audit.id}.${data.aws_partition.session_audit.dns_suffix}");
});

test("what is looked up and what is stated give the same stack otherwise", () => {
  const stack = newStack();
  build(stack);
  const { data, ...rest } = synthStack(stack).json;
  const stated = parsed(inRegion("eu-west-1"));
  expect(Object.keys(data).sort()).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
  const filled = JSON.stringify(rest)
    .replaceAll("${data.aws_partition.session_audit.partition}", "aws")
    .replaceAll("${data.aws_partition.session_audit.dns_suffix}", "amazonaws.com")
    .replaceAll("${data.aws_region.session_audit.id}", "eu-west-1")
    .replaceAll("${data.aws_caller_identity.session_audit.account_id}", "111122223333");
  expect(parsed(filled)).toEqual(stated);
});
