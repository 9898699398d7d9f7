import { type Outcome, outcomeOf } from "../exit-codes";
import { Fleet } from "../fleet/fleet";
import { type FleetFlags, fleetOptions } from "../fleet/options";
import type { Io } from "../io";
import { type Diagnosis, diagnose } from "./diagnose";
import { fleetReport } from "./reports/fleet";
import { jsonReport } from "./reports/json";
import { junitReport } from "./reports/junit";
import { sarifReport } from "./reports/sarif";
import { terminalReport } from "./reports/terminal";

export interface DoctorFlags extends FleetFlags {
  readonly fleet?: boolean;
  readonly json?: boolean;
  readonly sarif?: boolean;
  readonly junit?: boolean;
}

/** Notes are no reason to fail: nothing is wrong with them. */
export async function runDoctor(flags: DoctorFlags, io: Io, version: string): Promise<Outcome> {
  const fleet = await Fleet.open(fleetOptions(flags), io);
  try {
    const diagnosis = await diagnose(fleet);
    io.stdout.write(render(diagnosis, flags, io, version));
    const finding = diagnosis.findings.some(({ severity }) => severity !== "note");
    return outcomeOf({ finding, incomplete: diagnosis.gaps.length > 0 });
  } finally {
    fleet.close();
  }
}

function render(diagnosis: Diagnosis, flags: DoctorFlags, { stdout }: Io, version: string): string {
  if (flags.json) return jsonReport(diagnosis);
  if (flags.sarif) return sarifReport(diagnosis, version);
  if (flags.junit) return junitReport(diagnosis);
  const colors = Boolean(stdout.isTTY) && !process.env.NO_COLOR;
  const page = { colors, width: Math.min(stdout.columns ?? 100, 120) };
  return flags.fleet ? fleetReport(diagnosis, page) : terminalReport(diagnosis, page);
}
