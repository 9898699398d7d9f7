import type { EventMessage } from "../../modules/session-events";

/**
 * What a target gets of an event, by EventBridge's documentation and, where it is silent, by messages recorded from AWS:
 * lines of a text keep the quotes around them, a missing field becomes an empty text, and nothing is escaped inside of
 * quotes. An object that is no JSON any more is not delivered; that throws here.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function transformed({ inputPaths, inputTemplate }: EventMessage, event: unknown): string {
  const isObject = inputTemplate.trimStart().startsWith("{");
  const filled = inputTemplate.replace(/<([^<>\s]+)>/g, (_found, name: string, offset: number) => {
    const path = inputPaths[name];
    if (path === undefined) throw new Error(`nothing defines the variable ${name}`);
    const value = at(event, path) ?? "";
    if (!isQuoted(inputTemplate, offset)) return JSON.stringify(value);
    if (typeof value === "string") return value;
    return isObject ? JSON.stringify(value) : JSON.stringify(value).replaceAll('"', "");
  });
  return isObject ? JSON.stringify(JSON.parse(filled)) : filled;
}

function at(event: unknown, path: string): unknown {
  return path
    .replace(/^\$\.?/, "")
    .split(".")
    .reduce<unknown>((outer, step) => (outer as Record<string, unknown> | null | undefined)?.[step], event);
}

function isQuoted(template: string, offset: number): boolean {
  return (template.slice(0, offset).replace(/\\./g, "").match(/"/g)?.length ?? 0) % 2 === 1;
}
