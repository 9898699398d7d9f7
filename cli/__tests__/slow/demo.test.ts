import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../../..");

test("the demo makes a report with the built command, without an AWS account, and prints where its page is", () => {
  const folder = mkdtempSync(join(tmpdir(), "session-audit-demo-"));
  try {
    const page = join(folder, "sessions.html");
    const shown = execFileSync("npm", ["run", "--silent", "report:demo", page], { cwd: root, encoding: "utf8" });
    expect(shown).toMatch(/^missing mallory-\S+ \(mallory on i-[0-9a-f]{17}\): there is no transcript in the bucket/m);
    expect(shown).toContain("1 missing; 1 partial;");
    expect(shown).toContain("exit code 1");
    expect(shown).toContain(`The page: ${page}`);
    expect(existsSync(page)).toBe(true);
    expect(readFileSync(page, "utf8")).toContain('<script type="application/gzip" id="transcript-');
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
