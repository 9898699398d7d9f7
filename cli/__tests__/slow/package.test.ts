import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const cli = resolve(__dirname, "../..");
let folder: string;

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  mkdirSync(join(folder, "empty"));
  const [{ filename }] = JSON.parse(npm(cli, "pack", "--json", "--pack-destination", folder));
  writeFileSync(join(folder, "empty", "package.json"), "{}");
  npm(join(folder, "empty"), "install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, filename));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the packed commands install in an empty folder and run", () => {
  const bin = join(folder, "empty/node_modules/.bin/session-audit");
  const run = (...args: string[]) => execFileSync(bin, args, { encoding: "utf8" });
  expect(run("--version")).toBe(`${require("../../package.json").version}\n`);
  expect(run("--help")).toContain("Usage: session-audit");
});
