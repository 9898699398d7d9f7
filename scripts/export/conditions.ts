/** Which state each feature of a module is in, by name. */
export type Choice = Readonly<Record<string, string>>;

/** That a feature is in a state, or is not. */
export interface Literal {
  readonly feature: string;
  readonly state: string;
  readonly negated: boolean;
}

export interface Condition {
  readonly operator: "and" | "or";
  readonly literals: readonly Literal[];
}

/** The states that a feature has, the one of a module with nothing set first. */
export type States = Readonly<Record<string, readonly string[]>>;

export function holds({ operator, literals }: Condition, choice: Choice): boolean {
  const isTrue = ({ feature, state, negated }: Literal) => (choice[feature] === state) !== negated;
  return operator === "and" ? literals.every(isTrue) : literals.some(isTrue);
}

const MOST_LITERALS = 3;
/** In an error. */
const MOST_CHOICES = 5;

/**
 * The shortest condition that holds for all of some choices and for none of others. Choices that were not tried are not asked:
 * `divergence` looks for one that the condition has wrong.
 */
export function conditionFor(states: States, those: readonly Choice[], others: readonly Choice[]): Condition {
  const candidates = literalsOf(states, [...those, ...others]);
  for (let size = 1; size <= MOST_LITERALS; size++) {
    for (const operator of size === 1 ? (["and"] as const) : (["and", "or"] as const)) {
      // In a conjunction each literal holds for all of those; in a disjunction none holds for any of the others.
      const usable = candidates.filter((literal) => {
        const condition: Condition = { operator, literals: [literal] };
        return operator === "and"
          ? those.every((choice) => holds(condition, choice))
          : !others.some((choice) => holds(condition, choice));
      });
      for (const literals of subsets(usable, size)) {
        const condition: Condition = { operator, literals };
        const isRight =
          operator === "and"
            ? !others.some((choice) => holds(condition, choice))
            : those.every((choice) => holds(condition, choice));
        if (isRight) return condition;
      }
    }
  }
  const differing = new Set(literalsOf(states, [...those, ...others]).map(({ feature }) => feature));
  const told = (choices: readonly Choice[]) =>
    choices
      .slice(0, MOST_CHOICES)
      .map((choice) => JSON.stringify(Object.fromEntries([...differing].map((name) => [name, choice[name]]))));
  throw new Error(`no simple condition tells\n${told(those).join("\n")}\nfrom\n${told(others).join("\n")}`);
}

function literalsOf(states: States, choices: readonly Choice[]): Literal[] {
  const differing = Object.keys(states).filter((feature) => new Set(choices.map((choice) => choice[feature])).size > 1);
  const literals = (negated: boolean) =>
    differing.flatMap((feature) => states[feature]!.slice(1).map((state) => ({ feature, state, negated })));
  // That something is set at all is said best by what it is not.
  const set = differing
    .filter((feature) => states[feature]!.length > 2)
    .map((feature) => ({ feature, state: states[feature]![0]!, negated: true }));
  const unset = set.map((literal) => ({ ...literal, negated: false }));
  return [...set, ...literals(false), ...literals(true), ...unset];
}

function* subsets<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index < items.length; index++) {
    for (const rest of subsets(items, size - 1, index + 1)) yield [items[index]!, ...rest];
  }
}
