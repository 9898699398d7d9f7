import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { LedgerReader, SessionLedger, type SessionLedgerProps } from "../../modules/session-ledger";
import { expectRefusal } from "../support/refusals";
import { ACCOUNT, type Synthesized, synthIn } from "../support/synth";

const reader = { roleName: "acme-ledger-reader", organizationId: "o-a1b2c3d4e5" };

function create(scope: TerraformStack, more: Partial<SessionLedgerProps> = {}): SessionLedger {
  const encryption = new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "Archive" });
  return new SessionLedger(scope, "Ledger", {
    name: "acme-session-ledger",
    bucket: new LogBucket(scope, "Archive", { name: "acme-archive", encryption }),
    logGroup: new LogGroup(scope, "Logs", { name: "/acme/session-ledger", encryptionKey: encryption }),
    places: [{ accounts: [ACCOUNT], regions: ["eu-west-1"] }],
    ...more,
  });
}
const ledger = (more: Partial<SessionLedgerProps> = {}): Synthesized =>
  synthIn("eu-west-1", (scope) => void create(scope, more));

test("the function has a place, a time limit, a log group of its own and a queue for what failed", () => {
  expect(ledger().only("aws_lambda_function")).toMatchObject({
    function_name: "acme-session-ledger",
    runtime: "nodejs22.x",
    handler: "index.handler",
    timeout: 900,
    role: `arn:aws:iam::${ACCOUNT}:role/acme-session-ledger`,
    environment: { variables: { LEDGER_BUCKET: "acme-archive" } },
    logging_config: { log_format: "JSON", log_group: "/acme/session-ledger" },
    dead_letter_config: { target_arn: `arn:aws:sqs:eu-west-1:${ACCOUNT}:acme-session-ledger-dead-letters` },
  });
});

test("its code is the zip of the package, beside the configuration, with its true hash", () => {
  const zip = readFileSync(join(__dirname, "../../modules/session-ledger/collector.zip"));
  const { filename, source_code_hash: hash } = ledger().only("aws_lambda_function");
  expect(filename).toMatch(/^\$\{path\.module\}\/assets\/[\w/]+\/collector\.zip$/);
  expect(hash).toBe(createHash("sha256").update(zip).digest("base64"));
});

test("synthesis puts the zip where the configuration says", () => {
  const outdir = mkdtempSync(join(tmpdir(), "ledger-"));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "archive");
    new AwsProvider(stack, "Aws", { region: "eu-west-1" });
    const made = create(stack, { reader });
    app.synth();
    const written = join(
      outdir,
      "stacks/archive",
      made.resources.function.filenameInput!.replace("${path.module}/", ""),
    );
    expect(readFileSync(written)).toEqual(readFileSync(join(__dirname, "../../modules/session-ledger/collector.zip")));
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test("the schedule hands over when the run was due, and every account and Region", () => {
  const schedule = ledger({ everyHours: 1 }).only("aws_scheduler_schedule");
  expect(schedule.schedule_expression).toBe("rate(1 hour)");
  expect(JSON.parse(schedule.target.input)).toEqual({
    scheduledTime: "<aws.scheduler.scheduled-time>",
    places: [{ accounts: [ACCOUNT], regions: ["eu-west-1"] }],
  });
  expect(ledger().only("aws_scheduler_schedule").schedule_expression).toBe("rate(6 hours)");
});

test("the function waits for its rights, its bucket and its log group, and the schedule for the function", () => {
  const stack = ledger();
  expect(stack.only("aws_lambda_function").depends_on).toEqual(
    expect.arrayContaining([
      "aws_iam_role_policy.ledger_role_policy",
      "aws_sqs_queue.ledger_dead_letter_queue",
      "aws_s3_bucket_policy.archive_policy",
      "aws_cloudwatch_log_group.logs",
    ]),
  );
  expect(stack.only("aws_scheduler_schedule").depends_on).toContain("aws_lambda_function.ledger");
});

test("other accounts are read by a role of one name, and transcripts are looked for where they are", () => {
  const stack = ledger({
    reader,
    places: [{ accounts: ["444455556666"], regions: ["eu-west-1"] }],
    transcripts: undefined,
  });
  expect(stack.only("aws_lambda_function").environment.variables).toEqual({
    LEDGER_BUCKET: "acme-archive",
    READER_ROLE: "arn:aws:iam::*:role/acme-ledger-reader",
  });
  const both = synthIn("eu-west-1", (scope) => {
    const bucket = LogBucket.fromName(scope, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
    create(scope, { transcripts: bucket });
  });
  expect(both.only("aws_lambda_function").environment.variables).toHaveProperty(
    "TRANSCRIPT_BUCKET",
    "acme-transcripts",
  );
  expect(both.statement("AllowListingTranscripts", "aws_iam_role_policy", "ledger_role_policy").Resource).toBe(
    "arn:aws:s3:::acme-transcripts",
  );
});

test("what could not be read is counted from the function's own words", () => {
  const made = { pattern: '{ $.message.event = "collected" }', log_group_name: "/acme/session-ledger" };
  expect(ledger().only("aws_cloudwatch_log_metric_filter")).toMatchObject({
    ...made,
    metric_transformation: { value: "$.message.unreadable", name: "acme-session-ledger-unreadable-places" },
  });
  // The function says it in that form: collector/src/handler.ts.
  expect(readFileSync(join(__dirname, "../../collector/src/handler.ts"), "utf8")).toContain('event: "collected"');
});

test("other accounts without a role are refused", () => {
  expectRefusal((scope) => create(scope, { places: [{ accounts: ["444455556666"], regions: ["eu-west-1"] }] }), {
    prop: "reader",
    allowed: "given where other accounts are read",
    got: ["444455556666"],
    fix: "give it, and make a LedgerReader in each of these accounts",
  });
});

test("a bucket of another Region is refused", () => {
  const bucket = (scope: TerraformStack) =>
    LogBucket.fromName(scope, "Far", { name: "acme-far", encryption: "s3-managed", region: "us-east-1" });
  expectRefusal((scope) => create(scope, { bucket: bucket(scope) }), {
    prop: "bucket",
    allowed: "in Region eu-west-1",
    got: "us-east-1",
    fix: "pass one of the same Region",
  });
});

test("a reader may read sessions in its Regions", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    const collector = { account: "999988887777", roleName: "acme-session-ledger", organizationId: "o-a1b2c3d4e5" };
    const made = new LedgerReader(scope, "Reader", { name: "acme-ledger-reader", regions: ["eu-west-1"], collector });
    expect(made.roleArn).toBe(`arn:aws:iam::${ACCOUNT}:role/acme-ledger-reader`);
  });
  expect(stack.only("aws_iam_role").name).toBe("acme-ledger-reader");
});
