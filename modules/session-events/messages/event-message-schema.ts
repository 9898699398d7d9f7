import { mapOf, object, text } from "../../core/internal";
import { limits } from "../../facts";
import type { EventMessage } from "./event-message";

/** EventBridge never fills a path that it cannot read. */
export const jsonPath = text({
  pattern: /^\$(\.[\w/-]+|\[(\d+|\*)\])*$/,
  allowed: "a JSON path of names and indices",
  fix: "write it like $.detail.requestParameters.target",
});

/** EventBridge refuses a variable that nothing defines, but only at apply. */
export const eventMessage = object<EventMessage>(
  {
    inputPaths: mapOf(text({}), jsonPath, { range: limits.inputPaths }),
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
