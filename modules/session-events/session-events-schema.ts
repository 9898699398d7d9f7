import {
  type AwsContext,
  arns,
  construct,
  flag,
  known,
  optional,
  regionalRules,
  removalRules,
  Schema,
  sameRegion,
  someOf,
  text,
  type Violation,
  violations,
} from "../core/internal";
import { eventBus } from "../event-bus/event-bus-schema";
import { limits } from "../facts";
import { eventPattern, readOnlyCallViolations } from "./patterns/event-pattern-schema";
import type { ISessionEvents, SessionEvents, SessionEventsProps } from "./session-events";
import type { PlannedRule, RuleTarget } from "./targets/rule-target";

export const sessionEvents = construct<ISessionEvents>("a SessionEvents", [
  "ruleName",
  "busName",
  "region",
  "pattern",
  "deadLetterQueueName",
]);

const targetId = known(
  text({
    pattern: /^[A-Z][A-Za-z0-9]{0,63}$/,
    allowed: "a word of at most 64 letters and digits in PascalCase",
    fix: "write it like OnCall",
  }),
);

export const sessionEventsSchema = Schema.for<SessionEventsProps>({
  ...regionalRules,
  ...removalRules,
  name: text({
    length: limits.ruleNameLength,
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-session-events",
  }),
  pattern: eventPattern,
  targets: someOf(
    construct<RuleTarget>("a target", ["id", "check", "bind"], "make it with targets.topic or one of its kin"),
    { range: limits.targetsPerRule },
  ),
  bus: optional(eventBus),
  readOnlyCalls: optional(flag()),
  deadLetters: optional(construct<SessionEvents>("a SessionEvents", ["deadLetterQueueName", "takeDeadLettersOf"])),
  description: optional(text({ length: limits.ruleDescriptionLength })),
})
  .relate(["bus"], ({ bus }, aws) => (bus ? sameRegion("bus", bus.region, aws.region) : []))
  .relate(["deadLetters"], ({ deadLetters }, aws) =>
    deadLetters ? sameRegion("deadLetters", deadLetters.region, aws.region) : [],
  )
  .relate(["pattern", "readOnlyCalls"], ({ pattern, readOnlyCalls = false }) =>
    readOnlyCalls ? [] : readOnlyCallViolations("pattern", pattern),
  )
  .relate(["name", "bus", "targets"], ({ targets, ...props }, aws) => {
    const rule = plannedRule(props, aws);
    return targets.flatMap((target, index) => {
      const found = violations(targetId, target.id, `targets[${index}].id`);
      return found.length > 0 ? found : target.check(`targets[${index}]`, rule);
    });
  })
  .relate(["targets"], ({ targets }) => repeatedIds(targets.map(({ id }) => id)));

/** What follows from the props of a rule before anything is created. */
export function plannedRule({ name, bus }: Pick<SessionEventsProps, "name" | "bus">, aws: AwsContext): PlannedRule {
  const busName = bus?.busName ?? "default";
  return {
    ruleName: name,
    ruleArn: arns.rule(aws, name, busName),
    busArn: bus?.busArn ?? arns.eventBus(aws, busName),
    aws,
  };
}

function repeatedIds(ids: readonly string[]): Violation[] {
  const got = ids.find((id, index) => ids.indexOf(id) !== index);
  if (got === undefined) return [];
  return [{ prop: "targets", allowed: "unique by id", got, fix: "give one of them another id" }];
}
