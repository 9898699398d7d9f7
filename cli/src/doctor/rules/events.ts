import { sessionEventsOf } from "../policies/session-events";
import { whenKnown } from "../readings";
import type { RegionState, Rule } from "../state";
import { command, error, type Found, note, warning } from "./finding";
import { targetRules } from "./targets";

/** Rules that tell of sessions: whether there is one, whether it is on, and whether it takes all of them. */
export function* eventRules(state: RegionState): Iterable<Found> {
  if (!state.rules.known) return;
  const rules = state.rules.value.filter((rule) => takes(state, rule).some((event) => event !== "ofAthena"));
  const enabled = rules.filter(({ isEnabled }) => isEnabled);
  const hasNodes = (whenKnown(state.nodes)?.length ?? 0) > 0;
  if (hasNodes && !rules.some(({ bus }) => bus === "default")) {
    const pattern = '{"source":["aws.ssm"],"detail":{"eventName":["StartSession"]}}';
    yield warning(
      "no-session-rule",
      state.region,
      "nobody is alerted when a session starts",
      command(state, `events put-rule --name session-started --event-pattern '${pattern}'`),
    );
  }
  const seesDefault = enabled.some((rule) => takes(state, rule).includes("withDefaultDocument"));
  for (const rule of rules.filter(({ isEnabled }) => !isEnabled)) {
    const enable = command(state, `events enable-rule --name ${rule.name} --event-bus-name ${rule.bus}`);
    // Another one may have taken its place.
    const tell = seesDefault ? note : error;
    yield tell("rule-disabled", rule.name, "it alerts nobody about sessions", enable);
  }
  const seesOwn = enabled.find((rule) => takes(state, rule).includes("withOwnDocument"));
  if (seesOwn && !seesDefault) {
    yield error(
      "pattern-misses-default-session",
      seesOwn.name,
      "sessions with the default document raise no alert",
      'drop documentName from the pattern, or add {"exists": false} to it',
    );
  }
  // A rule that takes everything, to archive it say, is not how people are told of sessions where there is one that is.
  const specific = enabled.filter(({ pattern }) => /StartSession/.test(JSON.stringify(pattern)));
  for (const rule of specific.length > 0 ? specific : enabled) yield* targetRules(state, rule);
  for (const rule of specific) {
    if (takes(state, rule).includes("ofAthena")) {
      yield warning(
        "athena-mistaken",
        rule.name,
        "Athena sessions are reported as shell sessions",
        'add "source": ["aws.ssm"] to the pattern',
      );
    }
  }
}

const takes = (state: RegionState, { pattern }: Rule) => sessionEventsOf(pattern, state.account, state.region);
