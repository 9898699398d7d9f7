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

/** What is broken between places; of all findings the worst first. */
export function gather(findings: readonly Finding[], views: readonly FleetView[]): Finding[] {
  const seen = new Set<string>();
  return [...forgottenRegions(views), ...findings, ...hopFindings(views)]
    .filter(({ id, account, region, resource, effect }) => {
      // A trail, a role, a bucket: what several Regions see is told once. A document is another one in each.
      const isShared = /^(arn:|s3:)/.test(resource);
      const key = [id, account, isShared ? "" : region, resource, effect].join(" ");
      return !seen.has(key) && seen.add(key);
    })
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
