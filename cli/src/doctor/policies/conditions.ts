/** What a request says about itself, by condition key in lower case. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Neither true nor false: it depends on what only the real request knows. */
export type Truth = boolean | "unknown";

export const all = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes("unknown") ? "unknown" : true;
export const any = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes("unknown") ? "unknown" : false;
const not = (truth: Truth): Truth => (truth === "unknown" ? truth : !truth);

/** Keys that the doctor cannot know where it does not state them: networks, tags, units of an organization, sources. */
const outside =
  /^(aws:(source(vpc|vpce|ip|account|arn|orgid|orgpaths|owneraccount)|vpcsourceip|principaltag\/.*|resourcetag\/.*|principalorg(id|paths)|resourceorg.*|resourceaccount|userid|username|multifactorauth.*|tokenissuetime|currenttime|viaawsservice|calledvia.*)|kms:resourcealiases|s3:resourceaccount)$/;

/**
 * The condition of a statement: all operators, and all keys of each, must hold.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(condition: unknown, context: RequestContext): Truth {
  const operators = Object.entries((condition ?? {}) as Record<string, Record<string, unknown>>);
  return all(
    operators.flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => holds(operator, key.toLowerCase(), texts(values), context)),
    ),
  );
}

export function texts(value: unknown): string[] {
  return [value].flat().map(String);
}

function holds(operator: string, key: string, wanted: readonly string[], context: RequestContext): Truth {
  const [, quantifier, name = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const values = context.get(key);
  if (!values && outside.test(key)) return "unknown";
  if (name === "Null") return wanted.some((value) => (value.toLowerCase() === "true") === !values);
  if (!values) {
    // A negated operator holds where the key is absent, and so does ForAllValues.
    return ifExists !== undefined || quantifier === "ForAllValues" || isNegated(name);
  }
  const compare = comparisons[name.replace("Not", "")];
  if (!compare) return "unknown";
  const targets = wanted.map((value) => substituted(value, context));
  const matches = (value: string) => any(targets.map((target) => compare(value, target)));
  const each = values.map((value) => (isNegated(name) ? not(matches(value)) : matches(value)));
  return quantifier === "ForAnyValue" ? any(each) : all(each);
}

const isNegated = (name: string): boolean => /Not/.test(name);

const comparisons: Readonly<Record<string, (value: string, wanted: string) => Truth>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringEqualsIgnoreCase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  StringLike: (value, wanted) => like(wanted, value),
  ArnEquals: (value, wanted) => like(wanted, value),
  ArnLike: (value, wanted) => like(wanted, value),
  Bool: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  NumericEquals: (value, wanted) => Number(value) === Number(wanted),
  NumericLessThan: (value, wanted) => Number(value) < Number(wanted),
  NumericLessThanEquals: (value, wanted) => Number(value) <= Number(wanted),
  NumericGreaterThan: (value, wanted) => Number(value) > Number(wanted),
  NumericGreaterThanEquals: (value, wanted) => Number(value) >= Number(wanted),
};

/** `*` stands for any text and `?` for any character. */
export function like(pattern: string, value: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === value;
  const source = pattern
    .replace(/[\\^$.+()[\]{}|/-]/g, "\\$&")
    .replaceAll("*", "[\\s\\S]*")
    .replaceAll("?", "[\\s\\S]");
  return new RegExp(`^${source}$`).test(value);
}

/** Policy variables: `${aws:PrincipalAccount}`. */
export function substituted(text: string, context: RequestContext): string {
  return text.replace(/\$\{([^}]*)\}/g, (found, key: string) => {
    if (["*", "?", "$"].includes(key)) return key;
    return context.get(key.toLowerCase())?.[0] ?? found;
  });
}
