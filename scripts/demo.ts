/**
 * `npm run demo`: the single-account example, deployed by Terraform to an emulated AWS on this machine, and what an operator sees
 * when somebody opens a session. Needs no AWS account; everything it starts or writes is gone when it ends, on Ctrl-C too.
 */
import { GetDocumentCommand, SSMClient } from "@aws-sdk/client-ssm";
import { Emulator } from "../__tests__/support/emulator/emulator";
import { notifications, playEvent, recordedEvent, subscribeInbox } from "../__tests__/support/emulator/events";
import { atExit } from "../__tests__/support/terraform/exit-hooks";
import type { StateResource } from "../__tests__/support/terraform/plan-json";
import { Progress } from "../__tests__/support/terraform/progress";
import { synthesize } from "../__tests__/support/terraform/synthesize";
import { findTooling, isMissing, type Tooling } from "../__tests__/support/terraform/tooling";
import { TerraformWorkspace } from "../__tests__/support/terraform/workspace";
import { SingleAccount } from "../examples/single-account";

async function demo(tooling: Tooling): Promise<void> {
  const progress = new Progress();
  // Registered first, it speaks last: on Ctrl-C, after everything else has been undone.
  const forget = atExit(() => console.error("\nStopped before the end. Nothing is left behind."));
  let emulator: Emulator | undefined;
  let workspace: TerraformWorkspace | undefined;
  try {
    progress.step("starting an emulated AWS");
    emulator = await Emulator.start(tooling);
    progress.step(`planning with Terraform ${tooling.terraformVersion}`);
    const { "single-account": config } = synthesize((app) => new SingleAccount(app));
    workspace = new TerraformWorkspace(config!, { tooling, env: emulator.environment });
    await workspace.init();
    const { changes } = await workspace.plan();
    progress.deploying(changes.length);
    await workspace.apply({ onMessage: (message) => progress.follow(message) });
    progress.step("playing a StartSession event");
    const resources = await workspace.resources();
    const text = await notificationOf(emulator, "start-session-default-document", find(resources, "aws_sns_topic"));
    const document = await storedDocument(emulator, find(resources, "aws_ssm_document"));
    progress.done();
    show(`${resources.length} resources deployed`, table(resources.map(row)));
    show("The session preferences, as Systems Manager stores them", document);
    show("The notification that subscribers of the topic receive (EventBridge puts each line in quotes)", text);
  } finally {
    progress.done();
    workspace?.delete();
    await emulator?.stop();
    forget();
  }
}

function find(resources: readonly StateResource[], type: string): StateResource {
  return resources.find((resource) => resource.type === type)!;
}

/** What a subscriber of the topic receives when a recorded event is played. */
async function notificationOf(emulator: Emulator, event: string, topic: StateResource): Promise<string> {
  const inbox = await subscribeInbox(emulator, String(topic.values.arn));
  await playEvent(emulator, recordedEvent(event));
  const [text] = await notifications(emulator, inbox);
  if (text === undefined) throw new Error("the event did not reach the subscribers of the topic");
  return text;
}

async function storedDocument(emulator: Emulator, { values }: StateResource): Promise<string> {
  const stored = new GetDocumentCommand({ Name: String(values.name) });
  const { Name, DocumentType, Content } = await new SSMClient(emulator.clientConfig()).send(stored);
  return `${Name} (type ${DocumentType})\n${JSON.stringify(JSON.parse(Content ?? "{}"), undefined, 2)}`;
}

/** The type of a resource and the name that AWS knows it by, or else its name in Terraform. */
function row({ type, name, values }: StateResource): [string, string] {
  const known = [
    values.name,
    values.bucket,
    values.endpoint,
    values.rule,
    values.queue_url,
    values.description,
    values.arn,
  ];
  return [type, String(known.find((value) => typeof value === "string" && value !== "") ?? name)];
}

function table(rows: readonly [string, string][]): string {
  const width = Math.max(...rows.map(([type]) => type.length));
  const sorted = [...rows].sort((a, b) => a.join().localeCompare(b.join()));
  return sorted.map(([type, name]) => `${type.padEnd(width)}  ${name}`).join("\n");
}

function show(title: string, text: string): void {
  console.log(`\n${title}\n${"-".repeat(title.length)}\n${text}`);
}

async function main(): Promise<void> {
  const tooling = findTooling();
  if (isMissing(tooling)) {
    console.error(`The demo cannot run: ${tooling.missing}`);
    process.exitCode = 1;
    return;
  }
  try {
    await demo(tooling);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`\nThe demo failed: ${reason}`);
    process.exitCode = 1;
  }
}

void main();
