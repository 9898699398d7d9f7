import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { definitions } from "../export/definitions";
import { catalogueMarkdown } from "./catalogue-table";
import { renderClassExamples } from "./class-examples";
import { limitsMarkdown } from "./limits-table";
import { fillMarkers, table } from "./markers";
import { type ModuleDocs, readModules } from "./module-docs";
import { propsMarkdown } from "./props-table";
import { fillSnippets } from "./snippets";

export interface RenderedFile {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Every Markdown file of the repository, and every source file with an `@example`, as it is and as it should be. */
export function renderDocs(root: string): readonly RenderedFile[] {
  const modules = readModules(root);
  const pages = markdownFiles(root).map((path) => {
    const before = readFileSync(join(root, path), "utf8");
    return { path, before, after: render(root, path, before, modules) };
  });
  return [...pages, ...renderClassExamples(root, modules)];
}

function render(root: string, path: string, text: string, modules: ModuleDocs): string {
  const blocks = {
    props: () => propsMarkdown(modules, dirname(path)),
    limits: () => limitsMarkdown(root, path),
    catalogue: () => catalogueMarkdown(root, path),
    modules: () =>
      table(
        ["Module", "What it creates"],
        definitions.map(({ name, summary }) => [`[${name}](${name}/README.md)`, summary]),
      ),
    decisions: () => decisionsMarkdown(root, dirname(path)),
  };
  return fillSnippets(root, path, fillMarkers(path, text, blocks));
}

/** The numbered pages of a folder by their headings: `# 0001 A key of its own for alerts`. */
function decisionsMarkdown(root: string, folder: string): string {
  const pages = markdownFiles(root, join(root, folder)).filter((path) => /\/\d{4}-[^/]*$/.test(path));
  const rows = pages.map((path) => {
    const [, number, title] = /^# (\d{4}) (.*)$/m.exec(readFileSync(join(root, path), "utf8")) ?? [];
    if (!number || !basename(path).startsWith(number)) throw new Error(`${path}: its heading must be # and its number`);
    return [`[${number}](${basename(path)})`, title ?? ""];
  });
  return table(["Number", "Decision"], rows);
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
