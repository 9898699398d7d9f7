import { describeUnreadable } from "../../fleet/place";
import { type Breakage, catalogue } from "../catalogue";
import type { Diagnosis } from "../diagnose";
import { reported } from "./report";

/**
 * SARIF 2.1.0. An account has no files, and viewers ask for one: each place stands for a folder, each resource for a file in it.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport({ findings, gaps }: Diagnosis, version: string): string {
  const ids = [...new Set(findings.map(({ id }) => id))];
  const run = {
    tool: {
      driver: {
        name: "session-audit doctor",
        version,
        rules: ids.map((id) => {
          const { symptom, cause, page }: Breakage = catalogue[id];
          return { id, shortDescription: { text: cause }, fullDescription: { text: symptom }, helpUri: page };
        }),
      },
    },
    results: findings.map(reported).map(({ id, severity, account, region, resource, effect, fix, why }) => ({
      ruleId: id,
      ruleIndex: ids.indexOf(id),
      level: severity,
      message: { text: `${effect}. ${why}. To fix it: ${fix}` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: [account, region, resource].map(encodeURIComponent).join("/") },
          },
          logicalLocations: [{ fullyQualifiedName: `${account}/${region}/${resource}`, kind: "resource" }],
        },
      ],
      // The same finding of a later run is the same alert.
      partialFingerprints: { "sessionAudit/v1": [id, account, region, resource].join("|") },
    })),
    invocations: [
      {
        executionSuccessful: gaps.length === 0,
        toolExecutionNotifications: gaps.map((gap) => ({
          level: "warning",
          message: { text: describeUnreadable(gap) },
        })),
      },
    ],
  };
  const $schema = "https://json.schemastore.org/sarif-2.1.0.json";
  return `${JSON.stringify({ $schema, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}
