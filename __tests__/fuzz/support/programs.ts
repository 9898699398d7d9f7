/** Programs that use the library: one kind for each construct and factory, with the values that it takes. */
import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import {
  AlertTopic,
  anyOf,
  EncryptionKey,
  type EventPattern,
  fromEvent,
  Guardrail,
  jsonMessage,
  OperatorAccess,
  policyVariable,
  type RuleTarget,
  SessionDocument,
  SessionEvents,
  type Subscriber,
  sessionPatterns,
  sessionTargets,
  setAwsContext,
  subscribers,
  targets,
  textMessage,
  waysRound,
} from "../../../modules";
import { alertTopic } from "../../../modules/alert-topic/alert-topic-schema";
import { messageFilter } from "../../../modules/alert-topic/subscribers/message-filter";
import {
  type AnyRule,
  accountId,
  known,
  listOf,
  type ObjectRule,
  object,
  optional,
  region,
  text,
} from "../../../modules/core/internal";
import { eventBus, forwardingRole } from "../../../modules/event-bus/event-bus-schema";
import { eventQueue } from "../../../modules/event-queue/event-queue-schema";
import { logGroup } from "../../../modules/log-group/log-group-schema";
import { eventMessage } from "../../../modules/session-events/messages/event-message-schema";
import { eventPattern } from "../../../modules/session-events/patterns/event-pattern-schema";
import {
  callList,
  documentNames,
  refusalFilter,
  startFilter,
  watchedChain,
} from "../../../modules/session-events/patterns/session-patterns-schema";
import { runCommandOptions } from "../../../modules/session-events/targets/run-command-schema";
import { schemasOf } from "../../../scripts/schemas";
import { makers } from "../../support/makers";
import { root } from "../../support/sources";
import { anyValueOf, type Recipe } from "./values";

// biome-ignore lint/suspicious/noExplicitAny: values that may be wrong
type Given = Readonly<Record<string, any>>;

export interface Program {
  readonly values: fc.Arbitrary<readonly (readonly [name: string, value: Recipe])[]>;
  readonly build: (stack: TerraformStack, given: Given) => void;
}

/** The constructs, from props that are right but for some. */
const constructs = schemasOf(root).map(({ props, rule }): [string, Program] => {
  const { valid, make } = makers[props]!;
  const { rules } = rule as ObjectRule<Record<string, unknown>>;
  const some = fc.uniqueArray(
    fc
      .constantFrom(...Object.keys(rules))
      .chain((name) => anyValueOf(rules[name]!).map((value) => [name, value] as const)),
    { minLength: 1, maxLength: 4, selector: ([name]) => name },
  );
  return [props, { values: some, build: (stack, changed) => void make(stack, { ...valid(stack), ...changed }) }];
});

