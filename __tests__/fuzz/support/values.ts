/** Values for a rule: right ones, made from its own data, and wrong ones of every kind. */
import { App, TerraformStack, TerraformVariable, Token } from "cdktf";
import fc from "fast-check";
import {
  AccessLogBucket,
  AlertTopic,
  AuditTrail,
  EncryptionKey,
  EventBus,
  EventQueue,
  ForwardingRole,
  LogBucket,
  LogGroup,
  SessionDocument,
  SessionEvents,
  SessionLedger,
  sessionPatterns,
  sessionTargets,
  subscribers,
  targets,
  waysRound,
} from "../../../modules";
import {
  type AnyRule,
  type ArnTextRule,
  type EitherRule,
  type ListRule,
  type MapRule,
  type NumberRule,
  type ObjectRule,
  type SetRule,
  type TextRule,
  violations,
} from "../../../modules/core/internal";
import { textExamples } from "../../schemas/text-examples";
import { landingZonePlan } from "../../support/landing-zone";
import { zoo } from "../../support/zoo";

/** How to make a value in a stack, and what it is, for the report of a failure. */
export interface Recipe {
  readonly what: string;
  readonly make: (stack: TerraformStack) => unknown;
}

const recipe = (what: string, make: Recipe["make"]): Recipe => ({ what, make });
const fixed = (value: unknown): Recipe => recipe(JSON.stringify(value) ?? String(value), () => value);

let count = 0;
/** Constructs of one stack need ids and names of their own. */
const next = (what: string) => `${what}${count++}`;

const variable = (stack: TerraformStack) => new TerraformVariable(stack, next("Variable"), { type: "any" });

/** What stands for a value that only Terraform knows, in every form that CDKTF has. */
const tokens: readonly Recipe[] = [
  recipe("a text token", (stack) => variable(stack).stringValue),
  recipe("a text with a token in it", (stack) => `acme-${variable(stack).stringValue}`),
  recipe("a number token", (stack) => variable(stack).numberValue),
  recipe("a list token", (stack) => variable(stack).listValue),
  recipe("a list with a token", (stack) => [variable(stack).stringValue]),
  recipe("a number list token", (stack) => Token.asNumberList(variable(stack).value)),
  recipe("a map token", (stack) => Token.asStringMap(variable(stack).value)),
  recipe("a flag token", (stack) => variable(stack).booleanValue),
  recipe("any token", (stack) => variable(stack).value),
];

const key = (stack: TerraformStack) =>
  new EncryptionKey(stack, next("Key"), { alias: `alias/${next("key-")}`, description: "d" });
const topic = (stack: TerraformStack) =>
  new AlertTopic(stack, next("Topic"), { name: next("topic-"), encryptionKey: key(stack) });
const bucket = (stack: TerraformStack) =>
  new LogBucket(stack, next("Bucket"), { name: next("bucket-"), encryption: "s3-managed" });
const queue = (stack: TerraformStack) => new EventQueue(stack, next("Queue"), { name: next("queue-") });
const events = (stack: TerraformStack) =>
  new SessionEvents(stack, next("Events"), {
    name: next("rule-"),
    pattern: sessionPatterns.started(),
    targets: [targets.topic(topic(stack))],
  });
const group = (stack: TerraformStack) =>
  new LogGroup(stack, next("Group"), { name: next("/group-"), encryptionKey: key(stack) });
const bus = (stack: TerraformStack) =>
  new EventBus(stack, next("Bus"), { name: next("bus-"), organizationId: "o-a1b2c3d4e5" });

/** Constructs and what goes for one, by the words of their rules. */
const constructs: Readonly<Record<string, Recipe["make"]>> = {
  "an EncryptionKey": key,
  "a LogBucket": bucket,
  "an AccessLogBucket": (stack) => new AccessLogBucket(stack, next("AccessLogs"), { name: next("access-") }),
  "a LogGroup": group,
  "a SessionDocument": (stack) =>
    new SessionDocument(stack, next("Shell"), { name: next("Acme-"), bucket: bucket(stack) }),
  "an AlertTopic": topic,
  "an AuditTrail": (stack) =>
    new AuditTrail(stack, next("Trail"), { name: next("trail-"), bucket: bucket(stack), encryptionKey: key(stack) }),
  "an EventQueue": queue,
  "an EventBus": bus,
  "a ForwardingRole": (stack) =>
    new ForwardingRole(stack, next("Role"), { name: next("role-"), bus: bus(stack), ruleName: "acme" }),
  "a SessionEvents": events,
  "a SessionLedger": (stack) =>
    new SessionLedger(stack, next("Ledger"), {
      name: next("ledger-"),
      bucket: bucket(stack),
      logGroup: group(stack),
      places: [{ accounts: ["111122223333"], regions: ["eu-west-1"] }],
    }),
  "a subscriber": () => subscribers.email(`${next("a")}@example.com`),
  "a target": (stack) => targets.topic(topic(stack), { id: next("Target") }),
  "session targets": () => sessionTargets.byTag({ team: ["shop"] }),
  "a way round": () => waysRound.ecsExec,
  "a construct that others wait for": topic,
  "a LandingZone": () => landingZonePlan(),
  "an AWS provider": () => undefined,
};

