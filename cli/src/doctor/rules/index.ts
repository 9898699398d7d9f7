import type { RegionState } from "../state";
import { bucketRules } from "./bucket";
import { documentRules } from "./documents";
import { eventRules } from "./events";
import type { Finding, Rule, Severity } from "./finding";
import { forgottenRegions, hopFindings } from "./fleet";
import { keyRules } from "./keys";
import { logGroupRules } from "./log-group";
import { networkRules } from "./network";
import { nodeRules } from "./nodes";
import { peopleRules } from "./people";
import { preferenceRules } from "./preferences";
import { trailRules } from "./trail";

export type { Finding, Severity } from "./finding";

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

/** What is broken in each place, and between them; the same thing once, although several Regions show it. */
export function examine(states: readonly RegionState[]): Finding[] {
  const found = states.flatMap((state) => {
    const { account, region } = state;
    return rules.flatMap((rule) => [...rule(state)].map((finding): Finding => ({ ...finding, account, region })));
  });
  const seen = new Set<string>();
  return [...forgottenRegions(states), ...found, ...hopFindings(states)]
    .filter(({ id, account, resource, effect }) => {
      const key = `${id} ${account} ${resource} ${effect}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
