import { dirname, posix } from "node:path";
import type { ListRule, NumberRule, TextRule } from "../../modules/core/internal";
import { type Limit, limits, logRetentionDays, maxDurationGaps } from "../../modules/facts";
import { type FoundRule, rulesWithin, schemasOf } from "../schemas";
import { code, table } from "./markers";

/** Every limit with the props that it holds for, as the schemas have them. */
export function limitsMarkdown(root: string, path: string): string {
  const props = limitedProps(root, path);
  const rows = Object.entries<Limit>(limits).map(([name, range]) => [
    props.get(range)?.join("<br>") ?? words(name),
    `${range.min} to ${range.max} ${range.unit}`,
    `[AWS](${range.source})`,
  ]);
  const gaps = maxDurationGaps.map(([from, to]) => `${from} to ${to}`).join(", ");
  return [
    "## Ranges",
    table(["What", "Allowed", "Source"], rows),
    "## Gaps of the maximum duration",
    `The pattern of ${code("MaxSessionDuration")} in the response of DescribeSessions leaves out these minutes, so ${code("maxDurationMinutes")} accepts them with a warning: ${gaps}.`,
    "## Retention of log groups",
    `CloudWatch Logs accepts only these numbers of days: ${logRetentionDays.join(", ")}.`,
  ].join("\n\n");
}

/** Limit by limit. What a topology hands on to a module is listed with the module. */
function limitedProps(root: string, path: string): Map<Limit, string[]> {
  const found = new Map<Limit, Set<string>>();
  const inModules = new Set<Limit>();
  const schemas = schemasOf(root).sort((a, b) => Number(isTopology(a.folder)) - Number(isTopology(b.folder)));
  for (const { folder, rule } of schemas) {
    for (const { range, prop } of rulesWithin(rule).flatMap(limited)) {
      if (isTopology(folder) && inModules.has(range)) continue;
      if (!isTopology(folder)) inModules.add(range);
      const link = `[${posix.basename(folder)}](${posix.relative(dirname(path), folder)}/README.md) ${code(prop)}`;
      found.set(range, (found.get(range) ?? new Set()).add(link));
    }
  }
  return new Map([...found].map(([range, links]) => [range, [...links].sort()]));
}

function isTopology(folder: string): boolean {
  return folder.startsWith("modules/topologies/");
}

function limited({ path, rule }: FoundRule): { range: Limit; prop: string }[] {
  const { length, range } = rule as Partial<TextRule & Pick<NumberRule & ListRule<unknown>, "range">>;
  return [length, range].flatMap((limit) => (limit ? [{ range: limit, prop: path }] : []));
}

/** `event pattern length` of eventPatternLength. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
