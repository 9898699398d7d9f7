/**
 * What does not compile. `tsc` checks this file (npm run typecheck): an `@ts-expect-error` above a line that compiles is an
 * error itself. Jest does not run it.
 */
import { flag, listOf, object, oneOf, optional, Schema, text, wholeNumber } from "../../../modules/core/internal";
import { limits } from "../../../modules/facts";

interface Props {
  readonly name: string;
  readonly mode?: "a" | "b";
  readonly days?: number;
  readonly names?: readonly string[];
}

const rules = {
  name: text({}),
  mode: optional(oneOf(["a", "b"])),
  days: optional(wholeNumber(limits.lifecycleDays)),
  names: optional(listOf(text({}))),
};
Schema.for<Props>(rules);

const { days: _, ...withoutDays } = rules;
// @ts-expect-error: a prop that may be left out needs a rule too
Schema.for<Props>(withoutDays);
// @ts-expect-error: a rule of something that is no prop
Schema.for<Props>({ ...rules, hours: wholeNumber(limits.lifecycleDays) });
// @ts-expect-error: a required prop is not optional
Schema.for<Props>({ ...rules, name: optional(text({})) });
// @ts-expect-error: what may be left out must say so
Schema.for<Props>({ ...rules, days: wholeNumber(limits.lifecycleDays) });
// @ts-expect-error: a rule of another type
Schema.for<Props>({ ...rules, name: flag() });
// @ts-expect-error: a set with a value too few would refuse what the type allows
Schema.for<Props>({ ...rules, mode: optional(oneOf(["a"])) });
// @ts-expect-error: a set with a value too many would let through what the type does not know
Schema.for<Props>({ ...rules, mode: optional(oneOf(["a", "b", "c"])) });
// @ts-expect-error: any text is more than the type knows
Schema.for<Props>({ ...rules, mode: optional(text({})) });
// @ts-expect-error: a list of something else
Schema.for<Props>({ ...rules, names: optional(listOf(flag())) });
// @ts-expect-error: nested objects need a rule for each of their fields
object<{ readonly props: Props }>({ props: object<Props>(withoutDays) });
// @ts-expect-error: a relation sees the props that it names, since the others may be wrong
Schema.for<Props>(rules).relate(["name"], ({ days }) => (days ? [] : []));
