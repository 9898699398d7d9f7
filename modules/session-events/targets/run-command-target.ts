import { arns, literal, violations } from "../../core/internal";
import { type EventMessage, variable } from "../messages/event-message";
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
    check: (path, rule) => [...violations(runCommandOptions, options, path), ...roleViolations(rule, id)],
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

function commandInput(parameters: CommandParameters): Pick<TargetConfig, "input" | "message"> {
  const fields = eventFields(parameters);
  if (fields.length === 0) return { input: literal(JSON.stringify(parameters)) };
  const message: EventMessage = {
    inputPaths: Object.fromEntries(fields.map(({ jsonPath }) => [nameOf(jsonPath), jsonPath])),
    inputTemplate: literal(`{${Object.entries(parameters).map(renderParameter).join(", ")}}`),
  };
  return { message };
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
