import {
  flag,
  given as givenTo,
  having,
  known,
  listOf,
  object,
  oneOf,
  optional,
  type Rule,
  type RulesOf,
  text,
} from "../../core/internal";
import { identityTypes, sessionCalls } from "../../facts";
import type { CallerFilter, RefusalFilter, StartFilter } from "./session-patterns";
import type { WatchedChain } from "./watched-chain";

/** Refuses invalid arguments of a pattern function, under its name. */
export function given<T>(rule: Rule<T>, name: string, value: T, prop = "filter"): T {
  return givenTo(`sessionPatterns.${name}`, rule, value, prop);
}

export const callList = listOf(oneOf(sessionCalls));
export const documentNames = listOf(text({}), { unit: "document", some: true });

export const alarmNameList = listOf(text({}), { unit: "alarm", some: true });

const startRules = {
  documents: optional(documentNames),
  nodes: optional(listOf(text({}), { unit: "node", some: true })),
  roles: optional(listOf(text({}), { unit: "role", some: true })),
};

export const startFilter = object<StartFilter>(startRules);
export const refusalFilter = object<RefusalFilter>({ ...startRules, deniedOnly: optional(flag()) });

const addressRange = text({
  pattern: /^[\da-f.:]+\/\d{1,3}$/i,
  allowed: "an address range in CIDR notation",
  fix: "write it like 203.0.113.0/24",
});

export const callerFilter = object<CallerFilter>(
  {
    identityTypes: optional(listOf(oneOf(identityTypes), { unit: "kind of callers", some: true })),
    users: optional(listOf(text({}), { unit: "user", some: true })),
    withoutMfa: optional(flag()),
    addresses: optional(listOf(addressRange, { unit: "address range", some: true })),
  },
  (filter, path) => {
    if (Object.values(filter).some((value) => value !== undefined && value !== false)) return [];
    const fix = "name at least one field; sessionPatterns.started matches every caller";
    return [{ prop: path, allowed: "a filter with at least one field", got: filter, fix }];
  },
);

/** Links of a chain, each recognized by one of its members. */
const links = <T extends object>(what: string, rules: RulesOf<T>) => optional(listOf(having<T>(what, rules)));

type Link<K extends Exclude<keyof WatchedChain, "organization">> = NonNullable<WatchedChain[K]>[number];

const watchedLinks: RulesOf<WatchedChain> = {
  trails: links<Link<"trails">>("a trail", { trailName: text({}) }),
  buckets: links<Link<"buckets">>("a bucket", { bucketName: text({}) }),
  keys: links<Link<"keys">>("a key", { keyArn: text({}), aliasArn: optional(text({})) }),
  logGroups: links<Link<"logGroups">>("a log group", { logGroupName: text({}) }),
  rules: links<Link<"rules">>("a rule", { ruleName: text({}), deadLetterQueueName: optional(text({})) }),
  topics: links<Link<"topics">>("a topic", { topicArn: text({}) }),
  alarms: links<Link<"alarms">>("an AuditAlarms, or its alarmNames", { alarmNames: listOf(text({})) }),
  ledgers: links<Link<"ledgers">>("a ledger", { functionName: text({}), deadLetterQueueName: text({}) }),
  buses: links<Link<"buses">>("an event bus", { busName: text({}) }),
  roles: links<Link<"roles">>("a role", { roleName: text({}) }),
  instanceProfiles: links<Link<"instanceProfiles">>("an instance profile", { instanceProfileName: text({}) }),
  policies: links<Link<"policies">>("a policy", { policyArn: text({}) }),
  organization: optional(known(flag())),
};

/** The pieces of a chain, by the identifier that calls on them carry. */
export const watchedChain = object<WatchedChain>(watchedLinks, (chain, path) => {
  const { organization = false, ...pieces } = chain;
  if (organization || Object.values(pieces).some((links) => links !== undefined && links.length > 0)) return [];
  const allowed = "given at least one piece, such as a trail, a bucket, a key or a rule";
  return [{ prop: path, allowed, got: chain, fix: "name the pieces to watch" }];
});
