import type { RegionState } from "../state";
import { bucketRules } from "./bucket";
import { documentRules } from "./documents";
import { eventRules } from "./events";
import type { Finding, Rule, Severity } from "./finding";
import { type FleetView, forgottenRegions, hopFindings } from "./fleet";
import { keyRules } from "./keys";
import { logGroupRules } from "./log-group";
import { networkRules } from "./network";
import { nodeRules } from "./nodes";
import { peopleRules } from "./people";
import { preferenceRules } from "./preferences";
import { trailRules } from "./trail";

export type { Finding, Severity } from "./finding";
export { type FleetView, fleetView } from "./fleet";

const rules: readonly Rule[] = [
  preferenceRules,
  documentRules,
  bucketRules,
  logGroupRules,
  keyRules,
  nodeRules,
  peopleRules,
  networkRules,
  eventRules,
  trailRules,
];

export const severities: readonly Severity[] = ["error", "warning", "note"];

/** What is broken in one place. */
export function examine(state: RegionState): Finding[] {
  const { account, region } = state;
  return rules.flatMap((rule) => [...rule(state)].map((finding): Finding => ({ ...finding, account, region })));
}

/** What is broken between places; of all findings the worst first, and once what several Regions show. */
export function gather(findings: readonly Finding[], views: readonly FleetView[]): Finding[] {
  const seen = new Set<string>();
  return [...forgottenRegions(views), ...findings, ...hopFindings(views)]
    .filter(({ id, account, resource, effect }) => {
      const key = `${id} ${account} ${resource} ${effect}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
