import type { Diagnosis } from "../diagnose";
import { blindSpots, reported } from "./report";

/** Everything, for programs. Fields may be added to it, none taken away. */
export function jsonReport({ places, findings, gaps }: Diagnosis): string {
  const report = { version: 1, places, findings: findings.map(reported), unreadable: gaps, blindSpots };
  return `${JSON.stringify(report, null, 2)}\n`;
}
