/** What owners of existing pieces are asked for reaches them: in a file of their account, in an output, and on the screen. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { setAwsContext } from "../../modules/core";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventQueue } from "../../modules/event-queue";
import { LogBucket } from "../../modules/log-bucket";
import { type LandingZone, WorkloadAccount } from "../../modules/topologies/landing-zone";
import { landingZonePlan } from "../support/landing-zone";
import { ACCOUNT, newStack, synthIn } from "../support/synth";

const trailArn = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/acme`;
const keyArn = "arn:aws:kms:eu-west-1:222222222222:key/1234abcd";

let outdir: string;
let printed: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "grants-"));
  printed = "";
  jest.spyOn(process.stderr, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(outdir, { recursive: true });
});

interface Options {
  readonly stated?: boolean;
}

function synthesize(build: (stack: TerraformStack, app: App) => void, { stated = true }: Options = {}) {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "audit");
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  if (stated) setAwsContext(stack, { account: ACCOUNT, region: "eu-west-1" });
  build(stack, app);
  app.synth();
}

const files = () => (existsSync(join(outdir, "grants")) ? readdirSync(join(outdir, "grants")).sort() : []);
const asked = (account: string) => JSON.parse(readFileSync(join(outdir, "grants", `${account}.json`), "utf8"));
const sids = (grant: { add: { Statement: { Sid: string }[] } }) => grant.add.Statement.map(({ Sid }) => Sid);

test("each owner finds what to add in a file of the account, as policies ready to paste", () => {
  synthesize((stack) => {
    const encryption = EncryptionKey.fromArn(stack, "Key", keyArn);
    const bucket = LogBucket.fromName(stack, "Bucket", { name: "central-logs", encryption, account: "222222222222" });
    bucket.grantTrailDelivery(trailArn);
    bucket.grantOrganizationTranscripts("o-a1b2c3d4e5", "sessions");
    EventQueue.fromArn(stack, "Queue", `arn:aws:sqs:eu-west-1:${ACCOUNT}:jobs`).grantTopic(
      `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`,
    );
  });
  expect(files()).toEqual([`${ACCOUNT}.json`, "222222222222.json"]);
  const [bucket, key] = asked("222222222222");
  expect(bucket).toMatchObject({ resource: "arn:aws:s3:::central-logs", policy: "bucket policy" });
  expect(sids(bucket)).toEqual([
    "AllowCloudTrailAclCheck",
    "AllowCloudTrailWrite",
    "AllowOrganizationTranscripts",
    "AllowOrganizationToReadEncryption",
  ]);
  expect(bucket.add.Version).toBe("2012-10-17");
  expect(key).toMatchObject({ resource: keyArn, policy: "key policy" });
  expect(sids(asked(ACCOUNT)[0])).toEqual(["AllowMessagesOfTopics"]);
});

test("a policy variable stands there as AWS reads it, while the output has it escaped for Terraform", () => {
  const grant = (stack: TerraformStack) =>
    LogBucket.fromName(stack, "Bucket", {
      name: "central-logs",
      encryption: "s3-managed",
    }).grantOrganizationTranscripts("o-a1b2c3d4e5", "sessions");
  synthesize(grant);
  expect(JSON.stringify(asked(ACCOUNT))).toContain("/sessions/${aws:PrincipalAccount}/*");
  const { output } = synthIn("eu-west-1", grant).json;
  expect(output.bucket_grants_to_add.value).toContain("/sessions/$${aws:PrincipalAccount}/*");
});

test("the output has every statement that was asked for, in the order in which it was", () => {
  const { json } = synthIn("eu-west-1", (stack) => {
    const key = EncryptionKey.fromArn(stack, "Key", keyArn);
    key.grantEventBridge();
    key.grantCloudWatchAlarms();
    key.grantEventBridge();
  });
  const { value, description } = json.output.key_grants_to_add;
  expect(JSON.parse(value).Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual([
    "AllowEventBridgeToEncryptedTopic",
    "AllowCloudWatchAlarmsToEncryptedTopic",
  ]);
  expect(description).toContain("key policy");
});

test("the key of an existing topic is asked for its part, where it is given", () => {
  synthesize((stack) => {
    const encryptionKey = EncryptionKey.fromArn(stack, "Key", keyArn);
    const topic = AlertTopic.fromArn(stack, "Topic", `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`, { encryptionKey });
    topic.grantEventBridge();
    topic.grantCloudWatchAlarm(`arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:lost`);
  });
  expect(sids(asked("222222222222")[0])).toEqual([
    "AllowEventBridgeToEncryptedTopic",
    "AllowCloudWatchAlarmsToEncryptedTopic",
  ]);
  expect(printed).not.toContain("let events.amazonaws.com use its key");
});

test("what two stacks ask for alike stands in the file once", () => {
  const grant = (stack: TerraformStack) => EncryptionKey.fromArn(stack, "Key", keyArn).grantEventBridge();
  synthesize((stack, app) => {
    grant(stack);
    const other = new TerraformStack(app, "other");
    new AwsProvider(other, "Aws", { region: "eu-west-1" });
    setAwsContext(other, { account: ACCOUNT, region: "eu-west-1" });
    grant(other);
  });
  expect(asked("222222222222")).toHaveLength(1);
});

test("no file holds what only Terraform knows: account and Region are asked for instead", () => {
  synthesize(
    (stack) => {
      LogBucket.fromName(stack, "Bucket", { name: "old", encryption: "s3-managed" }).grantTrailDelivery(trailArn);
      EncryptionKey.fromArn(stack, "Key", keyArn).grantEventBridge();
    },
    { stated: false },
  );
  expect(files()).toEqual(["222222222222.json"]);
  expect(readFileSync(join(outdir, "grants", "222222222222.json"), "utf8")).not.toContain("TfToken");
  expect(printed).toContain("setAwsContext");
  expect(printed).toContain("grants_to_add");
});

test("files of an earlier synthesis are gone where nothing is asked for any more", () => {
  synthesize((stack) => EncryptionKey.fromArn(stack, "Key", keyArn).grantEventBridge());
  expect(files()).toEqual(["222222222222.json"]);
  synthesize((stack) => void EncryptionKey.fromArn(stack, "Key", keyArn));
  expect(files()).toEqual([]);
});

test("a program that runs alone prints the grants and where they lie; the command line of CDKTF prints warnings itself", () => {
  const grant = (stack: TerraformStack) => EncryptionKey.fromArn(stack, "Key", keyArn).grantEventBridge();
  synthesize(grant);
  expect(printed).toContain("AllowEventBridgeToEncryptedTopic");
  expect(printed).toContain(join(outdir, "grants", "222222222222.json"));
  printed = "";
  process.env.CDKTF_OUTDIR = outdir;
  try {
    synthesize(grant);
  } finally {
    delete process.env.CDKTF_OUTDIR;
  }
  expect(printed).toBe("");
});

test("the grants of a plan are written as well, whichever of its accounts is synthesized", () => {
  const existing = { transcriptBucket: { name: "ct-logs", keyArn } };
  const plan: LandingZone = landingZonePlan({ existing });
  synthesize((stack) => new WorkloadAccount(stack, "Workload", { plan, account: plan.workload("shop") }), {
    stated: false,
  });
  expect(files()).toEqual([`${plan.logArchive.id}.json`]);
  expect(asked(plan.logArchive.id).map(({ resource }: { resource: string }) => resource)).toEqual([
    "arn:aws:s3:::ct-logs",
    keyArn,
  ]);
});

test("nothing is asked where the owner's stack gives the grants", () => {
  const stack = newStack();
  LogBucket.fromName(stack, "Bucket", { name: "old", encryption: "s3-managed", grantsGiven: true }).grantTrailDelivery(
    trailArn,
  );
  expect(stack.node.tryFindChild("Bucket")!.node.tryFindChild("GrantsToAdd")).toBeUndefined();
});
