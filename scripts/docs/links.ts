import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { markdownFiles } from "./render";

/** Links of the Markdown files to files or headings that are not there, as `file: target`. */
export function brokenLinks(root: string): string[] {
  return markdownFiles(root).flatMap((path) => {
    const text = withoutCode(readFileSync(join(root, path), "utf8"));
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    return targets.filter((target) => !resolves(root, path, target)).map((target) => `${path}: ${target}`);
  });
}

function resolves(root: string, path: string, target: string): boolean {
  if (/^[a-z]+:/.test(target)) return true;
  const [file, anchor] = target.split("#") as [string, string?];
  const absolute = file ? join(root, dirname(path), file) : join(root, path);
  if (!existsSync(absolute)) return false;
  return anchor === undefined || headings(absolute).has(anchor);
}

/** Anchors as GitHub makes them of headings, and those that are written out. */
function headings(file: string): Set<string> {
  const text = withoutCode(readFileSync(file, "utf8"));
  const lines = text.match(/^#+ .*$/gm) ?? [];
  const written = [...text.matchAll(/<a name="([^"]+)">/g)].map(([, name]) => name!);
  const made = lines.map((line) =>
    line
      .replace(/^#+ /, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
  return new Set([...made, ...written]);
}

function withoutCode(text: string): string {
  return text.replace(/^```[\s\S]*?^```/gm, "");
}
