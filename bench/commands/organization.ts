import { paged, StandIn } from "../../cli/__tests__/support/stand-in";

export interface Organization {
  readonly aws: StandIn;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** An AWS of many accounts and Regions, in a process of its own until its standard input closes. */
export async function serveOrganization(fill: (organization: Organization) => void): Promise<void> {
  const [accountCount, regionCount, latencyMs] = process.argv.slice(2).map(Number) as [number, number, number];
  const accounts = Array.from({ length: accountCount }, (_, index) => String(100_000_000_000 + index));
  const regions = Array.from({ length: regionCount }, (_, index) => `eu-north-${index + 1}`);
  const aws = await StandIn.start({ account: accounts[0]!, accounts, regions, latencyMs });
  fill({ aws, accounts, regions });
  const listed = accounts.map((Id) => ({ Id, State: "ACTIVE" }));
  aws.answer("organizations:ListAccounts", paged("Accounts", listed, 20));
  process.stdin.resume().once("end", () => process.exit());
  console.log(JSON.stringify({ connection: aws.connection, accounts, regions }));
}
