/** terraform/README.md, followed word for word on the emulated AWS. */
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { notifications, playEvent, recordedEvent, subscribeInbox } from "../support/emulator/events";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { ReaderFolder, sectionOf as sectionOfPage } from "./support/page-reader";

jest.setTimeout(240_000);

const preferences = "SSM-SessionManagerRunShell";
const sectionOf = (heading: string) => sectionOfPage("terraform/README.md", heading);

describeTerraform("The page for teams without Node", (tooling) => {
  const steps = sectionOf("Five steps to an audited account");
  const [call, adoption] = steps.hcl as [string, string];
  const [evidence] = sectionOf("Who connected, and what is missing").hcl as [string];
  const [init, plan, apply] = steps.commands as [string, string, string];
  let emulator: Emulator;
  let folder: ReaderFolder;
  let outputs: Readonly<Record<string, string>>;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    folder = new ReaderFolder({ tooling, env: emulator.environment });
    await folder.copyRepository();
  });

  afterAll(async () => {
    folder?.delete();
    await emulator?.stop();
  });

  it("leads to an audited account in five steps, and takes over the preferences of the console", async () => {
    const content = JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs: {} });
    const byHand = { Name: preferences, DocumentType: "Session", DocumentFormat: "JSON", Content: content };
    expect(await awsCall(emulator, "ssm", "CreateDocument", byHand)).toMatchObject({ status: 200 });
    expect(steps.commands).toHaveLength(3);
    folder.write("main.tf", call.replace(/^module .*$/m, `$&\n${evidence}`), adoption);
    await folder.runs(init);
    expect((await folder.runs(plan)).stdout).toMatch(/^Plan: 1 to import, 1\d\d to add, 1 to change, 0 to destroy\.$/m);
    await folder.runs(apply);
    const { stdout } = await folder.runs("terraform output -json");
    outputs = JSON.parse(stdout).session_audit.value;
  });

  it("leaves nothing to be done for a second plan", async () => {
    await folder.isSettled(emulator);
  });

  it("writes preferences as an agent reads them: flags as booleans, times as texts", async () => {
    const { body } = await awsCall(emulator, "ssm", "GetDocument", { Name: preferences, DocumentVersion: "$LATEST" });
    expect(JSON.parse(body.Content)).toEqual({
      schemaVersion: "1.0",
      description: expect.any(String),
      sessionType: "Standard_Stream",
      inputs: {
        s3BucketName: outputs.transcript_bucket_name,
        s3KeyPrefix: "sessions/111122223333/eu-west-1",
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: outputs.session_log_group_name,
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: expect.stringMatching(/^arn:aws:kms:eu-west-1:111122223333:key\/[0-9a-f-]{36}$/),
        runAsEnabled: false,
        runAsDefaultUser: "",
        idleSessionTimeout: "15",
        maxSessionDuration: "480",
        shellProfile: { linux: "", windows: "" },
      },
    });
  });

  it("hands Lambda the code that the module came with", async () => {
    const [module] = (await folder.state()).values!.root_module.child_modules!;
    const program = module!.resources!.find(({ type }) => type === "aws_lambda_function");
    expect(program!.values.filename).toMatch(/\/terraform\/session-audit\/collector\.zip$/);
    expect(program!.values.code_sha256).toBe(program!.values.source_code_hash);
  });

  it("tells the subscribers of the topic who started a session", async () => {
    const inbox = await subscribeInbox(emulator, outputs.topic_arn!);
    await playEvent(emulator, recordedEvent("start-session-default-document"));
    const [text, ...more] = await notifications(emulator, inbox);
    expect(more).toEqual([]);
    for (const fact of ["StartSession", "assumed-role/Admin/bob", "203.0.113.11", "i-023ad911b5d49dece"])
      expect(text).toContain(fact);
  });

  it("lets go of everything without a change in AWS", async () => {
    const { hcl } = sectionOf("Leave");
    folder.write("main.tf", call.replace(/^module [\s\S]*/m, ""), ...hcl);
    await folder.runs(init);
    await folder.runs(plan, { refresh: false });
    const { resource_changes } = await folder.plan("audit.tfplan");
    const changed = resource_changes!.filter(({ address }) => !address.includes(".data."));
    expect(changed.length).toBeGreaterThan(100);
    expect(new Set(changed.flatMap(({ change }) => change.actions))).toEqual(new Set(["forget"]));
  });

  it("ends the audit and keeps its data", async () => {
    folder.write("main.tf", call);
    const [forget, destroy] = sectionOf("Leave").commands as [string, string];
    await folder.runs(forget);
    await folder.runs(`${destroy} -auto-approve`, { refresh: false });
    expect((await folder.state()).values).toBeUndefined();
    const { body } = await awsCall(emulator, "kms", "ListKeys", {});
    expect(body.Keys).toHaveLength(4);
    const groups = await awsCall(emulator, "logs", "DescribeLogGroups", {});
    expect(groups.body.logGroups).toHaveLength(3);
    const { WorkGroups } = (await awsCall(emulator, "athena", "ListWorkGroups", {})).body;
    expect(WorkGroups).toContainEqual(expect.objectContaining({ Name: outputs.workgroup_name }));
  });
});
