import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

export const root = join(__dirname, "..", "..");

/** Paths below a folder of a project, relative to its root, in stable order. */
export function filesBelow(folder: string, ending = ".ts", of = root): string[] {
  if (!existsSync(join(of, folder))) return [];
  return readdirSync(join(of, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(of, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}

export function foldersIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** An import, or a re-export, of another file or package. */
export interface Import {
  readonly from: string;
  /** `import type`: nothing of it is left at run time. */
  readonly typeOnly: boolean;
  readonly names: readonly string[];
}

const statement = /^(?:import|export)\s+(type\s+)?(?:([^;"']*?)\s+from\s+)?"([^"]+)";/gm;
const call = /\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g;

export function importsOf(source: string): Import[] {
  const statements = [...source.matchAll(statement)].map(([, type, clause = "", from]) => ({
    from: from!,
    typeOnly: type !== undefined,
    names: clause.match(/\w+/g)?.filter((word) => word !== "type" && word !== "as") ?? [],
  }));
  const calls = [...source.matchAll(call)].map(([, from]) => ({ from: from!, typeOnly: false, names: [] }));
  return [...statements, ...calls];
}

/** The names that an index hands on, `export *` followed. */
export function exportsOf(path: string): { types: string[]; values: string[] } {
  const found = { types: [] as string[], values: [] as string[] };
  for (const [, type, clause, from] of read(path).matchAll(
    /^export\s+(type\s+)?(\*|\{[^}]*\})\s+from\s+"([^"]+)";/gm,
  )) {
    if (clause === "*") {
      const below = exportsOf(join(path, "..", from!, "index.ts").split(sep).join("/"));
      found.types.push(...below.types);
      found.values.push(...below.values);
    } else {
      found[type ? "types" : "values"].push(...clause!.match(/\w+/g)!);
    }
  }
  return found;
}
