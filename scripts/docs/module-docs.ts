import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import {
  type InterfaceDeclaration,
  type JSDocableNode,
  Node,
  Project,
  type PropertySignature,
  SyntaxKind,
  type TypeAliasDeclaration,
  type TypeNode,
} from "ts-morph";

/** One prop as its doc comment and its type tell it. */
export interface PropDoc {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  /** Text of the `@default` tag. */
  readonly default: string | undefined;
}

export interface InterfaceDoc {
  readonly name: string;
  readonly description: string;
  /** Required ones first, inherited ones last. */
  readonly props: readonly PropDoc[];
}

export interface ModuleDocs {
  readonly project: Project;
  /** Module folders by path, `modules/log-bucket`, with the tables that their README shows. */
  readonly folders: ReadonlyMap<string, readonly InterfaceDoc[]>;
  /** Which module folder exports a name. */
  readonly homes: ReadonlyMap<string, string>;
  /** What a type alias of a union stands for. */
  readonly unions: ReadonlyMap<string, string>;
}

/** Reads the sources without any library: what is asked here is written in them. */
export function readModules(root: string): ModuleDocs {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true, noResolve: true, types: [] },
  });
  for (const file of sourceFiles(join(root, "modules"))) project.addSourceFileAtPath(file);
  const homes = new Map<string, string>();
  const unions = new Map<string, string>();
  const folders = new Map<string, readonly InterfaceDoc[]>();
  for (const index of project.getSourceFiles().filter((file) => file.getBaseName() === "index.ts")) {
    const folder = relative(root, dirname(index.getFilePath()));
    // Evidence holds no construct: it has neither props nor the headings of a module.
    if (folder === "modules" || folder === "modules/evidence") continue;
    const exported = [...index.getExportedDeclarations()].map(([name, [declaration]]) => ({ name, declaration }));
    for (const { name, declaration } of exported) {
      homes.set(name, folder);
      if (Node.isTypeAliasDeclaration(declaration)) {
        const members = unionMembers(declaration.getTypeNode());
        if (members) unions.set(name, members.join(" | "));
      }
    }
    folders.set(folder, documented(exported));
  }
  return { project, folders, homes, unions };
}

/** A longer union goes by its name. */
const MOST_MEMBERS = 8;

/** Of `"a" | "b"`, and of `(typeof list)[number]` where the list is a constant. */
function unionMembers(type: TypeNode | undefined): string[] | undefined {
  if (Node.isUnionTypeNode(type)) return type.getTypeNodes().map((member) => member.getText().replace(/\s+/g, " "));
  if (!Node.isIndexedAccessTypeNode(type)) return undefined;
  const query = type.getObjectTypeNode().getFirstDescendantByKind(SyntaxKind.TypeQuery);
  const members = query ? listMembers(query.getExprName()) : [];
  return members.length <= MOST_MEMBERS ? members : undefined;
}

