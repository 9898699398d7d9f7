/** docs/controls.md says of every topology what Security Hub would say of its synthesized stacks. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { examples } from "../support/examples.world";
import type { Block } from "../support/synth";

type All = (type: string) => readonly Block[];
interface Control {
  readonly of: string;
  readonly passes: (block: Block, all: All) => boolean;
}

const rows = readFileSync(join(__dirname, "../../docs/controls.md"), "utf8")
  .split("\n")
  .filter((line) => /^\| [A-Z]\w+\.\d+ /.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, id, , , ...cells]): [id: string, said: readonly string[]] => [id!, cells.slice(0, 3)]);

const written = Object.entries(examples);

/** Every block with its id, so that others can be told to refer to it. */
const topologies = [/^single-account$/, /^multi-region$/, /^landing-zone-/].map((stacks): All => {
  const resources = written.flatMap(([id, text]) => (stacks.test(id) ? [JSON.parse(text).resource as Block] : []));
  return (type) =>
    resources.flatMap((all) => Object.entries<Block>(all[type] ?? {}).map(([id, block]) => ({ ...block, id })));
});

/** A setting of a bucket is a resource that refers to it. */
const bucketWith = (setting: string, right: (block: Block) => boolean = () => true): Control => ({
  of: "aws_s3_bucket",
  passes: ({ id }, all) =>
    all(`aws_s3_bucket_${setting}`).some(
      (block) => block.bucket === `\${aws_s3_bucket.${id}.id}` && right(JSON.parse(JSON.stringify(block))),
    ),
});
const statementsOf = ({ policy }: Block): Block[] => JSON.parse(policy).Statement;
const forAnyone = ({ Effect, Principal }: Block) =>
  Effect === "Allow" && (Principal === "*" || [Principal?.AWS].flat().includes("*"));
const notPublic = (of: string): Control => ({
  of,
  passes: (block) => statementsOf(block).every((one) => !forAnyone(one) || one.Condition?.StringEquals !== undefined),
});
const that = (of: string, passes: Control["passes"]): Control => ({ of, passes });
/** No topology records the data events of every bucket. */
const dataEvents = that("aws_cloudtrail", ({ event_selector = [], advanced_event_selector = [] }) =>
  JSON.stringify([event_selector, advanced_event_selector]).includes("arn:aws:s3"),
);

const controls: Readonly<Record<string, Control>> = {
  "CloudTrail.1": that(
    "aws_cloudtrail",
    ({ is_multi_region_trail, enable_logging, event_selector, advanced_event_selector }) =>
      is_multi_region_trail && enable_logging && !event_selector && !advanced_event_selector,
  ),
  "CloudTrail.2": that("aws_cloudtrail", ({ kms_key_id }) => Boolean(kms_key_id)),
  "CloudTrail.4": that("aws_cloudtrail", ({ enable_log_file_validation }) => enable_log_file_validation),
  "CloudTrail.5": that("aws_cloudtrail", ({ cloud_watch_logs_group_arn }) => Boolean(cloud_watch_logs_group_arn)),
  "CloudTrail.7": that("aws_cloudtrail", ({ s3_bucket_name }, all) => {
    const bucket = all("aws_s3_bucket").find((block) => block.bucket === s3_bucket_name);
    return bucket !== undefined && bucketWith("logging").passes(bucket, all);
  }),
  "CloudWatch.15": that("aws_cloudwatch_metric_alarm", ({ alarm_actions = [] }) => alarm_actions.length > 0),
  "CloudWatch.16": that("aws_cloudwatch_log_group", ({ retention_in_days }) => retention_in_days >= 365),
  "CloudWatch.17": that("aws_cloudwatch_metric_alarm", ({ actions_enabled }) => actions_enabled !== false),
  "EventBridge.3": that("aws_cloudwatch_event_bus", ({ name, id }, all) =>
    all("aws_cloudwatch_event_bus_policy").some(({ event_bus_name }) =>
      [name, `\${aws_cloudwatch_event_bus.${id}.name}`].includes(event_bus_name),
    ),
  ),
  "KMS.4": that("aws_kms_key", ({ enable_key_rotation }) => enable_key_rotation),
  "KMS.5": notPublic("aws_kms_key"),
  "S3.5": bucketWith("policy", (block) =>
    statementsOf(block).some(
      ({ Effect, Action, Condition }) =>
        Effect === "Deny" && Action === "s3:*" && Condition?.Bool?.["aws:SecureTransport"] === "false",
    ),
  ),
  "S3.6": bucketWith("policy", (block) =>
    statementsOf(block).every((one) => !forAnyone(one) || ![one.Action].flat().includes("s3:PutObjectAcl")),
  ),
  "S3.7": bucketWith("replication_configuration"),
  "S3.8": bucketWith("public_access_block", (block) =>
    ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].every(
      (setting) => block[setting] === true,
    ),
  ),
  "S3.9": bucketWith("logging"),
  "S3.11": bucketWith("notification"),
  "S3.12": bucketWith("ownership_controls", ({ rule }) => rule.object_ownership === "BucketOwnerEnforced"),
  "S3.13": bucketWith("lifecycle_configuration"),
  "S3.14": bucketWith("versioning", ({ versioning_configuration }) => versioning_configuration.status === "Enabled"),
  "S3.15": bucketWith("object_lock_configuration"),
  "S3.17": bucketWith(
    "server_side_encryption_configuration",
    ({ rule }) => rule[0].apply_server_side_encryption_by_default.sse_algorithm === "aws:kms",
  ),
  "S3.22": dataEvents,
  "S3.23": dataEvents,
  "SNS.1": that("aws_sns_topic", ({ kms_master_key_id }) => Boolean(kms_master_key_id)),
  "SNS.4": notPublic("aws_sns_topic_policy"),
  "SQS.1": that("aws_sqs_queue", (block) => block.sqs_managed_sse_enabled || Boolean(block.kms_master_key_id)),
  "SQS.3": notPublic("aws_sqs_queue_policy"),
  "SSM.7": that("aws_ssm_service_setting", ({ setting_value }) => setting_value === "Disable"),
};
/** Not evaluated where a bucket has a lifecycle, as all have. */
const judged: Readonly<Record<string, Control>> = { ...controls, "S3.20": controls["S3.13"]! };

it.each(rows)("%s comes out as the page says", (id, said) => {
  const { of, passes } = judged[id]!;
  const found = topologies.map((all) => {
    if (all(of).length === 0) return "-";
    return all(of).every((block) => passes(block, all)) ? "pass" : "fails";
  });
  expect(found).toEqual(said);
});

it("stands on the page, whatever is judged here", () => {
  expect(rows.map(([id]) => id)).toEqual(
    Object.keys(judged).sort((a, b) => a.localeCompare(b, "en", { numeric: true })),
  );
});
