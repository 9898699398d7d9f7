import { paged, StandIn } from "../../cli/__tests__/support/stand-in";
import { World } from "../../cli/__tests__/support/world";

/** An AWS of many accounts and Regions in a process of its own, until its standard input closes. */
async function main(accountCount: number, regionCount: number, latencyMs: number): Promise<void> {
  const accounts = Array.from({ length: accountCount }, (_, index) => String(100_000_000_000 + index));
  const regions = Array.from({ length: regionCount }, (_, index) => `eu-north-${index + 1}`);
  const aws = await StandIn.start({ account: accounts[0]!, accounts, regions, latencyMs });
  const world = new World(aws);
  for (const account of accounts) {
    for (const region of regions) {
      for (const person of ["alice", "bob"]) {
        const [startedAt, endedAt] = ["2026-07-10T09:00:00Z", "2026-07-10T09:30:00Z"];
        world.play({ id: `${person}-${account}${region}`, account, region, startedAt, endedAt, transcript: "$ \n" });
      }
    }
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
  console.log(JSON.stringify({ connection: aws.connection, accounts, regions }));
}

main(Number(process.argv[2]), Number(process.argv[3]), Number(process.argv[4]));
