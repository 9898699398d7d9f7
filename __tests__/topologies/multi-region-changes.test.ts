/** What becomes of what is deployed when Regions are named, added or taken away: ids are what Terraform knows it by. */
import { checked } from "../../modules/core";
import { SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { blocksOf } from "../support/examples";
import { build } from "../support/refusals";
import { type Block, synthIn } from "../support/synth";

type Blocks = Readonly<Record<string, Block>>;

/** Every resource by its address, with account and Region of the provider known beforehand. */
function resources(regions?: SessionAuditProps["regions"]): Blocks {
  const { json } = synthIn("eu-west-1", (scope) => {
    new SessionAudit(scope, "SessionAudit", { name: "acme-audit", regions });
  });
  return blocksOf({ resource: json.resource });
}

const ids = (blocks: Blocks): string[] => Object.keys(blocks).sort();
const text = ({ "//": _, ...block }: Block): string => JSON.stringify(block);

/** Addresses of `before` whose arguments are others in `after`, or that are gone. */
function changed(before: Blocks, after: Blocks): string[] {
  return ids(before).filter((address) => !after[address] || text(after[address]) !== text(before[address]!));
}

const policies = ["aws_iam_policy.session_audit_node_access", "aws_iam_policy.session_audit_operator_access"];

const unnamed = resources();
const alone = resources(["eu-west-1"]);
const two = resources(["eu-west-1", "us-east-1"]);

describe("to name the Region that the provider has", () => {
  test("moves no resource, and adds what brings changes of roles and policies home", () => {
    const added = ids(alone).filter((address) => !(address in unnamed));
    expect(added.filter((address) => !/_(forwarding_role|iam_forwarding|forwarded_|alarms_)/.test(address))).toEqual(
      [],
    );
    expect(ids(unnamed).filter((address) => !(address in alone))).toEqual([]);
  });

  test("changes nothing of what is there but the region argument, and what names the rules, alarms and Regions", () => {
    const withoutRegion = Object.fromEntries(
      Object.entries(alone).map(([address, { region, ...block }]) => {
        const where = address.includes("iam_forwarding") ? "us-east-1" : "eu-west-1";
        expect([address, region]).toEqual([address, address.startsWith("aws_iam_") ? undefined : where]);
        return [address, block];
      }),
    );
    expect(changed(unnamed, withoutRegion)).toEqual([
      "aws_cloudwatch_event_rule.session_audit_alert_tampering",
      "aws_cloudwatch_event_rule.session_audit_events",
      "aws_cloudwatch_event_rule.session_audit_starts",
      "aws_cloudwatch_event_rule.session_audit_tampering",
      "aws_cloudwatch_event_rule.session_audit_tampering2",
      "aws_cloudwatch_event_rule.session_audit_tampering3",
      "aws_iam_policy.session_audit_guardrail",
      "aws_sns_topic_policy.session_audit_integrity_topic_policy",
    ]);
  });
});

describe("a second Region", () => {
  test("moves none of the home Region's resources, and changes what names Regions and their rules alone", () => {
    expect(changed(alone, two)).toEqual([...policies, "aws_iam_role.session_audit_forwarding_role"]);
  });

  test("adds its own below its own name", () => {
    const added = ids(two).filter((address) => !(address in alone));
    expect(added.length).toBeGreaterThan(8);
    const elsewhere = added.filter((address) => !/\.session_audit_us_east_1_/.test(address));
    expect(elsewhere).toEqual([]);
  });

  test("keeps its own, whichever Regions come before it later", () => {
    const three = resources(["eu-west-1", "eu-central-1", "us-east-1"]);
    expect(changed(two, three)).toEqual([
      "aws_cloudwatch_event_rule.session_audit_forwarded_alarms",
      "aws_cloudwatch_event_rule.session_audit_forwarded_tampering",
      ...policies,
    ]);
    const reordered = resources(["eu-west-1", "us-east-1", "eu-central-1"]);
    const inPlace = /^aws_(iam_policy|cloudwatch_event_rule)\./;
    expect(changed(three, reordered).filter((address) => !inPlace.test(address))).toEqual([]);
  });

  test("cannot be destroyed while it is in the code: its keys, log group and dead letters are audit data", () => {
    const removed = ids(two).filter((address) => !(address in alone));
    const kept = removed.filter((address) => two[address]!.lifecycle?.prevent_destroy);
    expect(kept).toEqual([
      "aws_cloudwatch_log_group.session_audit_us_east_1_session_log_group",
      "aws_kms_key.session_audit_us_east_1_logs_key",
      "aws_kms_key.session_audit_us_east_1_session_key",
      "aws_sqs_queue.session_audit_us_east_1_forwarding_dead_letter_queue",
    ]);
  });
});

/** Those that an account has without opting in. */
const enabledByDefault = [
  ...["eu-west-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-south-1", "ap-northeast-1"],
  ...["ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1"],
  ...["eu-north-1", "eu-west-2", "eu-west-3", "sa-east-1"],
];

describe("the number of Regions", () => {
  const make = (regions: readonly string[]) => () =>
    build(
      (scope) =>
        new SessionAudit(scope, "SessionAudit", { name: "a".repeat(22), regions: checked.atLeastOne(regions) }),
    );

  test("may be that of all that are enabled by default, under the longest name", () => {
    expect(enabledByDefault).toHaveLength(17);
    expect(make(enabledByDefault)).not.toThrow();
  });

  test("ends where the policy of operators would exceed what IAM stores, and the error says so", () => {
    const regions = [...enabledByDefault, "af-south-1", "ap-east-1", "eu-south-1"];
    expect(make(regions)).toThrow(
      /`documents` must be few enough for a policy of at most 6144 characters, got: \d+; split documents or targets/,
    );
  });
});
