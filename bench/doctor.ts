import { inFreshProcess } from "./processes";

const target = { seconds: 60 };

interface Measurement {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly places: number;
  readonly findings: number;
  readonly unreadable: number;
}

/** The doctor over a large fleet, each call taking 50 ms as over a network; names the target where it was missed. */
export function benchDoctor(): string[] {
  const [accounts, regions, latencyMs] = [100, 17, 50];
  const { ms, cpuMs, peakMb, places, findings, unreadable } = inFreshProcess<Measurement>(
    "bench/commands/measure-doctor.js",
    String(accounts),
    String(regions),
    String(latencyMs),
  );
  if (places !== accounts * regions || findings + unreadable > 0) {
    throw new Error(`doctor: ${places} places, ${findings} findings, ${unreadable} unreadable in a healthy fleet`);
  }
  const name = `doctor over ${accounts} accounts x ${regions} Regions, nodes in 4 of them, target ${target.seconds} s`;
  const isMet = ms <= target.seconds * 1000;
  const values = `${(ms / 1000).toFixed(1)} s, ${(cpuMs / 1000).toFixed(1)} s of it computing, ${peakMb.toFixed(0)} MB`;
  console.log(`\n${name}: ${values}  ${isMet ? "PASS" : "OVER"}`);
  return isMet ? [] : [name];
}
