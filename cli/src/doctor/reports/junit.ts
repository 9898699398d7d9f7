import builder from "junit-report-builder";
import { describeUnreadable, type Unreadable } from "../../fleet/place";
import type { Diagnosis } from "../diagnose";
import { byPlace, elsewhere, reported } from "./report";

/** A suite for each place: a failure for each finding but notes, an error for what could not be read. */
export function junitReport(diagnosis: Diagnosis): string {
  const report = builder.newBuilder();
  const suiteOf = (name: string, gaps: readonly Unreadable[]) => {
    const suite = report.testSuite().name(name);
    for (const gap of gaps) {
      const test = suite
        .testCase()
        .className("unreadable")
        .name(gap.action ?? gap.obstacle);
      test.error(describeUnreadable(gap));
    }
    return suite;
  };
  for (const { account, region, findings, gaps } of byPlace(diagnosis)) {
    const suite = suiteOf(`${account} ${region}`, gaps);
    for (const { id, severity, resource, effect, why, fix, page } of findings.map(reported)) {
      const test = suite.testCase().className(id).name(resource);
      const text = [effect, why, fix, page].join("\n");
      if (severity === "note") test.standardOutput(text);
      else test.failure(text, severity);
    }
    if (findings.length + gaps.length === 0) suite.testCase().className("sessions").name("are recorded");
  }
  const rest = elsewhere(diagnosis);
  if (rest.length > 0) suiteOf("elsewhere", rest);
  return report.build();
}
