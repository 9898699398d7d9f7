import { given } from "../../core/internal";
import { inputPaths as inputPathsRule, messageFields, messageLines } from "./event-message-schema";

/** What a target receives instead of the whole event. */
export interface EventMessage {
  /** Variable names, and the JSON paths of their values in the event. */
  readonly inputPaths: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/**
 * A text for people, one quoted string per line, as EventBridge requires. A variable is empty if its field is missing
 * from the event, so the line says what that means. Text that a caller can choose comes last, so it cannot pass for a
 * line of the message.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function textMessage(inputPaths: Readonly<Record<string, string>>, lines: readonly string[]): EventMessage {
  given("textMessage", inputPathsRule, inputPaths, "inputPaths");
  given("textMessage", messageLines, lines, "lines");
  return { inputPaths, inputTemplate: lines.map((line) => JSON.stringify(line)).join("\n") };
}

/**
 * An object with the given fields of the event, for programs: `{ session: "$.detail.responseElements.sessionId" }`. A
 * missing field becomes an empty string.
 */
export function jsonMessage(fields: Readonly<Record<string, string>>): EventMessage {
  const names = Object.keys(given("jsonMessage", messageFields, fields, "fields"));
  const variables = variablesFor(names);
  return {
    inputPaths: Object.fromEntries(names.map((name) => [variables.get(name)!, fields[name]!])),
    // Without quotes around them, EventBridge writes values as JSON, so no quote in a value can break the object.
    inputTemplate: `{${names.map((name) => `${JSON.stringify(name)}: <${variables.get(name)}>`).join(", ")}}`,
  };
}

/** One variable per name. All differ, and none starts with AWS, which EventBridge reserves. */
export function variablesFor(names: readonly string[], wordsOf = (name: string) => name): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const plain = wordsOf(name)
        .replace(/[^\w-]/g, "_")
        .replace(/^(?=AWS)/, "_");
      let variable = plain;
      for (let number = 2; taken.has(variable); number++) variable = `${plain}_${number}`;
      taken.add(variable);
      return [name, variable];
    }),
  );
}
