import type { PolicyStatement } from "../../core/internal";
import { type Protection, together } from "./guardrail-policy";

/** How statements are spread over policies. */
export const spreads = ["as-needed", "fixed"] as const;

export type Spread = (typeof spreads)[number];

/**
 * Links in one policy, all else in the next, however long they are: no name moves a statement to another policy. Nor does
 * the number of links change what a statement is called.
 */
export function splitFixed({ links, others }: Protection): PolicyStatement[][] {
  return [together(links), [...others]].filter((part) => part.length > 0);
}

/**
 * Packs the statements into as few policies as possible, in order. Links share a statement if there is no room for one
 * each, since each would name the administrators. A statement that is too long by itself stays as it is, and its policy
 * is refused.
 */
export function split(
  { links, others }: Protection,
  sparesSomebody: boolean,
  fits: (statements: readonly PolicyStatement[]) => boolean,
): PolicyStatement[][] {
  const apart = [...links, ...others];
  if (!sparesSomebody && fits(apart)) return [apart];
  const listed = (part: Protection) => [
    ...(part.links.length === 1 ? part.links : together(part.links)),
    ...part.others,
  ];
  const whole = listed({ links, others });
  if (fits(whole)) return [whole];
  let part: Protection = { links: [], others: [] };
  const parts: Protection[] = [];
  const add = (more: (part: Protection) => Protection) => {
    const isEmpty = part.links.length + part.others.length === 0;
    if (isEmpty || fits(listed(more(part)))) part = more(part);
    else {
      parts.push(part);
      part = more({ links: [], others: [] });
    }
  };
  for (const link of links) add((part) => ({ ...part, links: [...part.links, link] }));
  for (const other of others) add((part) => ({ ...part, others: [...part.others, other] }));
  return [...parts, part].map(listed);
}
