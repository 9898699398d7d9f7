import { elsewhere } from "../../cli/__tests__/doctor/support/elsewhere";
import { healthyWorld } from "../../cli/__tests__/doctor/support/healthy";
import { worldAnswers } from "../../cli/__tests__/doctor/support/serve";
import { type Call, paged, StandIn } from "../../cli/__tests__/support/stand-in";

const home = "eu-north-1";

/** Every Region is audited, as a landing zone has it; these have nodes, and sessions on them. */
const regionsWithNodes = 4;

/** An AWS of many audited accounts and Regions, in a process of its own until its standard input closes. */
async function main(accountCount: number, regionCount: number, latencyMs: number): Promise<void> {
  const accounts = Array.from({ length: accountCount }, (_, index) => String(100_000_000_000 + index));
  const regions = Array.from({ length: regionCount }, (_, index) => `eu-north-${index + 1}`);
  const aws = await StandIn.start({ account: accounts[0]!, accounts, regions, latencyMs });
  const answers = new Map<string, ReturnType<typeof worldAnswers>>();
  for (const own of accounts) {
    const atHome = elsewhere(healthyWorld(), own, home);
    for (const [index, there] of regions.entries()) {
      const world = elsewhere(healthyWorld(), own, there);
      if (index >= regionsWithNodes) Object.assign(world, { nodes: [], sessions: [] });
      // Bucket and trail are those of the home Region, and so is what IAM says.
      const { buckets, trails } = atHome;
      answers.set(`${own} ${there}`, worldAnswers({ ...world, buckets, trails }));
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

main(Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]));
