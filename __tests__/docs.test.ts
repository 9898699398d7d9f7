import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { App, type TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import { publicClasses } from "../scripts/docs/class-examples";
import { brokenLinks } from "../scripts/docs/links";
import { readModules } from "../scripts/docs/module-docs";
import { renderDocs } from "../scripts/docs/render";

const root = resolve(__dirname, "..");
const modules = readModules(root);
const headings = ["Use", "What you get", "Props", "Grants", "Existing resources", "Escape hatch"];

it("shows generated tables and snippets as the sources have them", () => {
  const stale = renderDocs(root).filter(({ before, after }) => before !== after);
  expect(stale.map(({ path }) => path)).toEqual([]);
});

it("shows an example of every class that users make with props", () => {
  const made = publicClasses(modules.project, modules.homes).filter((declaration) =>
    modules.homes.has(`${declaration.getName()}Props`),
  );
  const without = made.filter(
    (declaration) => !declaration.getJsDocs().some((doc) => doc.getText().includes("@example")),
  );
  expect(made.length).toBeGreaterThan(20);
  expect(without.map((declaration) => declaration.getName())).toEqual([]);
});

it("links to files and headings that are there", () => {
  expect(brokenLinks(root)).toEqual([]);
});

/** Facts and parts are nothing that users make: their pages have a shape of their own. */
const described = [...modules.folders.keys()].filter((folder) => !/\/(facts|parts)$/.test(folder));

describe.each(described)("%s", (folder) => {
  const readme = join(root, folder, "README.md");

  it("has a README with the headings of all modules, and a table of its props", () => {
    const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
    const found = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(found).toEqual(headings);
    expect(text).toContain("<!-- props:start -->");
  });

  it("documents every prop, and the default of every optional one", () => {
    const props = modules.folders
      .get(folder)!
      .filter(({ name }) => name.endsWith("Props"))
      .flatMap((table) => table.props.map((prop) => ({ ...prop, path: `${table.name}.${prop.name}` })));
    expect(props.filter(({ description }) => !description).map(({ path }) => path)).toEqual([]);
    expect(props.filter((prop) => !prop.required && !prop.default).map(({ path }) => path)).toEqual([]);
  });
});

describe.each(readdirSync(join(root, "examples/snippets")))("examples/snippets/%s", (file) => {
  it("synthesizes", () => {
    const classes = Object.values(require(join(root, "examples/snippets", file))) as Snippet[];
    expect(classes).not.toEqual([]);
    for (const Snippet of classes) Testing.synth(new Snippet(new App(), "snippet"), true);
  });
});

type Snippet = new (scope: Construct, id: string) => TerraformStack;
