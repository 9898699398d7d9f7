import type { Construct } from "constructs";
import { type EventPattern, SessionEvents, type SessionEventsProps } from "../../session-events";

interface RulesProps extends Omit<SessionEventsProps, "pattern"> {
  readonly patterns: readonly EventPattern[];
}

/**
 * A rule for each pattern, directly in `scope`: the first with the id and name as given, the others numbered from 2.
 * One queue keeps what they cannot deliver.
 */
export function createRules(scope: Construct, id: string, { patterns, name, ...props }: RulesProps): SessionEvents[] {
  const rules: SessionEvents[] = [];
  for (const [index, pattern] of patterns.entries()) {
    const [suffix, number] = index === 0 ? ["", ""] : [`-${index + 1}`, index + 1];
    const deadLetters = props.deadLetters ?? rules[0];
    rules.push(
      new SessionEvents(scope, `${id}${number}`, { ...props, name: `${name}${suffix}`, pattern, deadLetters }),
    );
  }
  return rules;
}
