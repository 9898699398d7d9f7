/**
 * Ruff over the Python files that the emulator loads: part of `npm run lint`. `--write` formats them. Ruff comes as
 * WebAssembly, so that linting needs no Python.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { type Diagnostic, PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { filesBelow } from "../__tests__/support/sources";

const files = filesBelow("__tests__", ".py");
const ruff = new Workspace(
  {
    "target-version": "py310",
    "line-length": 120,
    lint: {
      select: ["E", "F", "W", "I", "N", "UP", "B", "A", "C4", "PIE", "RET", "SIM", "PTH", "RUF"],
      isort: { "known-first-party": ["event_input", "fail_fast", "patches"] },
    },
  },
  PositionEncoding.Utf16,
);

function problemsOf(file: string, write: boolean): string[] {
  const source = readFileSync(file, "utf8");
  const formatted = ruff.format(source);
  if (write && formatted !== source) writeFileSync(file, formatted);
  const findings = (ruff.check(write ? formatted : source) as Diagnostic[]).map(
    ({ code, message, start_location: { row, column } }) => `${file}:${row}:${column} ${code ?? "syntax"} ${message}`,
  );
  return write || formatted === source ? findings : [...findings, `${file} is not formatted: npm run format`];
}

const problems = files.flatMap((file) => problemsOf(file, process.argv.includes("--write")));
for (const problem of problems) console.error(problem);
console.log(`Ruff checked ${files.length} Python files: ${problems.length} problems.`);
if (files.length === 0 || problems.length > 0) process.exitCode = 1;
