import type { Unreadable } from "../../fleet/place";
import { type Breakage, catalogue } from "../catalogue";
import type { Diagnosis } from "../diagnose";
import { type Finding, type Severity, severities } from "../rules";

/** A finding with what the catalogue knows of it. */
export interface ReportedFinding extends Finding {
  readonly why: string;
  readonly page: string;
}

export function reported(finding: Finding): ReportedFinding {
  const { cause, page }: Breakage = catalogue[finding.id];
  return { ...finding, why: cause, page };
}

/**
 * What no call of AWS tells, so that its absence from the findings proves nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html
 */
export const blindSpots = [
  "IAM's simulation ignores control policies with conditions, session policies, session tags and node tags.",
  "The doctor itself evaluates the policies of buckets, keys and endpoints, because IAM's simulation accepts none for roles. Their conditions on networks, tags or organizational units count as met.",
  "People are those who opened sessions in the last 30 days. AWS does not show which plugin they use.",
  "To see whether a recording really arrives, PowerShell and its policies included, run session-audit verify-node.",
] as const;

export function counts(findings: readonly Finding[]): string {
  return severities
    .map((severity) => {
      const count = findings.filter((finding) => finding.severity === severity).length;
      return `${count} ${severity}${count === 1 ? "" : "s"}`;
    })
    .join(", ");
}

/** Findings and unreadable things of each place, for reports that go by places. */
export function byPlace({ places, findings, gaps }: Diagnosis) {
  const keyOf = ({ account, region }: { account: string; region?: string }) => `${account} ${region}`;
  const findingsOf = grouped(findings, keyOf);
  const gapsOf = grouped(gaps, keyOf);
  return places.map((place) => ({
    ...place,
    findings: findingsOf.get(keyOf(place)) ?? [],
    gaps: gapsOf.get(keyOf(place)) ?? [],
  }));
}

/** What could not be read of no place in particular: a role that cannot be assumed, a bucket of another account. */
export function elsewhere({ places, gaps }: Diagnosis): Unreadable[] {
  return gaps.filter((gap) => !places.some(({ account, region }) => account === gap.account && region === gap.region));
}

export function worst(findings: readonly Finding[]): Severity | undefined {
  return severities.find((severity) => findings.some((finding) => finding.severity === severity));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
