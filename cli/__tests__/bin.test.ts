/** The file that npm links as the command, before and after the build. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "session-audit-bin-"));
cpSync(join(__dirname, "..", "bin"), join(folder, "bin"), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true }));

const run = () => spawnSync(process.execPath, [join(folder, "bin/session-audit.js")], { encoding: "utf8" });

test("says how to build the command, where nobody has", () => {
  expect(run()).toMatchObject({ status: 3, stdout: "", stderr: expect.stringMatching(/^.*run `npm run build`.*\n$/) });
});

test("runs the command that was built", () => {
  mkdirSync(join(folder, "dist"));
  writeFileSync(join(folder, "dist/session-audit.js"), 'console.log("built")');
  expect(run()).toMatchObject({ status: 0, stdout: "built\n" });
});
