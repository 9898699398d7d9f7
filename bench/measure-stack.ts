import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processorTime } from "./processor-time";
import type { Written } from "./same-resources";

/** One measurement of one program, in a process of its own: `node measure-stack.js <file> <class>`. */
export interface StackMeasurement extends Written {
  readonly importMs: number;
  readonly constructMs: number;
  readonly synthMs: number;
  readonly peakMb: number;
}

function measure(file: string, className: string): StackMeasurement {
  const outdir = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const start = processorTime();
    const Stack = require(file)[className];
    const { App } = require("cdktf") as typeof import("cdktf");
    const imported = processorTime();
    const app = new App({ outdir });
    const { node } = new Stack(app);
    const constructed = processorTime();
    app.synth();
    const synthesized = processorTime();
    return {
      importMs: imported - start,
      constructMs: constructed - imported,
      synthMs: synthesized - constructed,
      peakMb: process.resourceUsage().maxRSS / 1024,
      ...written(join(outdir, "stacks", node.id, "cdk.tf.json")),
    };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Data sources and outputs included. */
function written(file: string): Written {
  const text = readFileSync(file, "utf8");
  const { data, resource, output } = JSON.parse(text) as Record<string, Record<string, object>>;
  const types = [...Object.entries(data ?? {}), ...Object.entries(resource ?? {}), ["output", output ?? {}] as const];
  const counts = types.map(([type, all]) => [type, Object.keys(all).length]);
  return { bytes: text.length, counts: Object.fromEntries(counts) };
}

if (require.main === module) console.log(JSON.stringify(measure(process.argv[2]!, process.argv[3]!)));
