import { Node, type Project, SyntaxKind } from "ts-morph";

/** Why a statement of a policy is there, by its Sid: the comment on it, or that of the function that makes it alone. */
export function statementReasons(project: Project): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const file of project.getSourceFiles()) {
    for (const property of file.getDescendantsOfKind(SyntaxKind.PropertyAssignment)) {
      const value = property.getInitializer();
      if (property.getName() !== "sid" || !Node.isStringLiteral(value)) continue;
      const reason = commentBefore(property) ?? docOfMaker(property);
      if (reason && !reasons.has(value.getLiteralText())) reasons.set(value.getLiteralText(), reason);
    }
  }
  return reasons;
}

/** What `//` lines before it say. */
function commentBefore(node: Node): string | undefined {
  const lines = node.getLeadingCommentRanges().map((range) => range.getText());
  const text = lines.map((line) => line.replace(/^\/\/\s?/, "")).join(" ");
  return text === "" ? undefined : text;
}

/** The doc comment of the function or constant that holds this one statement. */
function docOfMaker(property: Node): string | undefined {
  const maker = property.getFirstAncestor((node) => Node.isFunctionDeclaration(node) || Node.isVariableStatement(node));
  if (!Node.isFunctionDeclaration(maker) && !Node.isVariableStatement(maker)) return undefined;
  const sids = maker.getDescendantsOfKind(SyntaxKind.PropertyAssignment).filter((one) => one.getName() === "sid");
  return sids.length === 1 ? docText(maker.getJsDocs().at(-1)?.getCommentText()) : undefined;
}

/** What the doc comment of a class says first. */
export function classPurposes(project: Project): Map<string, string> {
  const classes = project.getSourceFiles().flatMap((file) => file.getClasses());
  return new Map(
    classes.flatMap((one): [string, string][] => {
      const text = docText(one.getJsDocs().at(-1)?.getCommentText());
      return text ? [[one.getName() ?? "", text]] : [];
    }),
  );
}

function docText(text: string | undefined): string | undefined {
  return text?.replace(/\s+/g, " ").trim() || undefined;
}
