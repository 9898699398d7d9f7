/**
 * `npm run layers`: who imports whom, and may not. dependency-cruiser reads JavaScript, and has no say in types; so it reads the
 * sources twice: with the imports of types as if they were others, and without them, as they are at run time. Further
 * arguments are the roots of other trees to read.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { transformSync } from "@swc/core";
import type { IForbiddenRuleType } from "dependency-cruiser";
import { filesBelow } from "../__tests__/support/sources";
import { atRunTime, layers } from "./layers/rules";

export interface ForbiddenImport {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export async function forbiddenImports(root: string): Promise<ForbiddenImport[]> {
  return [...(await cruise(root, layers, true)), ...(await cruise(root, atRunTime, false))];
}

async function cruise(root: string, forbidden: readonly IForbiddenRuleType[], withTypes: boolean) {
  const { cruise } = await import("dependency-cruiser");
  const baseDir = mkdtempSync(join(tmpdir(), "session-audit-layers-"));
  try {
    const files = compile(root, baseDir, withTypes);
    const options = {
      baseDir,
      doNotFollow: { path: "node_modules" },
      validate: true,
      ruleSet: { forbidden: [...forbidden] },
    };
    const { output } = await cruise(files, options, { symlinks: false });
    if (typeof output === "string") throw new Error(output);
    return output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  } finally {
    rmSync(baseDir, { recursive: true });
  }
}

/** Writes JavaScript in place of TypeScript, and says which files. */
function compile(root: string, target: string, withTypes: boolean): string[] {
  const sources = ["modules", "examples", "cli/src", "collector/src"].flatMap((folder) =>
    filesBelow(folder, ".ts", root),
  );
  symlinkSync(join(root, "node_modules"), join(target, "node_modules"));
  return ["main.ts", ...sources].map((file) => {
    const source = readFileSync(join(root, file), "utf8");
    const { code } = transformSync(withTypes ? source.replace(/^(import|export) type (?=[{*])/gm, "$1 ") : source, {
      jsc: {
        parser: { syntax: "typescript" },
        target: "es2022",
        // An import stays, even where nothing of it is left.
        transform: { verbatimModuleSyntax: withTypes },
      },
      module: { type: "es6" },
    });
    const compiled = file.replace(/\.ts$/, ".js");
    mkdirSync(join(target, dirname(compiled)), { recursive: true });
    writeFileSync(join(target, compiled), code);
    return compiled;
  });
}

async function main(): Promise<void> {
  const roots = process.argv.slice(2);
  for (const root of roots.length > 0 ? roots : [resolve(__dirname, "..")]) {
    const found = await forbiddenImports(root);
    for (const { rule, from, to } of found) console.log(`${from} imports ${to}: ${rule}`);
    if (found.length > 0) process.exitCode = 1;
  }
}

main();
