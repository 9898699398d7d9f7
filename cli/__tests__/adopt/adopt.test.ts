import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
// The command loads it when it is called: no single test should wait for the SDK.
import "../../src/adopt/run";
import { SessionAudit } from "../../../modules/topologies/session-audit";
import { account, archive, healthyWorld, region } from "../doctor/support/healthy";
import { serveWorld } from "../doctor/support/serve";
import { runCommand } from "../support/commands";
import { StandIn } from "../support/stand-in";

const preferences = "SSM-SessionManagerRunShell";
const folder = mkdtempSync(join(tmpdir(), "adopt-"));
afterAll(() => rmSync(folder, { recursive: true }));

let aws: StandIn;
beforeEach(async () => {
  aws = await StandIn.start({ accounts: [account, archive], regions: [region, "us-east-1"] });
  serveWorld(aws, healthyWorld());
});
afterEach(() => aws.stop());

let stacks = 0;

/** Writes stacks as `cdktf synth` does, and returns the folder. */
function synthesized(...contents: object[]): string {
  const out = join(folder, String(stacks++));
  contents.forEach((content, index) => {
    mkdirSync(join(out, "stacks", `s${index}`), { recursive: true });
    writeFileSync(join(out, "stacks", `s${index}`, "cdk.tf.json"), JSON.stringify(content));
  });
  return out;
}

const live = healthyWorld().documents[preferences]!.content;
const documentOf = (inputs: object, more: object = {}) => ({
  name: preferences,
  content: JSON.stringify({ ...live, inputs: { ...live.inputs, ...inputs } }),
  ...more,
});
const stackOf = (document: object, provider: object = {}, more: object = {}) => ({
  provider: { aws: [{ region, ...provider }] },
  resource: { aws_ssm_document: { document } },
  ...more,
});
const inAccount = (id: string) => ({ allowed_account_ids: [id] });
const adopting = { import: [{ to: "aws_ssm_document.document", id: preferences }] };

const adopt = (path: string, ...more: string[]) => runCommand(["adopt", "--plan", path, ...more], { aws });

test("tells field by field what a deployment would change", async () => {
  const planned = {
    s3BucketName: "acme-archive",
    cloudWatchStreamingEnabled: false,
    kmsKeyId: "${aws_kms_key.session.arn}",
    idleSessionTimeout: "15",
    maxSessionDuration: "",
    runAsEnabled: true,
    runAsDefaultUser: "ops",
  };
  const { exitCode, stdout } = await adopt(synthesized(stackOf(documentOf(planned))));
  const lines = stdout.split("\n").map((line) => line.trim().replace(/\s+/g, " "));
  expect(lines.slice(1, -2)).toEqual([
    's3BucketName "acme-transcripts" → "acme-archive"',
    "transcripts go to another bucket; those in acme-transcripts stay there",
    "cloudWatchStreamingEnabled true → false",
    "output arrives only at the end of a session",
    'kmsKeyId "arn:aws:kms:eu-west-1:111122223333:key/session" → (known after apply)',
    "session data is encrypted with another key: engineers need kms:GenerateDataKey on the new key, and nodes kms:Decrypt",
    "runAsEnabled false → true",
    "sessions run as the Run As user",
    'runAsDefaultUser "" → "ops"',
    "sessions run as ops",
    'idleSessionTimeout "20" → "15"',
    "idle sessions end after 15 minutes instead of 20",
    'maxSessionDuration "480" → ""',
    "sessions last until they are idle",
  ]);
  expect(exitCode).toBe(1);
});

test("says what is lost that the configuration does not know", async () => {
  const world = healthyWorld();
  Object.assign(world.documents[preferences]!.content.inputs, {
    shellProfile: { linux: "cd /srv", windows: "" },
    somethingNew: "yes",
  });
  serveWorld(aws, world);
  const { stdout } = await adopt(synthesized(stackOf(documentOf({}))));
  expect(stdout).toMatch(/shellProfile\.linux +"cd \/srv" → ""\n +the shell profile for Linux and macOS is lost/);
  expect(stdout).toMatch(/somethingNew +"yes" → ""\n +dropped/);
});

