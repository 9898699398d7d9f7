import { format } from "@cdktf/hcl-tools";
import { writeBody } from "./body";
import { writeCondition } from "./condition-code";
import type { Condition } from "./conditions";
import type { Precondition } from "./definition";
import { exampleFile, requirements, testFile } from "./examples";
import { fileOf } from "./file-of";
import { comment, quoted, writeValue } from "./hcl";
import { lookupBlocks, lookupCode, lookupsIn } from "./lookups";
import type { MergedElement, MergedModule } from "./module";
import { movedFile } from "./moved";
import { readme, usage } from "./readme";
import type { Scope } from "./scope";
import { writeVariables } from "./variable-blocks";
import { withFields } from "./variables";

/** Comments of the sources, by what they are about. */
export interface Comments {
  readonly statements: ReadonlyMap<string, string>;
  readonly classes: ReadonlyMap<string, string>;
}

/** The first lines of every generated file. */
const GENERATED = "# Generated from the constructs by `npm run export`: change those instead.";

/** The files of a module by name. */
export async function moduleFiles(module: MergedModule, comments: Comments): Promise<Record<string, string>> {
  const scope = scopeOf(module, comments);
  const files = {
    ...resourceFiles(module, scope, comments),
    "variables.tf": writeVariables(module).join("\n\n"),
    "outputs.tf": outputs(module, scope).join("\n\n"),
    "versions.tf": requirements(module.definition.iamRegion ? ["aws.iam"] : []),
    "examples/complete/main.tf": exampleFile(module.definition),
    "examples/from-typescript/moved.tf": movedFile(module),
    "tests/inputs.tftest.hcl": testFile(module),
  };
  const written = await Promise.all(
    Object.entries(files).map(async ([name, text]) => [name, await format(`${GENERATED}\n\n${text}\n`)] as const),
  );
  return { ...Object.fromEntries(written), "README.md": readme(module, await format(usage(module))) };
}

function scopeOf({ features, variables, elements }: MergedModule, comments: Comments): Scope {
  const numbers = variables.flatMap(withFields).filter(({ type }) => type === "number");
  return {
    features: new Map(features.map((feature) => [feature.name, feature])),
    numbers: new Set(numbers.map(({ path }) => `var.${path}`)),
    counted: new Set(
      elements.filter(({ block, when, forEach }) => block !== "output" && when && !forEach).map(resourceAddress),
    ),
    reasons: comments.statements,
  };
}

function resourceAddress({ type, name }: MergedElement): string {
  return `${type}.${name}`;
}

function dataAndLocals(module: MergedModule, scope: Scope): string[] {
  const { elements, definition } = module;
  const lookups = lookupsIn(module);
  const own = Object.entries(definition.locals ?? {});
  const values = [...lookups.map(([name, lookup]) => [name, lookupCode(lookup)] as const), ...own];
  return [
    ...lookupBlocks(lookups).values(),
    ...elements.filter(({ block }) => block === "data").map((element) => resource(element, scope)),
    ...(values.length > 0 ? [`locals {\n${values.map(([name, code]) => `${name} = ${code}`).join("\n")}\n}`] : []),
  ];
}

/** The resources of a large module have a file for each concern. Where none would stay in `main.tf`, all do. */
function resourceFiles(module: MergedModule, scope: Scope, comments: Comments): Record<string, string> {
  const resources = module.elements.filter(({ block }) => block === "resource");
  const isSplit = resources.some(({ owner }) => fileOf(owner) === "main.tf");
  const files = isSplit ? [...new Set(["main.tf", ...resources.map(({ owner }) => fileOf(owner))])] : ["main.tf"];
  const texts = files.map((file): [string, string] => {
    const held = resources.filter(({ owner }) => !isSplit || fileOf(owner) === file);
    const shared = file === "main.tf" ? dataAndLocals(module, scope) : [];
    return [file, [...shared, ...sections(held, scope, comments)].join("\n\n")];
  });
  return Object.fromEntries(texts);
}

/** What each construct makes, under a heading that says what it is for. */
function sections(elements: readonly MergedElement[], scope: Scope, { classes }: Comments): string[] {
  let before = "";
  const told = new Set<string>();
  return elements.map((element) => {
    const { id, className } = element.owner;
    const isNew = id !== before;
    before = id;
    const purpose = told.has(className) ? "" : (classes.get(className) ?? "");
    if (isNew) told.add(className);
    const heading = isNew ? `${comment(`${words(id)}.${purpose ? ` ${purpose}` : ""}`)}\n` : "";
    return `${heading}${resource(element, scope)}`;
  });
}

/** `Transcript bucket` of TranscriptBucket. */
function words(id: string): string {
  const lower = id.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return lower[0]!.toUpperCase() + lower.slice(1);
}

function resource({ block, type, name, when, forEach, body }: MergedElement, scope: Scope): string {
  return `${block} "${type}" "${name}" {\n${writeBody(body, scope, number(when, forEach, scope))}\n}`;
}

function number(when: Condition | undefined, forEach: string | undefined, scope: Scope): string[] {
  if (!forEach) return when ? [`count = ${writeCondition(when, scope)} ? 1 : 0`] : [];
  // That the list has items need not be said twice.
  const literals = (when?.literals ?? []).filter((literal) => {
    return writeCondition({ operator: "and", literals: [literal] }, scope) !== `length(${forEach}) > 0`;
  });
  if (literals.length === 0 || !when) return [`for_each = ${forEach}`];
  return [`for_each = ${writeCondition({ ...when, literals }, scope)} ? ${forEach} : toset([])`];
}

function precondition({ condition, message }: Precondition): string {
  return `\nprecondition {\ncondition = ${condition}\nerror_message = ${message}\n}`;
}

function outputs({ elements, definition }: MergedModule, scope: Scope): string[] {
  return elements
    .filter(({ block }) => block === "output")
    .map(({ name, when, body }) => {
      const entries = new Map(body.kind === "object" ? body.entries : []);
      const spot = { ...scope, depth: 1, inJson: false };
      const value = writeValue(entries.get("value")!.value, spot);
      const description = entries.get("description")?.value;
      const text = description?.kind === "text" ? description.text : "";
      const given = when ? `${writeCondition(when, scope)} ? ${value} : null` : value;
      const waits = entries.has("depends_on")
        ? [`depends_on = ${writeValue(entries.get("depends_on")!.value, spot)}`]
        : [];
      const checks = (definition.preconditions ?? []).filter(({ output }) => output === name).map(precondition);
      return `output "${name}" {\n${[`description = ${quoted(text)}`, `value = ${given}`, ...waits, ...checks].join("\n")}\n}`;
    });
}
