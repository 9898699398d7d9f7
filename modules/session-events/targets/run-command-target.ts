import { arns, distinct, jsonText, type Violation, violations } from "../../core/internal";
import { limits } from "../../facts";
import { variablesFor } from "../messages/event-message";
import type { PlannedRule, RuleTarget, TargetConfig } from "./rule-target";
import {
  type CommandNodes,
  type CommandParameters,
  type EventField,
  eventFields,
  isOfAws,
  type RunCommandOptions,
} from "./run-command-options";
import { runCommandOptions } from "./run-command-schema";
import { sendCommandStatements } from "./target-policy";
import { roleViolations, targetRole } from "./target-role";

/** Runs a command on nodes of this account and Region with SSM Run Command. */
export function runCommand(options: RunCommandOptions): RuleTarget {
  const id = options?.id ?? "RunCommand";
  return {
    id,
    check: (path, rule) => {
      const found = violations(runCommandOptions, options, path);
      return found.length > 0
        ? found
        : [...tooLong(options.parameters, `${path}.parameters`), ...roleViolations(rule, id)];
    },
    bind: (rule) => {
      const { document, nodes, parameters = {} } = options;
      const arn = documentArn(rule, document);
      const tag = "tag" in nodes ? nodes.tag : undefined;
      return {
        arn,
        ...commandInput(parameters),
        ...targetRole(rule, id, ...sendCommandStatements(arn, nodeArns(rule, nodes), tag)),
        runCommandTargets: {
          key: tag ? `tag:${tag.key}` : "InstanceIds",
          values: "tag" in nodes ? nodes.tag.values : nodes.ids,
        },
      };
    },
  };
}

function documentArn({ aws }: PlannedRule, document: string): string {
  return isOfAws(document) ? arns.awsDocument(aws, document) : arns.document(aws, document);
}

function nodeArns({ aws }: PlannedRule, nodes: CommandNodes): string[] {
  if ("tag" in nodes) return [arns.instance(aws, "*"), arns.managedInstance(aws, "*")];
  return nodes.ids.map((id) => (id.startsWith("mi-") ? arns.managedInstance(aws, id) : arns.instance(aws, id)));
}

/** Fixed parameters as EventBridge passes them on, or a message with those that come from the event. */
function commandInput(parameters: CommandParameters): Pick<TargetConfig, "input" | "message"> {
  const paths = distinct(eventFields(parameters).map(({ jsonPath }) => jsonPath));
  if (paths.length === 0) return { input: written(parameters, jsonText, "") };
  const variables = variablesFor(paths, (path) => path.replace(/^\$\.?/, "") || "event");
  // A `<` in a string would start a variable.
  const value = (given: string | EventField) =>
    typeof given === "string" ? jsonText(given).replaceAll("<", "\\u003c") : `<${variables.get(given.jsonPath)}>`;
  const inputPaths = Object.fromEntries(paths.map((path) => [variables.get(path)!, path]));
  return { message: { inputPaths, inputTemplate: written(parameters, value, " ") } };
}

/**
 * Event values stand without quotes, so EventBridge writes them as JSON. Sorted, because the order of the caller's
 * object has no meaning.
 */
function written<T>(parameters: CommandParameters, value: (given: T) => string, gap: string): string {
  const names = Object.keys(parameters).sort();
  const lists = names.map((name) => {
    const values = (parameters[name] as readonly T[]).map(value);
    return `${JSON.stringify(name)}:${gap}[${values.join(`,${gap}`)}]`;
  });
  return `{${lists.join(`,${gap}`)}}`;
}

/** EventBridge limits the length of templates and fixed texts alike. */
function tooLong(parameters: CommandParameters = {}, prop: string): Violation[] {
  const { input, message } = commandInput(parameters);
  const { max, unit } = limits.inputTemplateLength;
  const { length } = input ?? message!.inputTemplate;
  if (length <= max) return [];
  return [
    { prop, allowed: `at most ${max} ${unit} long as JSON`, got: length, fix: "move the text into the document" },
  ];
}
