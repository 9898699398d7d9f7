import type { TargetOptions } from "./rule-target";

/**
 * The nodes that run the command: all that have one of the values of a tag, or a list of ids. EventBridge takes no id
 * from the event.
 */
export type CommandNodes =
  | { readonly tag: { readonly key: string; readonly values: readonly string[] } }
  | { readonly ids: readonly string[] };

/** A value of the event, as a parameter of the command. Create one with `fromEvent`. */
export interface EventField {
  readonly jsonPath: string;
}

/** The value of the event at a JSON path, such as `$.detail.requestParameters.target`. */
export function fromEvent(jsonPath: string): EventField {
  return { jsonPath };
}

export interface RunCommandOptions extends TargetOptions {
  /** Name of a Command document of this account and Region, or of AWS: `AWS-RunShellScript`. */
  readonly document: string;
  /** The nodes: `{ tag: { key, values } }` or `{ ids }`, 1 to 50 values. */
  readonly nodes: CommandNodes;
  /**
   * Parameters of the document. Only your own documents may get values of the event, in parameters that have an
   * `allowedPattern`: AWS documents run whatever they are given.
   * @default - the defaults of the document
   */
  readonly parameters?: Readonly<Record<string, readonly (string | EventField)[]>>;
}

export type CommandParameters = NonNullable<RunCommandOptions["parameters"]>;

/** The event values among the parameters of a command. */
export function eventFields(parameters: CommandParameters): EventField[] {
  return Object.values(parameters)
    .flat()
    .filter((value): value is EventField => typeof value !== "string");
}

/** AWS documents run whatever they are given. */
export function isOfAws(document: string): boolean {
  return /^(AWS|Amazon)[-A-Z]/.test(document);
}
