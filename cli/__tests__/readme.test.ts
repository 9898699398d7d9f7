import { readFileSync } from "node:fs";
import { join } from "node:path";
import { verdicts } from "../../modules/evidence";
import { exitCodes } from "../src/exit-codes";
import { runCommand } from "./support/commands";

const readme = readFileSync(join(__dirname, "../README.md"), "utf8");

test("the README has the table of exit codes", () => {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `| ${code} | ${meaning} |`);
  expect(readme).toContain(rows.join("\n"));
});

test("the README has every verdict", () => {
  const rows = Object.keys(verdicts).map((verdict) => expect.stringMatching(new RegExp(`^\\| ${verdict} \\| `)));
  expect(readme.split("\n")).toEqual(expect.arrayContaining(rows));
});

test.each(["report", "seal", "verify"])("every option that the README names for %s exists", async (command) => {
  const { stdout: help } = await runCommand([command, "--help"]);
  const [, section = ""] = readme.split(new RegExp(`^## ${command}$`, "m"));
  const named = new Set(
    section
      .split(/^## /m)[0]!
      .match(/`--[a-z-]+/g)
      ?.map((option) => option.slice(1)),
  );
  expect(named.size).toBeGreaterThan(0);
  for (const option of named) expect(help).toContain(option);
});

test("policies in the README are valid JSON, and name the permissions that the commands call", () => {
  const policies = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => JSON.parse(text!));
  const actions = policies.flatMap(({ Statement }) =>
    Statement.flatMap(({ Action }: { Action: string | string[] }) => Action),
  );
  expect(actions).toEqual(
    expect.arrayContaining(["ssm:DescribeSessions", "ssm:ListDocumentVersions", "s3:ListBucket", "kms:Sign"]),
  );
});
