import type { Limit } from "./limit";

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagLimits = {
  tagsPerResource: {
    min: 0,
    max: 50,
    unit: "tags",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  },
  tagKeyLength: {
    min: 1,
    max: 128,
    unit: "characters",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  },
  tagValueLength: {
    min: 1,
    max: 256,
    unit: "characters",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  },
} as const satisfies Record<string, Limit>;
