import { given } from "./given";
import { json } from "./json";
import { policyHoles } from "./policy-holes";
import { isUnknown, known, text } from "./schema";
import { refuse } from "./validation-error";

export interface Principals {
  readonly AWS?: readonly string[];
  /** SAML and OIDC providers, in trust policies. */
  readonly Federated?: readonly string[];
  readonly Service?: readonly string[];
}

/** Operator, then condition key, then the accepted values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface PolicyStatement {
  /** A sentence in PascalCase, unique in its policy. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Present in resource policies only. */
  readonly principals?: Principals | "*";
  readonly actions: readonly string[];
  /** Exactly one of `resources` and `notResources`, except in trust policies, which have neither. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions?: Conditions;
}

/**
 * A policy that grows while the stack is built, and is rendered in one place.
 *
 * Adding the same statement twice changes nothing. Two statements with one `sid` are merged if they differ in one list
 * only (resources, or the values of one condition key), because the union then allows exactly what the two allow. Any
 * other difference is an error. A statement with an empty or missing value is refused.
 */
export class PolicyDocument {
  private readonly bySid = new Map<string, PolicyStatement>();

  constructor(...statements: readonly PolicyStatement[]) {
    for (const statement of statements) this.add(statement);
  }

  get statements(): readonly PolicyStatement[] {
    return [...this.bySid.values()];
  }

  add(statement: PolicyStatement): void {
    refuse(`statement ${statement.sid}`, policyHoles(statement));
    const present = this.bySid.get(statement.sid);
    this.bySid.set(statement.sid, present ? merge(present, statement) : statement);
  }

  /**
   * Adds a statement under its name, or under that name with a number if it is taken. For grants that are legitimately
   * given twice, such as to the trails of two accounts.
   */
  addAnother(statement: PolicyStatement): void {
    for (let number = 1; ; number++) {
      const sid = number === 1 ? statement.sid : `${statement.sid}${number}`;
      const present = this.bySid.get(sid);
      if (present && !merged(present, { ...statement, sid })) continue;
      this.add({ ...statement, sid });
      return;
    }
  }

  /** Two-space JSON: readable in a plan, and valid with tokens, in Terraform JSON as in HCL. */
  toJson(): string {
    return json({ Version: VERSION, Statement: this.statements.map(render) }, { escaped: true });
  }

  /** One line per statement and no other white space, for places where every character counts. */
  toCompactJson(): string {
    const statements = this.statements.map((statement) => json(render(statement), { compact: true, escaped: true }));
    return `{"Version":"${VERSION}","Statement":[\n${statements.join(",\n")}\n]}`;
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const variableName = known(
  text({
    pattern: /^[\w.:/=+@-]+(, *'[^'"{}]*')?$/,
    allowed: "the key of a condition, perhaps with a default in single quotes",
    fix: "write it like aws:PrincipalTag/team",
  }),
);

/** An IAM policy variable such as `aws:userid`, escaped so that Terraform leaves it to IAM. */
export function policyVariable(name: string): string {
  given("policyVariable", variableName, name, "name");
  return `$\${${name}}`;
}

const VERSION = "2012-10-17";

function render(statement: PolicyStatement): object {
  const { sid, effect = "Allow", principals, actions, resources, notResources, conditions } = statement;
  return {
    Sid: sid,
    Effect: effect,
    Principal: principals === "*" ? "*" : principals && renderValues(principals),
    Action: scalarIfSingle(actions),
    Resource: resources && scalarIfSingle(resources),
    NotResource: notResources && scalarIfSingle(notResources),
    Condition:
      conditions &&
      Object.fromEntries(Object.entries(conditions).map(([operator, keys]) => [operator, renderValues(keys)])),
  };
}

function renderValues(record: object): object {
  return Object.fromEntries(Object.entries(record).map(([key, values]) => [key, scalarIfSingle(values)]));
}

function scalarIfSingle(values: readonly string[]): string | readonly string[] {
  // A list known only to Terraform also has one element, which stands for all.
  return values.length === 1 && !isUnknown(values) ? values[0]! : values;
}

/** Every list of a statement under its own path, so that two statements can be compared list by list. */
function lists({ actions, resources, notResources, conditions = {} }: PolicyStatement): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>([["actions", actions]]);
  if (resources) found.set("resources", resources);
  if (notResources) found.set("notResources", notResources);
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, values] of Object.entries(keys)) found.set(`${operator}/${key}`, values);
  }
  return found;
}

function merge(a: PolicyStatement, b: PolicyStatement): PolicyStatement {
  const both = merged(a, b);
  if (!both) throw new Error(`two different statements are called ${a.sid}: give one of them another sid`);
  return both;
}

/** One statement that allows exactly what both do, if there is one. */
function merged(a: PolicyStatement, b: PolicyStatement): PolicyStatement | undefined {
  const [listsOfA, listsOfB] = [lists(a), lists(b)];
  const differing = [...listsOfA.keys()].filter((path) => !isEqual(listsOfA.get(path), listsOfB.get(path)));
  const sameShape =
    isEqual([...listsOfA.keys()].sort(), [...listsOfB.keys()].sort()) &&
    (a.effect ?? "Allow") === (b.effect ?? "Allow") &&
    isEqual(a.principals, b.principals);
  if (sameShape && differing.length === 0) return a;
  const [path] = differing;
  // The union is exact only where values are alternatives, so not in NotResource and negated operators.
  if (!sameShape || differing.length !== 1 || !path || path === "notResources" || /Not|Null|^ForAll/.test(path)) {
    return undefined;
  }
  const union = [...new Set([...listsOfA.get(path)!, ...listsOfB.get(path)!])];
  if (path === "actions" || path === "resources") return { ...a, [path]: union };
  const [operator, ...key] = path.split("/") as [string, ...string[]];
  return {
    ...a,
    conditions: { ...a.conditions, [operator]: { ...a.conditions![operator], [key.join("/")]: union } },
  };
}

/** For JSON data whose keys are in the order in which the same code wrote them. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
