import type { Fleet } from "../fleet/fleet";
import type { Unreadable } from "../fleet/place";
import { readRegion } from "./readers/region";
import { Site } from "./readers/site";
import { gapsOf } from "./readings";
import { examine, type Finding, type FleetView, fleetView, gather } from "./rules";

/** What the doctor found out: everything a report shows. */
export interface Diagnosis {
  readonly places: readonly PlaceSummary[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Unreadable[];
}

export type PlaceSummary = Pick<FleetView, "account" | "region" | "nodes" | "isAudited">;

/** Reads every place of a fleet and examines what was read. */
export async function diagnose(fleet: Fleet): Promise<Diagnosis> {
  const accounts = [...new Set(fleet.places.map(({ account }) => account))];
  const access = {
    accounts,
    partition: fleet.partition,
    client: fleet.client.bind(fleet) as Fleet["client"],
  };
  const answers = new Map<string, Promise<unknown>>();
  // Of a place only what is reported is kept: there may be thousands.
  const readings = await fleet.map("Regions", async (place) => {
    const state = await readRegion(new Site(access, place, answers));
    return { view: fleetView(state), findings: examine(state), gaps: gapsOf(state) };
  });
  const read = readings.flatMap(({ reading }) => (reading.known ? [reading.value] : []));
  const failed = readings.flatMap(({ reading }) => (reading.known ? [] : [reading.unreadable]));
  const views = read.map(({ view }) => view);
  return {
    places: views.map(({ account, region, nodes, isAudited }) => ({ account, region, nodes, isAudited })),
    findings: gather(
      read.flatMap(({ findings }) => findings),
      views,
    ),
    gaps: distinct([...fleet.unreadable, ...failed, ...read.flatMap(({ gaps }) => gaps)]),
  };
}

/** What is shared by several places is read once, and told once. */
function distinct(gaps: readonly Unreadable[]): Unreadable[] {
  const keyOf = ({ account, region, action, message }: Unreadable) => [account, region, action, message].join(" ");
  return [...new Map(gaps.map((gap) => [keyOf(gap), gap])).values()];
}
