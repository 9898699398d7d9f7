import { World } from "../../cli/__tests__/support/world";
import { type Organization, serveOrganization } from "./organization";

/** Two people have a session in each account and Region. */
function play({ aws, accounts, regions }: Organization): void {
  const world = new World(aws);
  for (const account of accounts) {
    for (const region of regions) {
      for (const person of ["alice", "bob"]) {
        const [startedAt, endedAt] = ["2026-07-10T09:00:00Z", "2026-07-10T09:30:00Z"];
        world.play({ id: `${person}-${account}${region}`, account, region, startedAt, endedAt, transcript: "$ \n" });
      }
    }
  }
}

serveOrganization(play);
