import { elsewhere } from "../../cli/__tests__/doctor/support/elsewhere";
import { healthyWorld } from "../../cli/__tests__/doctor/support/healthy";
import { worldAnswers } from "../../cli/__tests__/doctor/support/serve";
import type { Call } from "../../cli/__tests__/support/stand-in";
import { type Organization, serveOrganization } from "./organization";

const home = "eu-north-1";

/** Every Region is audited, as a landing zone has it; these have nodes, and sessions on them. */
const regionsWithNodes = 4;

function answer({ aws, accounts, regions }: Organization): void {
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
}

serveOrganization(answer);
