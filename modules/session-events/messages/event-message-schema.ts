import { listOf, mapOf, object, text } from "../../core/internal";
import { limits } from "../../facts";
import type { EventMessage } from "./event-message";

/** EventBridge never fills a path that it cannot read. */
export const jsonPath = text({
  pattern: /^\$(\.[\w/-]+|\[(\d+|\*)\])*$/,
  allowed: "a JSON path of names and indices",
  fix: "write it like $.detail.requestParameters.target",
});

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html */
const variableName = text({
  pattern: /^[\w-]+$/,
  not: [/^AWS/],
  allowed: "the name of a variable: letters, digits, hyphens and underscores, not starting with AWS",
  fix: "write it like session",
});

export const inputPaths = mapOf(variableName, jsonPath, { range: limits.inputPaths });

/** For a message to programs: fields may have any name. */
export const messageFields = mapOf(text({}), jsonPath, { range: limits.inputPaths });

export const messageLines = listOf(text({}), { unit: "line" });

/** EventBridge refuses an undefined variable, but only at apply. */
export const eventMessage = object<EventMessage>(
  {
    inputPaths,
    inputTemplate: text({ length: limits.inputTemplateLength }),
  },
  ({ inputPaths, inputTemplate }, path) => {
    const used = [...inputTemplate.matchAll(/<([^<>\s]+)>/g)].map(([, name]) => name!);
    const unknown = used.find((name) => !(name in inputPaths) && !name.startsWith("aws.events."));
    if (unknown === undefined) return [];
    return [
      {
        prop: `${path}.inputTemplate`,
        allowed: "made of variables that inputPaths defines",
        got: `<${unknown}>`,
        fix: "define it, or write \\u003c for a < that begins no variable",
      },
    ];
  },
);
