/** Who may import whom: scripts/layers/rules.ts. What a folder and a file look like is in house-folders.test.ts. */
import { execFile } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesBelow, read, root } from "./support/sources";

/** What nobody may import, and where: a file of its own, or more at the end of one that exists. */
const forbidden: readonly [file: string, source: string][] = [
  ["modules/facts/forbidden-1.ts", 'export { Token } from "cdktf";'],
  ["modules/facts/forbidden-2.ts", 'export { arns } from "../core/internal";'],
  ["modules/evidence/forbidden-1.ts", 'export { Fn } from "cdktf";'],
  ["modules/evidence/forbidden-2.ts", 'export { arns } from "../core/internal";'],
  ["modules/core/forbidden-1.ts", 'export { LogGroup } from "../log-group";'],
  ["modules/core/forbidden-2.ts", 'import type { ILogGroup } from "../log-group"; export type A = ILogGroup;'],
  ["modules/core/forbidden-3.ts", 'export { KmsKey } from "@cdktf/provider-aws/lib/kms-key";'],
  ["modules/log-group/forbidden-1.ts", 'export { EncryptionKey } from "../encryption-key";'],
  ["modules/log-group/forbidden-2.ts", 'import { EncryptionKey } from "../encryption-key"; new EncryptionKey();'],
  ["modules/log-group/forbidden-3.ts", 'export type { X } from "../encryption-key/encryption-key-policy";'],
  ["modules/log-group/forbidden-4.ts", 'export { kmsKey } from "@cdktf/provider-aws";'],
  ["modules/log-group/forbidden-5.ts", 'export { AwsProvider } from "@cdktf/provider-aws/lib/provider";'],
  ["modules/log-group/forbidden-6.ts", 'export const { LogBucket } = require("../log-bucket");'],
  ["modules/log-group/forbidden-7.ts", 'export { organizationTranscripts } from "../log-bucket/internal";'],
  ["modules/log-group/forbidden-8.ts", 'export type { LandingZone } from "../topologies/landing-zone";'],
  ["modules/topologies/session-audit/forbidden-1.ts", 'export { KmsKey } from "@cdktf/provider-aws/lib/kms-key";'],
  ["modules/topologies/session-audit/forbidden-2.ts", 'export { LandingZone } from "../landing-zone";'],
  ["modules/topologies/session-audit/forbidden-3.ts", 'export { x } from "../../log-group/log-group";'],
  ["examples/forbidden-1.ts", 'export { KmsKey } from "@cdktf/provider-aws/lib/kms-key";'],
  ["examples/forbidden-2.ts", 'export { LogGroup } from "../modules/log-group/log-group";'],
  ["examples/forbidden-3.ts", 'export { arns } from "../modules/core/internal";'],
  ["cli/src/forbidden-1.ts", 'export { arns } from "../../modules/core";'],
  ["cli/src/forbidden-2.ts", 'import type { LogGroup } from "../../modules/log-group"; export type A = LogGroup;'],
  ["collector/src/forbidden-1.ts", 'export { arns } from "../../modules/core";'],
  ["collector/src/forbidden-2.ts", 'export { run } from "../../cli/src/program";'],
  ["main.ts", 'import { SessionAudit } from "./modules"; SessionAudit;'],
  ["modules/index.ts", 'export * from "./log-group/log-group";'],
];

const cycle: readonly [file: string, source: string][] = [
  ["modules/log-group/round.ts", 'import { two } from "./about"; export const one = () => two;'],
  ["modules/log-group/about.ts", 'import { one } from "./round"; export const two = () => one;'],
];

interface Found {
  readonly from: string;
  readonly rule: string;
}

/** Everything that the rules refuse in a copy of the sources in which the forbidden imports stand. */
async function refused(): Promise<Found[]> {
  const copy = mkdtempSync(join(tmpdir(), "session-audit-house-"));
  try {
    for (const part of ["modules", "examples", "cli/src", "collector/src", "main.ts"]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    for (const [file, source] of [...forbidden, ...cycle]) appendFileSync(join(copy, file), `${source}\n`);
    const lines = (await layersOf(copy)).split("\n").filter(Boolean);
    return lines.map((line) => {
      const [, from, rule] = /^(\S+)\.js imports \S+: (.*)$/.exec(line)!;
      return { from: `${from}.ts`, rule: rule! };
    });
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function layersOf(tree: string): Promise<string> {
  const command = [require.resolve("tsx/cli"), join(root, "scripts/layers.ts"), tree];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, command, { maxBuffer: 1 << 24 }, (error, stdout, stderr) =>
      error && stdout === "" ? reject(new Error(stderr)) : resolve(stdout),
    );
  });
}

describe("layers", () => {
  let found: readonly Found[];
  beforeAll(async () => {
    found = await refused();
  }, 180_000);

  test("hold in every source file", () => {
    const files = [...forbidden, ...cycle].map(([file]) => file);
    expect(found.filter(({ from }) => !files.includes(from))).toEqual([]);
    expect(filesBelow("modules").length).toBeGreaterThan(100);
  });

  test.each(forbidden)("would refuse in %s: %s", (file) => {
    expect(found.filter(({ from }) => from === file)).not.toEqual([]);
  });

  test("would refuse two files that need each other", () => {
    const files = cycle.map(([file]) => file);
    expect(found.filter(({ from, rule }) => files.includes(from) && rule === "no cycles")).not.toEqual([]);
  });
});

test("no module makes a stack, an App or a backend: those are the caller's", () => {
  const makers = /\b(extends|new) (TerraformStack|App|\w+Backend)\b/;
  expect(filesBelow("modules").filter((file) => makers.test(read(file)))).toEqual([]);
});
