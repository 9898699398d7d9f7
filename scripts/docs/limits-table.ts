import { dirname, posix, relative } from "node:path";
import { type CallExpression, Node, SyntaxKind } from "ts-morph";
import { limits, logRetentionDays, maxDurationGaps, type Range } from "../../modules/facts";
import { code, table } from "./markers";
import type { ModuleDocs } from "./module-docs";

/** Every limit with the props that it holds for, read from the calls that check it. */
export function limitsMarkdown(root: string, path: string, modules: ModuleDocs): string {
  const checked = checkedProps(root, path, modules);
  const rows = Object.entries<Range>(limits).map(([name, { min, max, unit, source }]) => [
    checked.get(name)?.join("<br>") ?? code(name),
    `${min} to ${max} ${unit}`,
    `[AWS](${source})`,
  ]);
  const gaps = maxDurationGaps.map(([from, to]) => `${from} to ${to}`).join(", ");
  return [
    "## Ranges",
    table(["Prop", "Allowed", "Source"], rows),
    "## Gaps of the maximum duration",
    `The pattern of the Systems Manager API leaves these minutes out, so ${code("maxDurationMinutes")} refuses them: ${gaps}.`,
    "## Retention of log groups",
    `CloudWatch Logs takes these numbers of days and no others: ${logRetentionDays.join(", ")}.`,
  ].join("\n\n");
}

/** Limit by limit, where `check…(scope, "prop", value, limits.x)` is called, directly or through a function of ours. */
function checkedProps(root: string, path: string, { project }: ModuleDocs): Map<string, string[]> {
  const calls = project.getSourceFiles().flatMap((file) => file.getDescendantsOfKind(SyntaxKind.CallExpression));
  const found = new Map<string, string[]>();
  for (const call of calls) {
    const limit = call
      .getArguments()
      .map((argument) => /^limits\.(\w+)$/.exec(argument.getText())?.[1])
      .find(Boolean);
    if (!limit) continue;
    const callers = Node.isIdentifier(call.getArguments()[1]) ? callsOf(enclosingFunction(call), calls) : [call];
    const props = callers.flatMap((caller) => propOf(caller, root, path) ?? []);
    found.set(limit, [...new Set([...(found.get(limit) ?? []), ...props])].sort());
  }
  return found;
}

function enclosingFunction(call: CallExpression): string | undefined {
  return call.getFirstAncestorByKind(SyntaxKind.FunctionDeclaration)?.getName();
}

function callsOf(name: string | undefined, calls: readonly CallExpression[]): CallExpression[] {
  return calls.filter((call) => call.getExpression().getText() === name);
}

function propOf(call: CallExpression, root: string, path: string): string | undefined {
  const argument = call.getArguments()[1];
  if (!Node.isStringLiteral(argument)) return undefined;
  const folder = relative(root, dirname(call.getSourceFile().getFilePath()));
  const [prop, note = ""] = argument.getLiteralValue().split(/(?= \()/);
  return `[${posix.basename(folder)}](${posix.relative(dirname(path), folder)}/README.md) ${code(prop!)}${note}`;
}
