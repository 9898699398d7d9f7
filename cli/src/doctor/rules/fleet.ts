import type { Place } from "../../fleet/place";
import { whenKnown } from "../readings";
import type { RegionState } from "../state";
import { command, error, type Finding } from "./finding";

/** What is kept of a place to look at all of them together. */
export interface FleetView extends Place {
  readonly partition: string;
  readonly nodes: number | undefined;
  readonly isAudited: boolean | undefined;
  /** Rules that send session events to a bus. */
  readonly forwards: readonly { readonly rule: string; readonly from: string; readonly to: string }[];
}

export function fleetView(state: RegionState): FleetView {
  const { account, region, partition } = state;
  return {
    account,
    region,
    partition,
    nodes: whenKnown(state.nodes)?.length,
    isAudited: state.preferences.known ? state.preferences.value !== undefined : undefined,
    forwards: (whenKnown(state.rules) ?? [])
      .filter(({ isEnabled }) => isEnabled)
      .flatMap(({ name, bus, targets }) =>
        (whenKnown(targets) ?? [])
          .filter(({ arn }) => arn.split(":")[2] === "events")
          .map(({ arn }) => ({ rule: name, from: busArn(state, bus), to: arn })),
      ),
  };
}

/** Regions with nodes and without preferences: forgotten ones, where other Regions of the account are audited. */
export function forgottenRegions(views: readonly FleetView[]): Finding[] {
  return views.flatMap((view) => {
    const { account, region, nodes = 0, isAudited } = view;
    if (nodes === 0 || isAudited !== false) return [];
    const elsewhere = views.some((other) => other.account === account && other.isAudited);
    const found = error(
      elsewhere ? "region-without-audit" : "no-preferences",
      `SSM-SessionManagerRunShell in ${region}`,
      `sessions on ${nodes} node${nodes === 1 ? "" : "s"} leave no recording`,
      command(
        view,
        "ssm create-document --name SSM-SessionManagerRunShell --document-type Session --content file://preferences.json",
      ),
    );
    return [{ ...found, account, region }];
  });
}

/** Events that pass a bus on their way are dropped at the second one: looked for over all places together. */
export function hopFindings(views: readonly FleetView[]): Finding[] {
  const forwards = views.flatMap(({ account, region, forwards }) =>
    forwards.map((forward) => ({ ...forward, account, region })),
  );
  const byBus = new Map(forwards.map((forward) => [forward.from, forward]));
  return forwards.flatMap(({ rule, from, to, account, region }) => {
    const second = byBus.get(to);
    if (!second || second.to === from) return [];
    const found = error(
      "two-bus-hops",
      to,
      `events of ${rule} are forwarded from there by ${second.rule}, and dropped`,
      `let ${rule} send to ${second.to} directly`,
    );
    return [{ ...found, account, region }];
  });
}

const busArn = ({ partition, region, account }: Place & { partition: string }, bus: string) =>
  bus.startsWith("arn:") ? bus : `arn:${partition}:events:${region}:${account}:event-bus/${bus}`;
