/** What a target is told instead of the whole event. */
export interface EventMessage {
  /** Variable names, and the JSON paths of their values in the event. */
  readonly inputPaths: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/**
 * A text for people, one quoted string a line, as EventBridge wants it. A variable whose field is missing from the
 * event is empty, so a line says what that means. What a caller may word freely comes last: it cannot pass for a line
 * of ours.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function textMessage(inputPaths: Readonly<Record<string, string>>, lines: readonly string[]): EventMessage {
  return { inputPaths, inputTemplate: lines.map((line) => JSON.stringify(line)).join("\n") };
}

/**
 * An object of the given fields of the event, for programs: `{ session: "$.detail.responseElements.sessionId" }`. A
 * missing field becomes an empty text.
 */
export function jsonMessage(fields: Readonly<Record<string, string>>): EventMessage {
  const names = Object.keys(fields);
  return {
    inputPaths: Object.fromEntries(names.map((name) => [variable(name), fields[name]!])),
    // Without quotes around them EventBridge writes values as JSON: no quote in a value can break the object.
    inputTemplate: `{${names.map((name) => `${JSON.stringify(name)}: <${variable(name)}>`).join(", ")}}`,
  };
}

/** Names of variables are letters, digits, hyphens and underscores. */
export function variable(name: string): string {
  return name.replace(/[^\w-]/g, "_");
}
