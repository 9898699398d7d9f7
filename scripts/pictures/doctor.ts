import { breakages } from "../../cli/__tests__/doctor/support/breakages";
import { elsewhere } from "../../cli/__tests__/doctor/support/elsewhere";
import { account, archive, healthyWorld, type World } from "../../cli/__tests__/doctor/support/healthy";
import { serveWorld } from "../../cli/__tests__/doctor/support/serve";
import { Captured } from "../../cli/__tests__/support/commands";
import { StandIn } from "../../cli/__tests__/support/stand-in";
import type { DoctorId } from "../../cli/src/doctor/catalogue";
import { run } from "../../cli/src/program";
import { terminalSvg } from "./terminal-svg";

const columns = 116;

/** Pictures of the doctor at work, by file name: real runs against an AWS for tests. */
export async function doctorPictures(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ["doctor-healthy.svg", await picture(["doctor"], healthy)],
    ["doctor-broken.svg", await picture(["doctor"], broken)],
    ["doctor-fleet.svg", await picture(["doctor", "--fleet", "--organization", "--role", "Auditor"], fleet)],
  ]);
}

async function picture(args: readonly string[], prepare: (aws: StandIn) => void): Promise<string> {
  const aws = await StandIn.start({ accounts: [account, archive, "333344445555"], regions: ["eu-west-1"] });
  prepare(aws);
  const stdout = Object.assign(new Captured(), { isTTY: true, columns: columns - 2 });
  try {
    await run(args, { stdout, stderr: new Captured(), now: () => new Date(0), connection: aws.connection });
    return await terminalSvg(`npx session-audit ${args.join(" ")}`, stdout.text, columns);
  } finally {
    await aws.stop();
  }
}

const healthy = (aws: StandIn) => serveWorld(aws, healthyWorld());

function brokenBy(...ids: DoctorId[]): World {
  const world = healthyWorld();
  for (const id of ids) breakages[id](world);
  return world;
}

/** Set up by hand, and well meant. */
function broken(aws: StandIn): void {
  serveWorld(
    aws,
    brokenBy("node-cannot-upload", "script-refuses-call", "topic-key-has-condition", "bucket-policy-demands-header"),
  );
  aws.fail("cloudtrail:GetTrailStatus", "denied");
}

const regions = ["ap-southeast-2", "eu-central-1", "eu-west-1", "us-east-1"];

/** Three accounts: one is fine, one is broken here and there, one was forgotten in part. */
function fleet(aws: StandIn): void {
  const states: Readonly<Record<string, readonly (readonly DoctorId[] | "empty")[]>> = {
    [account]: ["empty", [], [], []],
    [archive]: ["empty", ["rule-disabled"], ["log-group-unencrypted", "script-missing"], ["no-streaming"]],
    "333344445555": ["empty", "empty", [], ["no-preferences"]],
  };
  for (const [own, row] of Object.entries(states)) {
    // One bucket and one trail serve all Regions of an account.
    const { buckets, trails } = elsewhere(healthyWorld(), own, "eu-west-1");
    row.forEach((state, index) => {
      const empty = () => ({ ...healthyWorld(), documents: {}, nodes: [], rules: {} });
      const region = regions[index]!;
      const world = elsewhere(state === "empty" ? empty() : brokenBy(...state), own, region);
      serveWorld(aws, { ...world, buckets, trails }, { account: own, region });
    });
  }
  aws.answer("ec2:DescribeRegions", { regionInfo: regions.map((regionName) => ({ regionName })) });
}
