import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { checked } from "cdktf-session-audit/lib/core";
import { LandingZone, WorkloadAccount } from "cdktf-session-audit/lib/topologies/landing-zone";
import { handWrittenWorkload } from "./hand-written-workload";
import { processorTime } from "./processor-time";
import type { Written } from "./same-resources";

/** One measurement of many workload accounts: `node measure-scale.js library|by-hand <accounts> <regions> [choice]`. */
export interface ScaleMeasurement extends Written {
  readonly constructMs: number;
  readonly synthMs: number;
  readonly peakMb: number;
}

/** The Regions that every account has without opting in. */
const regions = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "sa-east-1"],
  ...["eu-west-1", "eu-west-2", "eu-west-3", "eu-central-1", "eu-north-1", "ap-south-1"],
  ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-southeast-1", "ap-southeast-2"],
];

function measure(program: string, accounts: number, regionCount: number, choice?: string): ScaleMeasurement {
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const chosen = regions.slice(0, regionCount);
    const ids = Array.from({ length: accounts }, (_, index) => String(400000000000 + index));
    const app = new App({ outdir });
    const start = processorTime();
    if (program === "library") withLibrary(app, ids, chosen, choice);
    else for (const id of ids) handWrittenWorkload(app, id, chosen);
    const constructed = processorTime();
    app.synth();
    const synthesized = processorTime();
    return {
      constructMs: constructed - start,
      synthMs: synthesized - constructed,
      peakMb: process.resourceUsage().maxRSS / 1024,
      ...written(outdir),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function withLibrary(app: App, ids: readonly string[], chosen: readonly string[], choice?: string): void {
  const plan = new LandingZone({
    name: "acme-audit",
    organizationId: "o-a1b2c3d4e5",
    homeRegion: "eu-west-1",
    regions: checked.atLeastOne(chosen),
    accounts: [
      { id: "111111111111", name: "management", role: "management" },
      { id: "222222222222", name: "log-archive", role: "log-archive" },
      { id: "333333333333", name: "security", role: "security" },
      ...ids.map((id) => ({ id, name: `workload-${id}`, role: "workload" as const })),
    ],
  });
  const selected = plan.select(choice);
  for (const account of plan.workloads) {
    if (!selected.has(account)) continue;
    const stack = new TerraformStack(app, account.name);
    new AwsProvider(stack, "aws", { region: plan.homeRegion });
    new WorkloadAccount(stack, "WorkloadAccount", { plan, account });
  }
}

/** How much Terraform there is: the first stack stands for all, which differ in their account ids only. */
function written(outdir: string): Written {
  const stacks = readdirSync(join(outdir, "stacks"));
  const text = readFileSync(join(outdir, "stacks", stacks[0]!, "cdk.tf.json"), "utf8");
  const { resource } = JSON.parse(text) as { resource: Record<string, object> };
  const counts = Object.entries(resource).map(([type, all]) => [type, Object.keys(all).length * stacks.length]);
  return { bytes: text.length * stacks.length, counts: Object.fromEntries(counts) };
}

if (require.main === module) {
  const [program, accounts, regionCount, choice] = process.argv.slice(2);
  console.log(JSON.stringify(measure(program!, Number(accounts), Number(regionCount), choice)));
}