test("takes an absent flag for false, and a quoted one for what it says", async () => {
  const world = healthyWorld();
  const { inputs } = world.documents[preferences]!.content;
  delete inputs.runAsEnabled;
  inputs.s3EncryptionEnabled = "true";
  serveWorld(aws, world);
  expect((await adopt(synthesized(stackOf(documentOf({}))))).stdout).toContain("its content does not change");
});

describe("says which accounts need adopt", () => {
  const both = () => [
    stackOf(documentOf({}), inAccount(account), adopting),
    stackOf(documentOf({}), { assume_role: [{ role_arn: `arn:aws:iam::${archive}:role/Deploy` }] }),
  ];

  test("where preferences exist that nothing takes over", async () => {
    const { exitCode, stdout } = await adopt(synthesized(...both()), "--role", "Auditor");
    expect(stdout).toContain(`${account} ${region}  is adopted; its content does not change`);
    expect(stdout).toContain(
      `${archive} ${region}  needs adopt: without it, the apply fails with DocumentAlreadyExists`,
    );
    expect(stdout).toContain(`set adopt: true for one apply in ${archive}, unless`);
    expect(exitCode).toBe(1);
  });

  test("and none where there are no preferences yet", async () => {
    serveWorld(aws, { ...healthyWorld(), documents: {} });
    const { exitCode, stdout } = await adopt(synthesized(...both()), "--role", "Auditor");
    expect(stdout).toContain(`${archive} ${region}  no preferences yet: nothing to adopt`);
    expect(stdout).toContain("adopt is set wherever it is needed");
    expect(exitCode).toBe(0);
  });

  test("and what could not be read costs no other", async () => {
    aws.fail("ssm:GetDocument", "denied", { account: archive });
    const { exitCode, stdout } = await adopt(synthesized(...both()), "--role", "Auditor");
    expect(stdout).toContain(`${account} ${region}  is adopted`);
    expect(stdout).toContain(`? ${archive} ${region}: could not be read: needs ssm:GetDocument`);
    expect(exitCode).toBe(2);
  });
});

test("names the versions where the default is not the latest", async () => {
  const world = healthyWorld();
  world.documents[preferences]!.latest = "7";
  serveWorld(aws, world);
  const { stdout } = await adopt(synthesized(stackOf(documentOf({ idleSessionTimeout: "5" }))));
  expect(stdout).toContain("its default version is 1, its latest 7");
});

test.each([
  [true, "is adopted"],
  [false, "needs adopt"],
])("reads what this library synthesizes, Region by Region; adopt: %s", async (adopts, expected) => {
  const stack = new TerraformStack(new App(), "audit");
  new AwsProvider(stack, "Aws", { region });
  new SessionAudit(stack, "SessionAudit", { name: "acme", regions: [region, "us-east-1"], session: { adopt: adopts } });
  const { stdout } = await adopt(synthesized(JSON.parse(Testing.synth(stack))));
  for (const place of [region, "us-east-1"]) {
    expect(stdout).toContain(`${account} ${place}  ${expected}`);
    expect(stdout).toContain(`"sessions" → "sessions/${account}/${place}"`);
  }
  expect(stdout).toMatch(/kmsKeyId +"arn:[^"]+" → \(known after apply\)/);
});

