import { account, healthyWorld, nodeRole, region, type World } from "../../cli/__tests__/doctor/support/healthy";
import { worldAnswers } from "../../cli/__tests__/doctor/support/serve";
import { type Call, paged, StandIn } from "../../cli/__tests__/support/stand-in";

const home = "eu-north-1";

/** An AWS of many audited accounts and Regions, a node in each, in a process of its own until its standard input closes. */
async function main(accountCount: number, regionCount: number, latencyMs: number): Promise<void> {
  const accounts = Array.from({ length: accountCount }, (_, index) => String(100_000_000_000 + index));
  const regions = Array.from({ length: regionCount }, (_, index) => `eu-north-${index + 1}`);
  const aws = await StandIn.start({ account: accounts[0]!, accounts, regions, latencyMs });
  const template = worldTemplate();
  const answers = new Map<string, ReturnType<typeof worldAnswers>>();
  for (const own of accounts) {
    const atHome = worldOf(template, own, home);
    for (const there of regions) {
      // Bucket and trail are those of the home Region, and so is what IAM says.
      const { buckets, trails } = atHome;
      answers.set(`${own} ${there}`, worldAnswers({ ...worldOf(template, own, there), buckets, trails }));
    }
  }
  const isGlobal = (action: string) => /^(iam|organizations):/.test(action);
  const anyWorld = answers.values().next().value!;
  for (const action of Object.keys(anyWorld)) {
    aws.answer(action, (call: Call) =>
      answers.get(`${call.account} ${isGlobal(action) ? home : call.region}`)![action]!(call),
    );
  }
  aws.answer(
    "organizations:ListAccounts",
    paged(
      "Accounts",
      accounts.map((Id) => ({ Id, State: "ACTIVE" })),
      20,
    ),
  );
  process.stdin.resume().once("end", () => process.exit());
  console.log(JSON.stringify(aws.connection));
}

/** A healthy account whose bucket has a name of its own in each account. */
function worldTemplate(): string {
  const world = healthyWorld();
  // Keys differ by Region, and IAM is asked once for all of them.
  world.roles[nodeRole]!.rights.push("kms:* *");
  for (const role of Object.values(world.roles))
    role.rights.push("kms:GenerateDataKey *", "ssm:StartSession *:document/SSM-SessionManagerRunShell");
  return JSON.stringify(world)
    .replaceAll("acme-transcripts", `acme-${account}-transcripts`)
    .replaceAll("acme-access-logs", `acme-${account}-access-logs`);
}

function worldOf(template: string, own: string, there: string): World {
  return JSON.parse(template.replaceAll(account, own).replaceAll(region, there));
}

main(Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]));
