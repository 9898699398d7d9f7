import type { Condition, Literal } from "./conditions";
import type { Scope } from "./scope";

/** An expression for a condition. */
export function writeCondition({ operator, literals }: Condition, scope: Scope): string {
  const written = literals.map((literal) => writeLiteral(literal, scope));
  if (written.length === 1) return written[0]!;
  return written.join(operator === "and" ? " && " : " || ");
}

export function writeLiteral({ feature, state, negated }: Literal, { features }: Scope): string {
  const { states } = features.get(feature)!;
  if (!negated) return states[state]!.when;
  const others = Object.keys(states).filter((other) => other !== state);
  if (others.length === 1) return states[others[0]!]!.when;
  return opposite(states[state]!.when);
}

function opposite(condition: string): string {
  const [, left, operator, right] = /^([^&|?]*) (==|>) ([^&|?]*)$/.exec(condition) ?? [];
  if (operator === undefined) return `!(${condition})`;
  if (operator === "==" && right === "0" && left!.startsWith("length(")) return `${left} > 0`;
  return `${left} ${operator === "==" ? "!=" : "<="} ${right}`;
}
