import type { ScaleMeasurement } from "./measure-scale";
import { alternate, inFreshProcess, median } from "./processes";
import { sameResources } from "./same-resources";

const accountCounts = [1, 10, 100];
const regionCounts = [4, 17];
const runs = 3;

/** What a process for every forty accounts makes of a large organization. */
const many = { accounts: 1000, parts: 25 };

/** CDKTF keeps a stack trace for each token, so that even stacks by hand take much memory: it is compared, and limited in parts. */
const targets = { ratio: 1.6, peakRatio: 1.3, partPeakMb: 500, growth: 1.1 };

interface Scale {
  readonly accounts: number;
  readonly regions: number;
  readonly library: ScaleMeasurement;
  readonly byHand: ScaleMeasurement;
}

/** Workload accounts of a landing zone beside a hand-written loop; names the targets that were missed. */
export function benchScale(): string[] {
  console.log(`\nlanding zone, workload accounts, median of ${runs}\n`);
  console.log(
    row("accounts", "Regions", "construct", "synth", "peak", "written", "per acc.-Region", "by hand", "ratio"),
  );
  return regionCounts.flatMap((regions) => {
    const scales = accountCounts.map((accounts) => measure(accounts, regions));
    return [...scales.flatMap(missedBy), ...benchParts(scales.at(-1)!), ...benchAlone(scales[0]!)];
  });
}

function measure(accounts: number, regions: number): Scale {
  const program = (name: string) => () => measureOnce(name, accounts, regions);
  const [byHand, library] = alternate(runs, [program("by-hand"), program("library")]).map(middle) as [
    ScaleMeasurement,
    ScaleMeasurement,
  ];
  sameResources("bench/hand-written-workload.ts and a workload account differ", byHand, library);
  const scale = { accounts, regions, library, byHand };
  print(String(accounts), regions, library, perAccountRegion(scale), byHand);
  return scale;
}

const measureOnce = (program: string, accounts: number, regions: number, choice = "") =>
  inFreshProcess<ScaleMeasurement>("bench/measure-scale.js", program, String(accounts), String(regions), choice);

function middle(measurements: readonly ScaleMeasurement[]): ScaleMeasurement {
  const chosen = median(measurements.map(total));
  return measurements.find((run) => total(run) === chosen)!;
}

const total = ({ constructMs, synthMs }: ScaleMeasurement) => constructMs + synthMs;
const perAccountRegion = ({ accounts, regions, library }: Scale) => total(library) / (accounts * regions);
const ratio = ({ library, byHand }: Scale) => total(library) / total(byHand);

/** Small runs measure the start of Node rather than either program. */
function missedBy(scale: Scale): string[] {
  const { accounts, regions, library, byHand } = scale;
  const name = `${accounts} x ${regions}`;
  const missed: string[] = [];
  if (accounts >= 100 && ratio(scale) > targets.ratio) missed.push(`${name}: ratio over ${targets.ratio}`);
  if (accounts >= 100 && library.peakMb / byHand.peakMb > targets.peakRatio) {
    missed.push(`${name}: over ${targets.peakRatio} times the memory`);
  }
  return missed;
}

/** All parts of a large organization, each in a process of its own, beside one process with the accounts of one part. */
function benchParts(hundred: Scale): string[] {
  const { regions } = hundred;
  const measurements = Array.from({ length: many.parts }, (_, index) =>
    measureOnce("library", many.accounts, regions, `${index + 1}/${many.parts}`),
  );
  const sum = (of: (run: ScaleMeasurement) => number) => measurements.reduce((all, run) => all + of(run), 0);
  const all: ScaleMeasurement = {
    constructMs: sum(({ constructMs }) => constructMs),
    synthMs: sum(({ synthMs }) => synthMs),
    bytes: sum(({ bytes }) => bytes),
    counts: {},
    peakMb: Math.max(...measurements.map(({ peakMb }) => peakMb)),
  };
  const cost = total(all) / (many.accounts * regions);
  print(`${many.accounts} in ${many.parts}`, regions, all, cost);
  const name = `${many.accounts} in ${many.parts} x ${regions}`;
  const growth = cost / perAccountRegion(hundred);
  return [
    ...(growth > targets.growth ? [`${name}: ${growth.toFixed(2)} times the cost of 100`] : []),
    ...(all.peakMb > targets.partPeakMb ? [`${name}: over ${targets.partPeakMb} MB a process`] : []),
  ];
}

/** One account of a large organization, for the pipeline that deploys it, beside one account of a small organization. */
function benchAlone(one: Scale): string[] {
  const { regions } = one;
  const alone = middle(
    Array.from({ length: runs }, () => measureOnce("library", many.accounts, regions, "workload-400000000000")),
  );
  print(`1 of ${many.accounts}`, regions, alone, total(alone) / regions);
  const growth = total(alone) / total(one.library);
  const name = `1 of ${many.accounts} x ${regions}`;
  return growth > targets.growth ? [`${name}: ${growth.toFixed(2)} times the cost in a small organization`] : [];
}

function print(
  accounts: string,
  regions: number,
  library: ScaleMeasurement,
  perAccountRegion: number,
  byHand?: ScaleMeasurement,
): void {
  console.log(
    row(
      accounts,
      String(regions),
      `${library.constructMs.toFixed(0)} ms`,
      `${library.synthMs.toFixed(0)} ms`,
      `${library.peakMb.toFixed(0)} MB`,
      `${(library.bytes / 1e6).toFixed(1)} MB`,
      `${perAccountRegion.toFixed(2)} ms`,
      byHand ? `${((perAccountRegion * total(byHand)) / total(library)).toFixed(2)} ms` : "",
      byHand ? (total(library) / total(byHand)).toFixed(2) : "",
    ),
  );
}

function row(...cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart([12, 9, 11, 11, 9, 10, 17, 10, 7][index]!)).join("");
}
