/** What a module folder holds, how long its files are, and what stands in none of them. */
import { basename } from "node:path";
import { exportsOf, filesBelow, foldersIn, read } from "./support/sources";

const modules = foldersIn("modules").filter((name) => !["facts", "evidence", "core", "topologies"].includes(name));
const topologies = foldersIn("modules/topologies");
const folders = [...modules, ...topologies.map((name) => `topologies/${name}`)];

/**
 * What a file of a module is, by how its name ends. A file that fits none of these and holds no class of its name wants
 * another name, or another place.
 */
const kinds: Readonly<Record<string, string>> = {
  "index.ts": "what users import",
  "internal.ts": "what the layers above import besides",
  "-schema.ts": "the rules of props",
  "-policy.ts": "pure functions from values to statements",
  "-content.ts": "pure functions from values to JSON",
  "-target.ts": "one target of a rule",
  "-subscriber.ts": "one kind of subscribers of a topic",
  "-pattern.ts": "one kind of event patterns",
  "-message.ts": "one kind of messages",
  "-conditions.ts": "what an alarm looks at",
  "-role.ts": "a role that several need",
  "-size.ts": "arithmetic of a limit of AWS",
  "-filter.ts": "the grammar of a filter",
  "-chain.ts": "what the audit is made of",
  "-regions.ts": "what Regions have in common",
  "-grants.ts": "what others must allow",
  "-outputs.ts": "what users look up after an apply",
};

/** `SessionAudit` of session-audit.ts, or `createAlerting`, `targets` of alerting.ts and targets.ts: a file named after what it exports. */
function isNamedAfterExport(path: string): boolean {
  const words = basename(path, ".ts").replaceAll("-", "");
  const exported = read(path).matchAll(/^export (?:abstract )?(?:class|const|function|interface|type) (\w+)/gm);
  return [...exported].some(([, name]) =>
    [name, name!.replace(/^create/, "")].some((form) => form!.toLowerCase() === words),
  );
}

describe.each(folders)("modules/%s", (folder) => {
  const files = filesBelow(`modules/${folder}`);

  test("shows users an index", () => {
    expect(files).toContain(`modules/${folder}/index.ts`);
  });

  test("names each file after what it is or exports", () => {
    const strange = files.filter((file) => !Object.keys(kinds).some((kind) => file.endsWith(kind)));
    expect(strange.filter((file) => !isNamedAfterExport(file))).toEqual([]);
  });

  test("keeps its rooms flat", () => {
    const inside = files.map((file) => file.slice(`modules/${folder}/`.length));
    expect(inside.filter((file) => file.split("/").length > 2)).toEqual([]);
  });
});

test("every kind of file is there", () => {
  const files = filesBelow("modules");
  expect(Object.keys(kinds).filter((kind) => !files.some((file) => file.endsWith(kind)))).toEqual([]);
});

test("every folder has a README", () => {
  const readmes = filesBelow("modules", "README.md");
  const wanted = ["facts", "core", ...folders].map((folder) => `modules/${folder}/README.md`);
  expect(wanted.filter((readme) => !readmes.includes(readme))).toEqual([]);
});

describe("an index", () => {
  const indexes = filesBelow("modules", "index.ts");
  const doors = [...indexes, ...filesBelow("modules", "internal.ts")];

  test.each(doors)("only hands on: %s", (path) => {
    const rest = read(path).replace(/^export (type )?(\*|\{[^}]*\}) from "[^"]+";$/gm, "");
    expect(rest.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").trim()).toBe("");
  });

  test.each(modules)("of %s is handed on by modules/index.ts", (module) => {
    const { types, values } = exportsOf(`modules/${module}/index.ts`);
    const all = exportsOf("modules/index.ts");
    expect([...types, ...values].length).toBeGreaterThan(0);
    expect(all.types).toEqual(expect.arrayContaining(types));
    expect(all.values).toEqual(expect.arrayContaining(values));
  });

  test("stands in no room: the package has one way into each module", () => {
    const rooms = indexes.filter((index) => index.split("/").length > (index.includes("/topologies/") ? 4 : 3));
    expect(rooms).toEqual([]);
  });
});

/** Examples in doc comments are copies of snippets. */
const withoutExamples = (file: string) => read(file).replace(/ \* @example\n( \*.*\n)*? \*\/\n/g, " */\n");

describe("sizes", () => {
  const lines = filesBelow("modules").map(
    (file) => [file, withoutExamples(file).trimEnd().split("\n").length] as const,
  );

  test("no file of the library is longer than 250 lines", () => {
    expect(lines.filter(([, count]) => count > 250)).toEqual([]);
  });

  test("half of the files have 120 lines or fewer", () => {
    const sorted = lines.map(([, count]) => count).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(120);
  });
});

/** A snippet may: it shows what somebody writes who knows their own. */
test("no file of the library or of an example names a partition", () => {
  const files = [...filesBelow("modules"), ...filesBelow("examples").filter((file) => !file.includes("/snippets/"))];
  expect(files.filter((file) => /arn:aws[a-z-]*:/.test(withoutExamples(file)))).toEqual([]);
});
