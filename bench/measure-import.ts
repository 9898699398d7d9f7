import Module from "node:module";
import { processorTime } from "./processor-time";

/**
 * One measurement of what it takes to import something, in a process of its own. With `--list` instead: the provider
 * classes that our modules ask for on the way.
 */
export interface ImportMeasurement {
  readonly importMs: number;
  readonly peakMb: number;
}

function measure(specifiers: readonly string[]): ImportMeasurement {
  const start = processorTime();
  for (const specifier of specifiers) require(specifier);
  return { importMs: processorTime() - start, peakMb: process.resourceUsage().maxRSS / 1024 };
}

function providerClasses(specifiers: readonly string[]): string[] {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load;
  const asked = new Set<string>();
  loader._load = function (request, ...rest) {
    if (request.startsWith("@cdktf/provider-aws/")) asked.add(request);
    return load.call(this, request, ...rest);
  };
  for (const specifier of specifiers) require(specifier);
  return [...asked].sort();
}

if (require.main === module) {
  const [first, ...rest] = process.argv.slice(2);
  console.log(JSON.stringify(first === "--list" ? providerClasses(rest) : measure([first!, ...rest])));
}
