import type { Fleet } from "../fleet/fleet";
import type { Place, Unreadable } from "../fleet/place";
import { readRegion } from "./readers/region";
import { Site } from "./readers/site";
import { gapsOf, whenKnown } from "./readings";
import { examine, type Finding } from "./rules";
import type { RegionState } from "./state";

/** What the doctor found out: everything a report shows. */
export interface Diagnosis {
  readonly places: readonly PlaceSummary[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Unreadable[];
}

export interface PlaceSummary extends Place {
  /** Undefined where they could not be counted. */
  readonly nodes: number | undefined;
  readonly isAudited: boolean | undefined;
}

/** Reads every place of a fleet and examines what was read. */
export async function diagnose(fleet: Fleet): Promise<Diagnosis> {
  const accounts = [...new Set(fleet.places.map(({ account }) => account))];
  const access = {
    accounts,
    partition: fleet.partition,
    client: fleet.client.bind(fleet) as Fleet["client"],
  };
  const answers = new Map<string, Promise<unknown>>();
  const readings = await fleet.map("Regions", (place) => readRegion(new Site(access, place, answers)));
  const states = readings.flatMap(({ reading }) => (reading.known ? [reading.value] : []));
  const failed = readings.flatMap(({ reading }) => (reading.known ? [] : [reading.unreadable]));
  return {
    places: states.map(summary),
    findings: examine(states),
    gaps: distinct([...fleet.unreadable, ...failed, ...states.flatMap(gapsOf)]),
  };
}

function summary(state: RegionState): PlaceSummary {
  return {
    account: state.account,
    region: state.region,
    nodes: whenKnown(state.nodes)?.length,
    isAudited: state.preferences.known ? state.preferences.value !== undefined : undefined,
  };
}

/** What is shared by several places is read once, and told once. */
function distinct(gaps: readonly Unreadable[]): Unreadable[] {
  const keyOf = ({ account, region, action, message }: Unreadable) => [account, region, action, message].join(" ");
  return [...new Map(gaps.map((gap) => [keyOf(gap), gap])).values()];
}