describe("a plan in JSON", () => {
  const planOf = (change: object) => {
    const file = join(folder, `plan-${stacks++}.json`);
    const resource = { address: "aws_ssm_document.x", type: "aws_ssm_document", change };
    const expressions = {
      region: { constant_value: region },
      allowed_account_ids: { constant_value: [account] },
    };
    writeFileSync(
      file,
      JSON.stringify({
        planned_values: {},
        resource_changes: [resource],
        configuration: {
          provider_config: { aws: { expressions } },
          root_module: { resources: [{ address: "aws_ssm_document.x", provider_config_key: "aws" }] },
        },
      }),
    );
    return file;
  };

  test("tells changes, and needs no adopt for what Terraform has in its state", async () => {
    const after = documentOf({ idleSessionTimeout: "5" });
    const { exitCode, stdout } = await adopt(planOf({ actions: ["update"], after }));
    expect(stdout).toContain(`${account} ${region}  is adopted`);
    expect(stdout).toMatch(/idleSessionTimeout +"20" → "5"/);
    expect(exitCode).toBe(0);
  });

  test("needs adopt for what it would create", async () => {
    expect((await adopt(planOf({ actions: ["create"], after: documentOf({}) }))).stdout).toContain("needs adopt");
    const imported = planOf({ actions: ["create"], importing: { id: preferences }, after: documentOf({}) });
    expect((await adopt(imported)).stdout).toContain("is adopted");
  });

  test("says where the content is known after apply only", async () => {
    const { stdout } = await adopt(planOf({ actions: ["create"], after: { name: preferences } }));
    expect(stdout).toContain("known only after apply: give the synthesized folder instead of a plan");
  });
});

describe("refuses", () => {
  test.each([
    ["a path that is not there", () => join(folder, "nowhere"), "there is no"],
    [
      "a folder without preferences",
      () => synthesized({ resource: {} }),
      "creates the document SSM-SessionManagerRunShell",
    ],
    ["what is no JSON", () => __filename, "is not JSON"],
    [
      "a stack that does not say its Region",
      () => synthesized({ provider: { aws: [{}] }, resource: { aws_ssm_document: { d: documentOf({}) } } }),
      "does not name the Region of d",
    ],
  ])("%s", async (_, path, message) => {
    const { exitCode, stderr } = await adopt(path());
    expect(stderr).toContain(message);
    expect(exitCode).toBe(3);
  });

  test("to do anything but plan", async () => {
    const { exitCode, stderr } = await runCommand(["adopt"], { aws });
    expect(stderr).toContain("--plan");
    expect(exitCode).toBe(3);
  });
});

test.each<[string, unknown]>([
  ["nothing", null],
  ["a number", 5],
  ["a text", "plan"],
  ["a list", [null]],
  [
    "a stack of nothing",
    { provider: { aws: [null] }, resource: { aws_ssm_document: { document: null } }, import: [null] },
  ],
  ["a plan of nothing", { planned_values: {}, resource_changes: [null, { change: null }], configuration: null }],
])("a file that holds %s makes no preferences, and this is said", async (_name, content) => {
  const file = join(folder, `${stacks++}.json`);
  writeFileSync(file, JSON.stringify(content));
  const { exitCode, stderr } = await adopt(file);
  expect([exitCode, stderr]).toEqual([
    3,
    expect.stringContaining(`nothing in ${file} creates the document ${preferences}`),
  ]);
});

test.each<[string, object]>([
  ["a provider that is none", { provider: { aws: [null, { region }] } }],
  ["an import that is none", { import: [null] }],
])("a stack with %s is read as far as it goes", async (_name, more) => {
  expect((await adopt(synthesized(stackOf(documentOf({}), {}, more)))).exitCode).not.toBe(70);
});

test.each(["${jsonencode(local.preferences)}", "", "null"])(
  "content such as %j is left to Terraform",
  async (content) => {
    const { exitCode, stdout } = await adopt(synthesized(stackOf(documentOf({}, { content }))));
    expect([exitCode, stdout]).toEqual([
      expect.any(Number),
      expect.stringContaining("its content is an expression: give a plan instead of the folder"),
    ]);
    expect(exitCode).not.toBe(70);
  },
);

test("a plan whose changes lack fields is read as far as it goes", async () => {
  const file = join(folder, `${stacks++}.json`);
  const change = { after: documentOf({}, { region }) };
  writeFileSync(file, JSON.stringify({ planned_values: {}, resource_changes: [{ type: "aws_ssm_document", change }] }));
  expect((await adopt(file)).exitCode).not.toBe(70);
});
