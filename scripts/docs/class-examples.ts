import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { type ClassDeclaration, Node, type Project, type SourceFile, SyntaxKind } from "ts-morph";
import type { ModuleDocs } from "./module-docs";
import type { RenderedFile } from "./render";

/**
 * Fills the `@example` of every public class with the statement of a compiled example that makes one, so that an editor shows code
 * that is known to work.
 */
export function renderClassExamples(root: string, { project, homes }: ModuleDocs): readonly RenderedFile[] {
  const examples = exampleFiles(root, project);
  const after = new Map<SourceFile, string>();
  for (const declaration of publicClasses(project, homes)) {
    const example = exampleOf(declaration, examples);
    if (!example) continue;
    const file = declaration.getSourceFile();
    after.set(file, withExample(after.get(file) ?? file.getFullText(), declaration, example));
  }
  return [...after].map(([file, text]) => ({
    path: relative(root, file.getFilePath()),
    before: file.getFullText(),
    after: text,
  }));
}

/** What users make with `new`: the classes that a module exports. */
export function publicClasses(project: Project, homes: ModuleDocs["homes"]): readonly ClassDeclaration[] {
  return project
    .getSourceFiles()
    .flatMap((file) => file.getClasses())
    .filter((declaration) => homes.has(declaration.getName() ?? ""));
}

/** Snippets come first: they show one thing each. */
function exampleFiles(root: string, project: Project): readonly SourceFile[] {
  return ["examples/snippets", "examples"]
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith(".ts"))
    .map((path) => project.addSourceFileAtPath(path));
}

/** The statement that makes one, from the snippets of the class's own module where they have it. */
function exampleOf(declaration: ClassDeclaration, examples: readonly SourceFile[]): string | undefined {
  const name = declaration.getName()!;
  const own = (file: SourceFile) =>
    declaration
      .getSourceFile()
      .getFilePath()
      .includes(`/${basenameOf(file)}/`);
  return [...examples.filter(own), ...examples.filter((file) => !own(file))]
    .flatMap((file) => file.getDescendantsOfKind(SyntaxKind.NewExpression))
    .filter((expression) => expression.getExpression().getText() === name)
    .map((expression) => expression.getFirstAncestor(isStatement))
    .map((statement) => statement && dedented(statement))
    .find((text) => text && !text.includes(COPIED_BY_MISTAKE));
}

/** What is shown is copied, and nobody should copy what lets Terraform destroy the audit. */
const COPIED_BY_MISTAKE = 'removal: "destroy"';

const isStatement = (node: Node) =>
  Node.isVariableStatement(node) || Node.isExpressionStatement(node) || Node.isReturnStatement(node);

const basenameOf = (file: SourceFile) => basename(file.getFilePath(), ".ts");

function dedented(statement: Node): string {
  const margin = statement.getIndentationText();
  return statement
    .getText()
    .split("\n")
    .map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line))
    .join("\n");
}

/** Replaces the example of the class's doc comment, or adds one at its end. */
function withExample(text: string, declaration: ClassDeclaration, example: string): string {
  const name = declaration.getName()!;
  const comment = declaration.getJsDocs().at(-1)?.getText();
  if (!comment) throw new Error(`class ${name} has no doc comment`);
  if (example.includes("*/")) throw new Error(`the example of ${name} would end its doc comment`);
  const lines = bodyOf(comment);
  const start = lines.findIndex((line) => line.startsWith("@example"));
  const kept = (start < 0 ? lines : lines.slice(0, start)).join("\n").trimEnd().split("\n");
  const filled = [...kept, "", "@example", "```ts", ...example.split("\n"), "```"];
  const rendered = ["/**", ...filled.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
  return text.replace(comment, () => rendered);
}

/** The text of a doc comment without its stars. */
function bodyOf(comment: string): string[] {
  return comment
    .replace(/^\/\*\*/, "")
    .replace(/\*\/$/, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim()
    .split("\n");
}
