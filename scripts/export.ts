import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { propsNamed, readModules } from "./docs/module-docs";
import { definitions } from "./export/definitions";
import { moduleFiles } from "./export/files";
import { mergeModule } from "./export/module";
import { classPurposes, statementReasons } from "./export/reasons";

/** Writes all Terraform modules, or those named. With `--check` it writes nothing and fails where a file is stale. */
async function main(root: string, check: boolean, names: readonly string[]): Promise<void> {
  const docs = readModules(root);
  const comments = { statements: statementReasons(docs.project), classes: classPurposes(docs.project) };
  const stale: string[] = [];
  for (const definition of definitions.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const docsOf = (path: string) => {
      const names = [definition.docs[path] ?? []].flat();
      return names.flatMap((name) => propsNamed(docs.project, name));
    };
    const module = mergeModule(definition, docsOf);
    const files = await moduleFiles(module, comments);
    const copies = Object.entries(definition.files ?? {}).map(([name, path]) => [name, readFileSync(path)] as const);
    const texts = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const);
    for (const [name, after] of [...texts, ...copies]) {
      const path = join("terraform", definition.name, name);
      if (read(join(root, path))?.equals(after)) continue;
      stale.push(path);
      if (check) continue;
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), after);
    }
    for (const path of leftover(root, definition.name, files)) {
      stale.push(path);
      if (!check) rmSync(join(root, path));
    }
  }
  if (check && stale.length > 0) throw new Error(`stale: ${stale.join(", ")}; run npm run export`);
  console.log(stale.length === 0 ? "the modules are fresh" : `brought up to date: ${stale.join(", ")}`);
}

/** Terraform would read a file that nothing writes any more. */
function leftover(root: string, module: string, files: Readonly<Record<string, string>>): string[] {
  const folder = join("terraform", module);
  const present = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  return present.filter((name) => name.endsWith(".tf") && !(name in files)).map((name) => join(folder, name));
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

const [check, names] = [
  process.argv.includes("--check"),
  process.argv.slice(2).filter((name) => !name.startsWith("-")),
];

main(resolve(__dirname, ".."), check, names).catch((error: Error) => {
  console.error(`export: ${error.message}`);
  process.exitCode = 1;
});