function listMembers(name: Node): string[] {
  const symbol = name.getSymbol()?.getAliasedSymbol() ?? name.getSymbol();
  const list = symbol?.getDeclarations()[0]?.getFirstDescendantByKind(SyntaxKind.ArrayLiteralExpression);
  return (list?.getElements() ?? []).flatMap((element) =>
    Node.isSpreadElement(element) ? listMembers(element.getExpression()) : [element.getText()],
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .map((path) => join(folder, path));
}

interface Exported {
  readonly name: string;
  readonly declaration: Node | undefined;
}

/** The `*Props`, then the plain documented data that they take; all plain data of a folder without any. */
function documented(exported: readonly Exported[]): InterfaceDoc[] {
  const readable = exported.flatMap(({ name, declaration }) => {
    const doc = interfaceDoc(name, declaration);
    return doc ? [doc] : [];
  });
  const shown = readable.filter(({ name }) => name.endsWith("Props"));
  if (shown.length === 0) return readable.filter(({ props }) => props.some(({ description }) => description));
  for (const { props } of shown) {
    for (const { type } of props) {
      const names: readonly string[] = type.match(/\b[A-Z]\w+/g) ?? [];
      const data = readable.filter(({ name, props }) => names.includes(name) && props.some((p) => p.description));
      shown.push(...data.filter((doc) => !shown.includes(doc)));
    }
  }
  return shown;
}

/** Nothing for what is no plain data: classes, functions, interfaces with methods. */
function interfaceDoc(name: string, declaration: Node | undefined): InterfaceDoc | undefined {
  if (!Node.isInterfaceDeclaration(declaration) && !Node.isTypeAliasDeclaration(declaration)) return undefined;
  const found = propsOf(declaration);
  if (!found) return undefined;
  const props = found.filter((prop, index) => found.findIndex((other) => other.name === prop.name) === index);
  return {
    name,
    description: comment(declaration),
    props: [...props.filter(({ required }) => required), ...props.filter(({ required }) => !required)],
  };
}

/** Own props before inherited ones, so that the first of a name is the one that counts. */
function propsOf(declaration: InterfaceDeclaration | TypeAliasDeclaration): PropDoc[] | undefined {
  if (Node.isTypeAliasDeclaration(declaration)) return propsOfType(declaration.getTypeNode());
  if (declaration.getMethods().length > 0) return undefined;
  const inherited = all(declaration.getExtends().map(propsOfType));
  return inherited && [...declaration.getProperties().map(propDoc), ...inherited];
}

/** The props that `Base`, `{ a: string }`, `A & B`, `Pick<Base, "a">`, `Omit<Base, "a">` and `Partial<Base>` stand for. */
function propsOfType(type: TypeNode | undefined): PropDoc[] | undefined {
  if (Node.isTypeLiteral(type)) return type.getProperties().map(propDoc);
  // What it says is how the props of other parts go together.
  if (Node.isUnionTypeNode(type)) return [];
  if (Node.isIntersectionTypeNode(type)) return all(type.getTypeNodes().toReversed().map(propsOfType));
  if (!Node.isTypeReference(type) && !Node.isExpressionWithTypeArguments(type)) return undefined;
  const name = Node.isTypeReference(type) ? type.getTypeName() : type.getExpression();
  const [base, names] = type.getTypeArguments();
  const chosen = new Set([...(names?.getText() ?? "").matchAll(/"(\w+)"/g)].map(([, prop]) => prop));
  switch (name.getText()) {
    case "Pick":
      return propsOfType(base)?.filter((prop) => chosen.has(prop.name));
    case "Omit":
      return propsOfType(base)?.filter((prop) => !chosen.has(prop.name));
    case "Partial":
      return propsOfType(base)?.map((prop) => ({ ...prop, required: false }));
  }
  const symbol = name.getSymbol()?.getAliasedSymbol() ?? name.getSymbol();
  const declaration = symbol?.getDeclarations()[0];
  if (!Node.isInterfaceDeclaration(declaration) && !Node.isTypeAliasDeclaration(declaration)) return undefined;
  return propsOf(declaration);
}

function all(parts: readonly (PropDoc[] | undefined)[]): PropDoc[] | undefined {
  return parts.some((part) => part === undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

function propDoc(prop: PropertySignature): PropDoc {
  return {
    name: prop.getName(),
    type: (prop.getTypeNode()?.getText() ?? "unknown").replace(/\s+/g, " "),
    required: !prop.hasQuestionToken(),
    description: comment(prop),
    default: prop
      .getJsDocs()
      .flatMap((doc) => doc.getTags())
      .find((tag) => tag.getTagName() === "default")
      ?.getCommentText()
      ?.replace(/\s+/g, " "),
  };
}

function comment(node: JSDocableNode): string {
  const [doc] = node.getJsDocs().slice(-1);
  return doc?.getCommentText()?.replace(/\s+/g, " ").trim() ?? "";
}

/** The props of the interface or type of a name, wherever it is declared. */
export function propsNamed(project: Project, name: string): readonly PropDoc[] {
  for (const file of project.getSourceFiles()) {
    const declaration = file.getInterface(name) ?? file.getTypeAlias(name);
    if (declaration) return propsOf(declaration) ?? [];
  }
  throw new Error(`no interface is called ${name}`);
}
