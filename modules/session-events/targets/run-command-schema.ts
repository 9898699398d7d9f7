import { either, listOf, mapOf, object, optional, tagKey, text } from "../../core/internal";
import { limits } from "../../facts";
import { jsonPath } from "../messages/event-message-schema";
import { type EventField, eventFields, isOfAws, type RunCommandOptions } from "./run-command-options";

const nodeId = text({
  pattern: /^(i|mi)-[\da-f]{8,17}$/,
  allowed: "the id of a node",
  fix: "write it like i-0123456789abcdef0 or mi-0123456789abcdef0",
});

/** The checks of command options that types cannot express. */
export const runCommandOptions = object<RunCommandOptions>(
  {
    id: optional(text({})),
    document: text({
      pattern: /^[\w.-]{3,128}$/,
      allowed: "the name of a Command document",
      fix: "write the name, without the ARN",
    }),
    nodes: either(
      object<{ readonly tag: { readonly key: string; readonly values: readonly string[] } }>({
        tag: object<{ readonly key: string; readonly values: readonly string[] }>({
          key: tagKey,
          values: listOf(text({}), { range: limits.runCommandValues, unknown: true }),
        }),
      }),
      object<{ readonly ids: readonly string[] }>({ ids: listOf(nodeId, { range: limits.runCommandValues }) }),
    ),
    parameters: optional(
      mapOf(
        text({}),
        listOf(either(text({}), object<EventField>({ jsonPath }), { fix: "write a text, or fromEvent()" })),
      ),
    ),
  },
  ({ document, parameters = {} }, path) => {
    const fields = eventFields(parameters);
    if (fields.length === 0 || !isOfAws(document)) return [];
    return [
      {
        prop: `${path}.parameters`,
        allowed: "fixed texts where the document is one of AWS",
        got: fields.map((field) => field.jsonPath),
        fix: "write a document of your own whose parameter has an allowedPattern: text from a caller must not become a command",
      },
    ];
  },
);
