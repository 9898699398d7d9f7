import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { limitsMarkdown } from "./limits-table";
import { fillMarkers } from "./markers";
import { type ModuleDocs, readModules } from "./module-docs";
import { propsMarkdown } from "./props-table";
import { fillSnippets } from "./snippets";

export interface RenderedFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Every Markdown file of the repository, as it is and as it should be. */
export function renderDocs(root: string): readonly RenderedFile[] {
  const modules = readModules(root);
  return markdownFiles(root).map((path) => {
    const before = readFileSync(join(root, path), "utf8");
    return { path, before, after: render(root, path, before, modules) };
  });
}

function render(root: string, path: string, text: string, modules: ModuleDocs): string {
  const blocks = {
    props: () => propsMarkdown(modules, dirname(path)),
    limits: () => limitsMarkdown(root, path, modules),
  };
  return fillSnippets(root, path, fillMarkers(path, text, blocks));
}

const ignored = new Set(["node_modules", "lib", "cdktf.out", "CHANGELOG.md"]);

/** The Markdown files that people wrote, sorted, dot folders left out. */
export function markdownFiles(root: string, folder = root): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !ignored.has(name) && !name.startsWith("."))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return markdownFiles(root, path);
      return entry.name.endsWith(".md") ? [relative(root, path)] : [];
    })
    .sort();
}
