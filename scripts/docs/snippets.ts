import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Fills the code fence after `<!-- snippet:path#region -->` with that region of a compiled file. An import that an
 * earlier snippet of the page shows is not repeated.
 */
export function fillSnippets(root: string, path: string, text: string): string {
  const shown = new Set<string>();
  return text.replace(
    /(<!-- snippet:(\S+)#(\S+) -->\n)(```ts\n[\s\S]*?\n?```)?/g,
    (_found: string, marker: string, file: string, region: string, fence: string | undefined) => {
      if (!fence) throw new Error(`${path}: no \`\`\`ts fence after the snippet ${file}#${region}`);
      return `${marker}\`\`\`ts\n${snippet(root, file, region, shown)}\n\`\`\``;
    },
  );
}

/** A region as a user would write it: dedented, with the imports from this library that it needs. */
function snippet(root: string, file: string, region: string, shown: Set<string>): string {
  const source = readFileSync(join(root, file), "utf8");
  const body = dedent(regionLines(source, file, region));
  const imports = neededImports(source, body).filter((line) => !shown.has(line));
  for (const line of imports) shown.add(line);
  return [...imports, ...(imports.length > 0 ? [""] : []), ...body].join("\n");
}

function regionLines(source: string, file: string, region: string): string[] {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  // The name of the end may be left out.
  const ends = ["// #endregion", `// #endregion ${region}`];
  const end = lines.findIndex((line, index) => index > start && ends.includes(line.trim()));
  if (start < 0 || end < 0) throw new Error(`no region ${region} in ${file}`);
  return lines.slice(start + 1, end).filter((line) => !/^\s*\/\/ #(end)?region /.test(line));
}

function dedent(lines: readonly string[]): string[] {
  const margin = Math.min(...lines.filter(Boolean).map((line) => line.search(/\S/)));
  const start = lines.findIndex(Boolean);
  const end = lines.findLastIndex(Boolean);
  return lines.slice(start, end + 1).map((line) => line.slice(margin));
}

/** The file's imports from this library, cut down to the names that the region uses and does not import itself. */
function neededImports(source: string, body: readonly string[]): string[] {
  const text = body.join("\n");
  return [...source.matchAll(/^import (type )?\{([^}]*)\} from "(cdktf-session-audit[^"]*)";$/gm)].flatMap(
    ([line, type = "", names = "", specifier]) => {
      if (text.includes(line!)) return [];
      const used = names
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name && new RegExp(`\\b${name.replace(/^type /, "")}\\b`).test(text));
      return used.length > 0 ? [`import ${type}{ ${used.join(", ")} } from "${specifier}";`] : [];
    },
  );
}
