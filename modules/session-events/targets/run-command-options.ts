import type { TargetOptions } from "./rule-target";

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

export type CommandParameters = NonNullable<RunCommandOptions["parameters"]>;

/** The values of the event among the parameters of a command. */
export function eventFields(parameters: CommandParameters): EventField[] {
  return Object.values(parameters)
    .flat()
    .filter((value): value is EventField => typeof value !== "string");
}

/** Documents of AWS run whatever they are given. */
export function isOfAws(document: string): boolean {
  return /^(AWS|Amazon)[-A-Z]/.test(document);
}
