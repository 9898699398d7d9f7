import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { definitions } from "../../scripts/export/definitions";

const exported = join(__dirname, "../../terraform");

/** The blocks of a kind in a file, by name. */
function blocks(text: string, kind: string): Map<string, string> {
  const found = text.matchAll(new RegExp(`^${kind} "(\\w+)" \\{\\n([\\s\\S]*?)\\n\\}`, "gm"));
  return new Map([...found].map(([, name, body]) => [name!, body!]));
}

describe.each(definitions.map(({ name }) => name))("the module %s", (name) => {
  const file = (path: string) => readFileSync(join(exported, name, path), "utf8");
  const variables = blocks(file("variables.tf"), "variable");
  const outputs = blocks(file("outputs.tf"), "output");
  const written = readdirSync(join(exported, name)).filter((path) => path.endsWith(".tf"));
  const code = written
    .filter((path) => path !== "variables.tf")
    .map(file)
    .join("\n");

  test("describes and types every variable", () => {
    expect(variables.size).toBeGreaterThan(0);
    for (const [variable, body] of variables) {
      expect([variable, body]).toEqual([variable, expect.stringMatching(/^ {2}description\s+= (<<-EOT|"\S.*")$/m)]);
      expect([variable, body]).toEqual([variable, expect.stringMatching(/^ {2}type\s+= \S/m)]);
    }
  });

  test("tells in the description of a variable which values it accepts, if they are few", () => {
    const few = [...variables].flatMap(([variable, body]) =>
      [...body.matchAll(/contains\(\[([^\]]*)\], (?:item|var\.)/g)].map(([, list]) => ({
        variable,
        description: body.slice(0, body.indexOf("\n  type ")).replaceAll('\\"', '"'),
        values: list!.split(", ").map((value) => value.replaceAll('"', "")),
      })),
    );
    for (const { variable, description, values } of few.filter((one) => one.values.length <= 30)) {
      const said = values.filter((value) => new RegExp(`(?<![\\w-])${value}(?![\\w-])`).test(description));
      expect([variable, said]).toEqual([variable, values]);
    }
  });

  test("describes variables in the words of Terraform", () => {
    expect([...variables.values()].map((body) => body.slice(0, body.indexOf("\n  type "))).join("\n")).not.toMatch(
      /synth|\bstacks?\b|`[a-z]+[A-Z]\w*`|`[A-Z][a-z]+[A-Z]\w*`/,
    );
  });

  test("has a word on every field of a variable", () => {
    expect(file("variables.tf")).not.toMatch(/`\w+`: *$/m);
  });

  test("describes every output", () => {
    expect(outputs.size).toBeGreaterThan(0);
    for (const body of outputs.values()) expect(body).toMatch(/^ {2}description = "\S.*"$/m);
  });

  test("uses every variable, local value and data source", () => {
    for (const variable of variables.keys()) expect(code).toMatch(new RegExp(`\\bvar\\.${variable}\\b`));
    const [, locals = ""] = /^locals \{\n([\s\S]*?)\n\}/m.exec(code) ?? [];
    for (const [, local] of locals.matchAll(/^ {2}(\w+)\s+=/gm)) expect(code).toContain(`local.${local}`);
    for (const [, type, id] of code.matchAll(/^data "(\w+)" "(\w+)"/gm)) expect(code).toContain(`data.${type}.${id}.`);
  });

  test("configures neither a provider nor a backend, and pins the source of the provider", () => {
    expect(written.map(file).join("\n")).not.toMatch(/^provider |^\s+backend /m);
    expect(file("versions.tf")).toMatch(
      /required_version = ">= 1\.5"[\s\S]+source\s+= "hashicorp\/aws"[\s\S]+version\s+= ">= /,
    );
  });

  test("holds nothing of the program that wrote it", () => {
    expect(code).not.toMatch(
      /TfToken|unresolved|zz[-_]|each\.(?!value\b)|119940|00000000000000001|9000000000|aws-iso-b|us-isob-west|us_isob|sgov|zzorg|uniqueId/,
    );
  });

  test("refuses a value of every variable that has a validation", () => {
    const tested = definitions.find((definition) => definition.name === name)!.refused.map(([variable]) => variable);
    const validated = [...variables].filter(([, body]) => body.includes("validation {")).map(([variable]) => variable);
    expect(new Set(tested)).toEqual(new Set(validated));
  });
});
