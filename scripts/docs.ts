import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { renderDocs } from "./docs/render";

/** Fills what is generated in the Markdown files and doc comments. With `--check` it writes nothing and fails where a file is stale. */
function main(root: string, check: boolean): void {
  const stale = renderDocs(root).filter(({ before, after }) => before !== after);
  if (check) {
    if (stale.length === 0) return;
    throw new Error(`stale: ${stale.map(({ path }) => path).join(", ")}; run npm run docs`);
  }
  for (const { path, after } of stale) writeFileSync(join(root, path), after);
  console.log(stale.length === 0 ? "docs are fresh" : `wrote ${stale.map(({ path }) => path).join(", ")}`);
}

try {
  main(resolve(__dirname, ".."), process.argv.includes("--check"));
} catch (error) {
  console.error(`docs: ${(error as Error).message}`);
  process.exitCode = 1;
}
