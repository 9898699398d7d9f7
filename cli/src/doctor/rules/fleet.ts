import { whenKnown } from "../readings";
import type { RegionState } from "../state";
import { command, error, type Finding } from "./finding";

/** Regions with nodes and without preferences: forgotten ones, where other Regions of the account are audited. */
export function forgottenRegions(states: readonly RegionState[]): Finding[] {
  const isAudited = ({ preferences }: RegionState) => whenKnown(preferences) !== undefined;
  return states.flatMap((state) => {
    const nodes = whenKnown(state.nodes)?.length ?? 0;
    if (nodes === 0 || !state.preferences.known || state.preferences.value) return [];
    const { account, region } = state;
    const elsewhere = states.some((other) => other.account === account && isAudited(other));
    const found = error(
      elsewhere ? "region-without-audit" : "no-preferences",
      `SSM-SessionManagerRunShell in ${region}`,
      `sessions on ${nodes} node${nodes === 1 ? "" : "s"} leave no recording`,
      command(
        state,
        "ssm create-document --name SSM-SessionManagerRunShell --document-type Session --content file://preferences.json",
      ),
    );
    return [{ ...found, account, region }];
  });
}

/** Events that pass a bus on their way are dropped at the second one: looked for over all places together. */
export function hopFindings(states: readonly RegionState[]): Finding[] {
  const forwards = states.flatMap((state) =>
    (whenKnown(state.rules) ?? []).flatMap((rule) =>
      rule.isEnabled
        ? (whenKnown(rule.targets) ?? [])
            .filter(({ arn }) => arn.split(":")[2] === "events")
            .map(({ arn }) => ({ state, rule, from: busArn(state, rule.bus), to: arn }))
        : [],
    ),
  );
  return forwards.flatMap((first) => {
    const second = forwards.find(({ from, to }) => from === first.to && to !== first.from);
    if (!second) return [];
    const found = error(
      "two-bus-hops",
      first.to,
      `events of ${first.rule.name} are forwarded from there by ${second.rule.name}, and dropped`,
      `let ${first.rule.name} send to ${second.to} directly`,
    );
    return [{ ...found, account: first.state.account, region: first.state.region }];
  });
}

const busArn = ({ partition, region, account }: RegionState, bus: string) =>
  bus.startsWith("arn:") ? bus : `arn:${partition}:events:${region}:${account}:event-bus/${bus}`;