/** A value that the rule takes by itself. */
function right(rule: AnyRule): fc.Arbitrary<Recipe> {
  switch (rule.kind) {
    case "text":
      return fc.constantFrom(...texts(rule as TextRule).map(fixed));
    case "number": {
      const { min, max } = (rule as NumberRule).range;
      return fc.integer({ min, max }).map(fixed);
    }
    case "set":
      return fc.constantFrom(...(rule as SetRule<string>).values.map(fixed));
    case "flag":
      return fc.boolean().map(fixed);
    case "arn":
      return fc.constant(fixed(arnOf(rule as ArnTextRule)));
    case "alias ARN":
      return fc.constant(fixed("arn:aws:kms:*:111122223333:alias/acme"));
    case "name or ARN":
      return fc.constant(fixed("acme"));
    case "event pattern":
      return fc.constant(recipe("a pattern", () => sessionPatterns.preferenceChanges()));
    case "message filter":
      return fc.constant(fixed({ detail: { eventName: ["StartSession"] } }));
    case "construct": {
      const make = constructs[rule.allowed];
      if (!make) throw new Error(`no construct for a rule of ${rule.allowed}`);
      return fc.constant(recipe(rule.allowed, make));
    }
    case "list": {
      const { of, range, some } = rule as ListRule<unknown>;
      const minLength = range?.min ?? (some ? 1 : 0);
      return fc
        .array(right(of), { minLength, maxLength: Math.min(range?.max ?? 3, minLength + 2) })
        .map((items) => recipe(`[${items.map(({ what }) => what)}]`, (stack) => items.map(({ make }) => make(stack))));
    }
    case "map": {
      const { key: name, of } = rule as MapRule<unknown>;
      return fc.tuple(right(name), right(of)).map(([name, inner]) => field(String(name.make(undefined!)), inner));
    }
    case "object":
      return objectOf(rule as ObjectRule<Record<string, unknown>>, right);
    case "either":
      return fc.oneof(...(rule as EitherRule<unknown>).alternatives.map(right));
    default:
      throw new Error(`no values for rules of kind ${rule.kind}`);
  }
}

function field(name: string, { what, make }: Recipe): Recipe {
  return recipe(`{${name}: ${what}}`, (stack) => ({ [name]: make(stack) }));
}

/** All required fields, and some of the others. */
function objectOf(rule: ObjectRule<Record<string, unknown>>, value: (rule: AnyRule) => fc.Arbitrary<Recipe>) {
  const names = Object.keys(rule.rules);
  const fields = Object.fromEntries(names.map((name) => [name, value(rule.rules[name]!)]));
  const requiredKeys = names.filter((name) => !rule.rules[name]!.optional);
  return fc.record(fields, { requiredKeys }).map((record) => {
    const entries = Object.entries(record) as [string, Recipe][];
    const what = entries.map(([name, inner]) => `${name}: ${inner.what}`).join(", ");
    return recipe(`{${what}}`, (stack) =>
      Object.fromEntries(entries.map(([name, inner]) => [name, inner.make(stack)])),
    );
  });
}

/** A value that is most likely wrong: in place of all, or somewhere within. */
function wrong(rule: AnyRule): fc.Arbitrary<Recipe> {
  const inPlace = fc.constantFrom(
    fixed(undefined),
    ...Object.entries(zoo).map(([what, value]) => recipe(what, () => value)),
    ...tokens,
    ...(rule.kind === "construct" ? elsewhere(rule) : []),
  );
  switch (rule.kind) {
    case "list":
      return fc.oneof(
        inPlace,
        wrong((rule as ListRule<unknown>).of).map(({ what, make }) => recipe(`[${what}]`, (stack) => [make(stack)])),
      );
    case "map":
      return fc.oneof(
        inPlace,
        wrong((rule as MapRule<unknown>).of).map((inner) => field("name", inner)),
      );
    case "object":
      return fc.oneof(inPlace, partlyWrong(rule as ObjectRule<Record<string, unknown>>));
    case "either":
      return fc.oneof(...(rule as EitherRule<unknown>).alternatives.map(wrong));
    default:
      return inPlace;
  }
}

function partlyWrong(rule: ObjectRule<Record<string, unknown>>): fc.Arbitrary<Recipe> {
  return fc
    .constantFrom(...Object.keys(rule.rules))
    .chain((name) => objectOf(rule, (inner) => (inner === rule.rules[name] ? wrong(inner) : right(inner))));
}

/** The construct that is wanted, but of another stack. */
function elsewhere(rule: AnyRule): Recipe[] {
  const make = constructs[rule.allowed];
  return make ? [recipe(`${rule.allowed} of another stack`, () => make(new TerraformStack(new App(), "other")))] : [];
}

/** Mostly right, so that the whole is sometimes taken. */
export function anyValueOf(rule: AnyRule): fc.Arbitrary<Recipe> {
  return fc.oneof({ weight: 2, arbitrary: right(rule) }, { weight: 1, arbitrary: wrong(rule) });
}

export { right, wrong };

function texts(rule: TextRule): string[] {
  const examples = textExamples[rule.words]?.takes ?? [
    "acme1",
    "$.detail.eventName",
    "i-0123456789abcdef0",
    "some text",
    'a "quote", a \\ and ${HOME} and %{if}',
    "line\nline",
  ];
  const { min = 0, max = Number.POSITIVE_INFINITY } = rule.length ?? {};
  const long = examples.map((example) => example.padEnd(Math.min(min, 100), "a").slice(0, max));
  return long.filter((example) => violations(rule, example, "p").length === 0);
}

const parts: Readonly<Record<string, string>> = {
  "<partition>": "aws",
  "<region>": "eu-west-1",
  "<account>": "111122223333",
};

function arnOf({ arn }: ArnTextRule): string {
  return arn.example.replace(/<[^>]+>/g, (part) => parts[part] ?? "acme");
}
