import { arns, checkIntegerInRange, checkLength, checkText, literal, ValidationError } from "../core";
import { limits } from "../facts";
import { type EventMessage, variable } from "./event-message";
import type { BoundRule, RuleTarget, TargetOptions } from "./rule-target";
import { sendCommandStatements } from "./session-events-policy";
import { targetRole } from "./target-role";

/** Which nodes run the command: all that have one of the values of a tag, or some by id. EventBridge takes no id from the event. */
export type CommandNodes =
  | { readonly tag: { readonly key: string; readonly values: readonly string[] } }
  | { readonly ids: readonly string[] };

/** A value of the event, as a parameter of the command. Make one with `fromEvent`. */
export interface EventField {
  readonly jsonPath: string;
}

/** The value that stands in the event at a JSON path, such as `$.detail.requestParameters.target`. */
export function fromEvent(jsonPath: string): EventField {
  return { jsonPath };
}

export interface RunCommandOptions extends TargetOptions {
  /** Name of a Command document of this account and Region, or of AWS: `AWS-RunShellScript`. */
  readonly document: string;
  /** On which nodes: `{ tag: { key, values } }` or `{ ids }`, 1 to 50 values. */
  readonly nodes: CommandNodes;
  /**
   * Parameters of the document. Values of the event go to documents of your own alone, whose parameters have an
   * `allowedPattern`: the documents of AWS run whatever they are given.
   * @default - the defaults of the document
   */
  readonly parameters?: Readonly<Record<string, readonly (string | EventField)[]>>;
}

/** Runs a command on nodes of this account and Region with SSM Run Command. */
export function runCommand({ id = "RunCommand", document, nodes, parameters = {} }: RunCommandOptions): RuleTarget {
  return {
    id,
    bind: (rule) => {
      const arn = documentArn(rule, document);
      const wanted = "tag" in nodes ? nodes.tag.values : nodes.ids;
      checkIntegerInRange(rule.scope, "targets.nodes (their number)", wanted.length, limits.runCommandValues);
      const tag = "tag" in nodes ? nodes.tag : undefined;
      return {
        arn,
        ...commandInput(rule, arn, parameters),
        ...targetRole(rule, id, ...sendCommandStatements(arn, nodeArns(rule, nodes), tag)),
        runCommandTargets: { key: tag ? `tag:${tag.key}` : "InstanceIds", values: wanted },
      };
    },
  };
}

function documentArn({ scope, aws }: BoundRule, document: string): string {
  checkText(scope, "targets.document", document, {
    pattern: /^[\w.-]{3,128}$/,
    allowed: "the name of a Command document",
    fix: "write the name, without the ARN",
  });
  return isOfAws(document) ? arns.awsDocument(aws, document) : arns.document(aws, document);
}

function isOfAws(document: string): boolean {
  return /^(AWS|Amazon)[-A-Z]/.test(document);
}

function nodeArns({ scope, aws }: BoundRule, nodes: CommandNodes): string[] {
  if ("tag" in nodes) {
    checkLength(scope, "targets.nodes.tag.key", nodes.tag.key, limits.tagKeyLength);
    return [arns.instance(aws, "*"), arns.managedInstance(aws, "*")];
  }
  return nodes.ids.map((nodeId, index) => {
    checkText(scope, `targets.nodes.ids[${index}]`, nodeId, {
      pattern: /^(i|mi)-[\da-f]{8,17}$/,
      allowed: "the id of a node",
      fix: "write it like i-0123456789abcdef0 or mi-0123456789abcdef0",
    });
    return nodeId.startsWith("mi-") ? arns.managedInstance(aws, nodeId) : arns.instance(aws, nodeId);
  });
}

type Parameters = NonNullable<RunCommandOptions["parameters"]>;

function commandInput(
  rule: BoundRule,
  arn: string,
  parameters: Parameters,
): { input: string } | { message: EventMessage } {
  const fields = Object.values(parameters)
    .flat()
    .filter((value): value is EventField => typeof value !== "string");
  if (fields.length === 0) return { input: literal(JSON.stringify(parameters)) };
  const document = arn.slice(arn.lastIndexOf("/") + 1);
  if (isOfAws(document)) {
    throw new ValidationError(rule.scope, {
      prop: "targets.parameters",
      allowed: "fixed texts where the document is one of AWS",
      got: fields.map(({ jsonPath }) => jsonPath),
      fix: "write a document of your own whose parameter has an allowedPattern: what a caller words must not become a command",
    });
  }
  return {
    message: {
      inputPaths: Object.fromEntries(fields.map(({ jsonPath }) => [nameOf(jsonPath), jsonPath])),
      inputTemplate: literal(`{${Object.entries(parameters).map(renderParameter).join(", ")}}`),
    },
  };
}

function nameOf(jsonPath: string): string {
  return variable(jsonPath.replace(/^\$\./, ""));
}

/** Values of the event stand without quotes, so that EventBridge writes them as JSON; `<` in a text would begin a variable. */
function renderParameter([name, values]: [string, readonly (string | EventField)[]]): string {
  const rendered = values.map((value) =>
    typeof value === "string" ? JSON.stringify(value).replaceAll("<", "\\u003c") : `<${nameOf(value.jsonPath)}>`,
  );
  return `${JSON.stringify(name)}: [${rendered.join(", ")}]`;
}