const anyText = text({});
const texts = listOf(anyText);
const key = (stack: TerraformStack) =>
  EncryptionKey.fromArn(stack, "Key", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd");
const topic = (stack: TerraformStack) => new AlertTopic(stack, "Topic", { name: "acme", encryptionKey: key(stack) });

function rule(stack: TerraformStack, pattern: EventPattern, target?: RuleTarget) {
  return new SessionEvents(stack, "Made", {
    name: "acme-made",
    pattern,
    targets: [target ?? targets.topic(topic(stack))],
  });
}
const started = (stack: TerraformStack, target: RuleTarget) => rule(stack, sessionPatterns.started(), target);
const subscribed = (stack: TerraformStack, subscriber: Subscriber) =>
  new AlertTopic(stack, "Made", { name: "acme-made", encryptionKey: key(stack), subscribers: [subscriber] });
const operators = (stack: TerraformStack, made: ReturnType<typeof sessionTargets.all>) =>
  new OperatorAccess(stack, "Made", {
    name: "acme-made",
    documents: [new SessionDocument(stack, "Shell", { logGroup: undefined, bucket: bucketOf(stack) })],
    targets: made,
  });

function bucketOf(stack: TerraformStack) {
  const { bucket } = makers.SessionDocumentProps!.valid(stack) as { bucket: never };
  return bucket;
}

const id = optional(anyText);
const message = optional(eventMessage);
const filter = optional(messageFilter);

/** The factories, each with the rules of its arguments and something that uses what it makes. */
const factories: Readonly<Record<string, [arguments: Readonly<Record<string, AnyRule>>, build: Program["build"]]>> = {
  setAwsContext: [
    { account: accountId, region: known(region) },
    (stack, { account, region }) => {
      setAwsContext(stack, { account, region });
      topic(stack);
    },
  ],
  "sessionPatterns.calls": [{ calls: callList }, (s, { calls }) => rule(s, sessionPatterns.calls(...[calls].flat()))],
  "sessionPatterns.started": [{ filter: startFilter }, (s, { filter }) => rule(s, sessionPatterns.started(filter))],
  "sessionPatterns.refusedStarts": [
    { filter: refusalFilter },
    (s, { filter }) => rule(s, sessionPatterns.refusedStarts(filter)),
  ],
  "sessionPatterns.startsWithOtherDocuments": [
    { documents: documentNames },
    (s, { documents }) => rule(s, sessionPatterns.startsWithOtherDocuments(documents)),
  ],
  "sessionPatterns.preferenceChanges": [
    { documents: documentNames },
    (s, { documents }) => rule(s, sessionPatterns.preferenceChanges(documents)),
  ],
  "sessionPatterns.tampering": [{ chain: watchedChain }, (s, { chain }) => rule(s, sessionPatterns.tampering(chain))],
  anyOf: [{ one: eventPattern, other: eventPattern }, (s, { one, other }) => rule(s, anyOf(one, other))],
  "targets.topic": [
    { alertTopic, id, message },
    (s, { alertTopic, ...options }) => started(s, targets.topic(alertTopic, options)),
  ],
  "targets.queue": [
    { eventQueue, id, message },
    (s, { eventQueue, ...options }) => started(s, targets.queue(eventQueue, options)),
  ],
  "targets.lambda": [
    { name: anyText, id, message },
    (s, { name, ...options }) => started(s, targets.lambda(name, options)),
  ],
  "targets.logGroup": [
    { logGroup, id, message },
    (s, { logGroup, ...options }) => started(s, targets.logGroup(logGroup, options)),
  ],
  "targets.pipeline": [{ name: anyText, id }, (s, { name, ...options }) => started(s, targets.pipeline(name, options))],
  "targets.stateMachine": [
    { name: anyText, id },
    (s, { name, ...options }) => started(s, targets.stateMachine(name, options)),
  ],
  "targets.runCommand": [
    { options: runCommandOptions, field: anyText },
    (s, { options, field }) =>
      started(
        s,
        targets.runCommand(
          typeof field === "string" ? { ...options, parameters: { node: [fromEvent(field)] } } : options,
        ),
      ),
  ],
  "targets.eventBus": [
    { eventBus, id, role: optional(forwardingRole) },
    (s, { eventBus, ...options }) => started(s, targets.eventBus(eventBus, options)),
  ],
  "subscribers.email": [
    { address: anyText, filter },
    (s, { address, filter }) => subscribed(s, subscribers.email(address, { filter })),
  ],
  "subscribers.sms": [
    { address: anyText, filter },
    (s, { address, filter }) => subscribed(s, subscribers.sms(address, { filter })),
  ],
  "subscribers.https": [
    { address: anyText, filter },
    (s, { address, filter }) => subscribed(s, subscribers.https(address, { filter })),
  ],
  "subscribers.lambda": [
    { name: anyText, filter },
    (s, { name, filter }) => subscribed(s, subscribers.lambda(name, { filter })),
  ],
  "subscribers.queue": [
    { eventQueue, filter },
    (s, { eventQueue, filter }) => subscribed(s, subscribers.queue(eventQueue, { filter })),
  ],
  jsonMessage: [
    { one: anyText, other: anyText },
    (s, { one, other }) => started(s, targets.topic(topic(s), { message: jsonMessage({ "a.b": one, a_b: other }) })),
  ],
  textMessage: [
    { path: anyText, lines: texts },
    (s, { path, lines }) => started(s, targets.topic(topic(s), { message: textMessage({ a: path }, lines) })),
  ],
  "sessionTargets.byTag": [
    { key: anyText, values: texts },
    (s, { key, values }) => operators(s, sessionTargets.byTag(typeof key === "string" ? { [key]: values } : key)),
  ],
  "sessionTargets.byId": [{ ids: texts }, (s, { ids }) => operators(s, sessionTargets.byId(ids))],
  policyVariable: [
    { name: anyText },
    (s, { name }) => operators(s, sessionTargets.byTag({ team: [policyVariable(name)] })),
  ],
  waysRound: [
    { protects: object<{ readonly documents: readonly string[] }>({ documents: texts }) },
    (stack, { protects }) => new Guardrail(stack, "Made", { name: "acme", protects, closes: Object.values(waysRound) }),
  ],
};

export const programs: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(constructs),
  ...Object.fromEntries(
    Object.entries(factories).map(([name, [rules, build]]) => {
      const values = fc.tuple(
        ...Object.entries(rules).map(([argument, rule]) => anyValueOf(rule).map((value) => [argument, value] as const)),
      );
      return [name, { values, build }];
    }),
  ),
};
