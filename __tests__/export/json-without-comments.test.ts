import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examples } from "../support/examples.world";
import { sectionOf } from "../terraform/support/page-reader";

test("the command of terraform/README.md copies a stack without CDKTF's comments, and changes nothing else", () => {
  const folder = mkdtempSync(join(tmpdir(), "json-without-comments-"));
  try {
    const written = examples["single-account"]!;
    writeFileSync(join(folder, "cdk.tf.json"), written);
    const { commands } = sectionOf("terraform/README.md", "JSON instead");
    expect(commands).toHaveLength(1);
    execFileSync("sh", ["-c", commands[0]!], { cwd: folder });
    const copy = JSON.parse(readFileSync(join(folder, "main.tf.json"), "utf8"));
    expect(written).toContain('"//"');
    expect(JSON.stringify(copy)).not.toContain('"//"');
    expect(copy).toEqual(withoutComments(JSON.parse(written)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function withoutComments(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== "object" || value === null) return value;
  const { "//": _comment, ...others } = value as Record<string, unknown>;
  return Object.fromEntries(Object.entries(others).map(([key, inner]) => [key, withoutComments(inner)]));
}
