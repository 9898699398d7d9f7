import type { ScaleMeasurement } from "./measure-scale";
import { alternate, inFreshProcess, median } from "./processes";

const accountCounts = [1, 10, 100, 1000];
const regionCounts = [4, 17];

/** Large runs are long enough to be steady. */
const runsOf = (accounts: number) => (accounts < 1000 ? 3 : 1);

const targets = { ratio: 1.25, growth: 1.2, seconds: 5, peakMb: 400 };

interface Scale {
  readonly accounts: number;
  readonly regions: number;
  readonly library: ScaleMeasurement;
  readonly byHand: ScaleMeasurement;
}

/** Workload accounts of a landing zone beside a hand-written loop; names the targets that were missed. */
export function benchScale(): string[] {
  console.log("\nlanding zone, workload accounts in one process, median of 3 (1,000 accounts: 1)\n");
  console.log(
    row("accounts", "Regions", "construct", "synth", "peak", "written", "per acc.-Region", "by hand", "ratio"),
  );
  const missed: string[] = [];
  for (const regions of regionCounts) {
    const scales = accountCounts.map((accounts) => measure(accounts, regions));
    missed.push(...scales.flatMap(missedBy), ...missedGrowth(scales));
  }
  return missed;
}

function measure(accounts: number, regions: number): Scale {
  const program = (name: string) => () =>
    inFreshProcess<ScaleMeasurement>("bench/measure-scale.js", name, String(accounts), String(regions));
  const [byHand, library] = alternate(runsOf(accounts), [program("by-hand"), program("library")]).map(middle) as [
    ScaleMeasurement,
    ScaleMeasurement,
  ];
  if (byHand.resources !== library.resources) {
    throw new Error(`${byHand.resources} resources by hand, ${library.resources} by the library: compare the same`);
  }
  const scale = { accounts, regions, library, byHand };
  print(scale);
  return scale;
}

function middle(runs: readonly ScaleMeasurement[]): ScaleMeasurement {
  const chosen = median(runs.map(total));
  return runs.find((run) => total(run) === chosen)!;
}

const total = ({ constructMs, synthMs }: ScaleMeasurement) => constructMs + synthMs;
const perAccountRegion = ({ accounts, regions, library }: Scale) => total(library) / (accounts * regions);
const ratio = ({ library, byHand }: Scale) => total(library) / total(byHand);

/** Small runs measure the start of Node rather than either program. */
function missedBy(scale: Scale): string[] {
  const { accounts, regions, library } = scale;
  const name = `${accounts} x ${regions}`;
  const missed: string[] = [];
  if (accounts >= 100 && ratio(scale) > targets.ratio) missed.push(`${name}: ratio over ${targets.ratio}`);
  if (accounts === 100 && total(library) / 1000 > targets.seconds) missed.push(`${name}: over ${targets.seconds} s`);
  if (accounts === 100 && library.peakMb > targets.peakMb) missed.push(`${name}: over ${targets.peakMb} MB`);
  return missed;
}

function missedGrowth(scales: readonly Scale[]): string[] {
  const [hundred, thousand] = [100, 1000].map((count) => scales.find(({ accounts }) => accounts === count)!);
  const growth = perAccountRegion(thousand!) / perAccountRegion(hundred!);
  return growth > targets.growth ? [`1000 x ${thousand!.regions}: ${growth.toFixed(2)} times the cost of 100`] : [];
}

function print(scale: Scale): void {
  const { accounts, regions, library, byHand } = scale;
  console.log(
    row(
      String(accounts),
      String(regions),
      `${library.constructMs.toFixed(0)} ms`,
      `${library.synthMs.toFixed(0)} ms`,
      `${library.peakMb.toFixed(0)} MB`,
      `${(library.bytes / 1e6).toFixed(1)} MB`,
      `${perAccountRegion(scale).toFixed(2)} ms`,
      `${(total(byHand) / (accounts * regions)).toFixed(2)} ms`,
      ratio(scale).toFixed(2),
    ),
  );
}

function row(...cells: readonly string[]): string {
  return cells.map((cell, index) => cell.padStart([8, 9, 11, 11, 9, 10, 17, 10, 7][index]!)).join("");
}
