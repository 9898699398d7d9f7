import type { AuditChain } from "../../../modules";
import { type AnyRule, flag, listOf, object, optional, type TextRule, text } from "../../../modules/core/internal";
import { anArn } from "../../../modules/session-access/guardrail/guardrail-schema";
import type { Relation } from "../definition";
import { patternHolds, told } from "../validations";
import { type Override, snakePath } from "../variables";
import { listed } from "./guardrail-parts";

/** The chain of a guardrail as ARNs. One ARN stands for all of a list, with the service that they are of. */

const arns = {
  documents: "arn:zz:ssm:::documents",
  settings: "arn:zz:ssm:::settings",
  trails: "arn:zz:cloudtrail:::trails",
  buckets: "arn:zz:s3:::buckets",
  keys: "arn:zz:kms:::keys",
  keyAliases: "arn:zz:kms:::of-aliases:alias/zz-alias",
  recordingKeyAliases: "arn:zz:kms:::of-recordings:alias/zz-recording",
  logGroups: "arn:zz:logs:::groups",
  topics: "arn:zz:sns:::topics",
  alarms: "arn:zz:cloudwatch:::alarms",
  buses: "arn:zz:events:::buses",
  roles: "arn:zz:iam:::roles",
  "nodes.roleArns": "arn:zz:iam:::node-roles",
  "nodes.instanceProfileArns": "arn:zz:iam:::profiles",
} as const;

/** Links of several ARNs. */
const links = {
  events: { ruleArn: "arn:zz:events:::rules", deadLetterQueueArn: "arn:zz:sqs:::queues" },
  ledgers: {
    functionArn: "arn:zz:lambda:::functions",
    scheduleArn: "arn:zz:scheduler:::ledger-schedules",
    deadLetterQueueArn: "arn:zz:sqs:::ledger-queues",
  },
  tables: {
    workgroupArn: "arn:zz:athena:::workgroups",
    scheduleArn: "arn:zz:scheduler:::table-schedules",
    tableArns: "arn:zz:glue:::tables",
  },
  policies: { policyArn: "arn:zz:iam:::policies", roleArn: "arn:zz:iam:::operator-roles" },
} as const;

const pathOf = (name: string) => snakePath(`protects.${name}`);

/** Where the construct calculates with an alias, its parts stand for the parts of each. */
function aliasParts(name: "keyAliases" | "recordingKeyAliases") {
  const of = `var.${pathOf(name)}`;
  const [key, alias] = arns[name].split(":alias/") as [string, string];
  const part = (literal: string, item: string, code: string) => ({
    literal,
    list: `distinct([for arn in ${of} : ${code}])`,
    of,
    item,
  });
  return [
    part(key, "key", 'split(":alias/", arn)[0]'),
    part(`alias/${alias}`, "alias", '"alias/${split(":alias/", arn)[1]}"'),
  ];
}

const lists = (Object.keys(arns) as (keyof typeof arns)[]).map((name): [string, Override] => {
  const { placeholders, ...input } = listed(pathOf(name), "arn", arns[name]);
  const parts = name === "keyAliases" || name === "recordingKeyAliases" ? aliasParts(name) : [];
  return [`protects.${name}`, { ...input, placeholders: [...placeholders, ...parts] }];
});

/** @param fields types by field @param states those of a list that is not empty, if there are several */
function linksInput(name: keyof typeof links, types: Readonly<Record<string, string>>, states?: object): Override {
  const path = pathOf(name);
  const literals: Readonly<Record<string, string>> = links[name];
  return {
    type: `list(object({\n${Object.entries(types)
      .map(([field, type]) => `${field} = ${type}`)
      .join("\n")}\n}))`,
    default: "[]",
    features: [
      {
        name: path,
        states: {
          none: { when: `length(var.${path}) == 0` },
          ...(states ?? { some: { when: `length(var.${path}) > 0`, value: () => [literals] } }),
        },
      },
    ],
    placeholders: Object.entries(literals).map(([field, literal]) => {
      const all = `var.${path}[*].${snakePath(field)}`;
      const list = { tableArns: `flatten(${all})`, roleArn: `compact(${all})` }[field] ?? all;
      return { literal, list, of: field === "roleArn" ? list : `var.${path}`, item: "arn" };
    }),
  };
}

const operatorRoles = `length(compact(var.${pathOf("policies")}[*].role_arn))`;

const anyArns = optional(listOf({ ...anArn, fix: "write the full ARN" })) as AnyRule;
const anyAliases = optional(
  listOf(
    text({
      pattern: /^arn:.+:kms:.*:alias\/.+$/,
      allowed: "the full ARN of an alias",
      fix: "write it like arn:<partition>:kms:<region>:<account>:alias/<name>, * allowed",
    }),
  ),
) as AnyRule;
const anyLinks = { ...object({}), optional: true } as AnyRule;

const given = (name: string) => `length(var.${pathOf(name)}) > 0`;

/** Links that have a statement of their own, and those of them that a resource control policy names. */
const inPolicies = Object.keys({ ...arns, ...links }).filter((name) => name !== "recordingKeyAliases");
const inResourcePolicies = ["buckets", "keys", "keyAliases", "logGroups", "events", "ledgers", "buses"];
export const anyInResourcePolicies = `anytrue([${inResourcePolicies.map(given).join(", ")}])`;

const ofLinks = `compact(flatten([
  [for link in var.protects.events : values(link)],
  [for link in var.protects.ledgers : values(link)],
  [for link in var.protects.tables : [link.workgroup_arn, link.schedule_arn, link.table_arns]],
  [for link in var.protects.policies : values(link)],
]))`;

const wrong = `[for arn in ${ofLinks} : arn if !(${patternHolds(anArn as TextRule, "arn")})]`;

export const chainInput = {
  rule: {
    ...object<Record<string, unknown>>({
      documents: anyArns,
      settings: anyArns,
      trails: anyArns,
      buckets: anyArns,
      keys: anyArns,
      keyAliases: anyAliases,
      recordingKeyAliases: anyAliases,
      logGroups: anyArns,
      events: anyLinks,
      topics: anyArns,
      alarms: anyArns,
      ledgers: anyLinks,
      tables: anyLinks,
      buses: anyArns,
      roles: anyArns,
      nodes: optional(object<Record<string, unknown>>({ roleArns: anyArns, instanceProfileArns: anyArns })) as AnyRule,
      policies: anyLinks,
      organization: optional(flag()) as AnyRule,
    }),
  } as AnyRule,
  docs: { protects: "AuditChain", "protects.nodes": "NodeRoles" },
  overrides: {
    protects: {
      default: undefined,
      description: "What is protected, by ARNs: `*` is allowed where they may differ.",
    },
    ...Object.fromEntries(lists),
    "protects.nodes": {
      description:
        "The roles of nodes, with their instance profiles. A node whose role may not write logs nothing and still opens sessions.",
    },
    "protects.events": linksInput("events", { rule_arn: "string", dead_letter_queue_arn: "string" }),
    "protects.ledgers": linksInput("ledgers", {
      function_arn: "string",
      schedule_arn: "string",
      dead_letter_queue_arn: "string",
    }),
    "protects.tables": linksInput("tables", {
      workgroup_arn: "string",
      table_arns: "list(string)",
      schedule_arn: "string",
    }),
    "protects.policies": linksInput(
      "policies",
      { policy_arn: "string", role_arn: "optional(string)" },
      {
        policies: {
          when: `${given("policies")} && ${operatorRoles} == 0`,
          value: () => [{ policyArn: links.policies.policyArn }],
        },
        roles: { when: `${operatorRoles} > 0`, value: () => [links.policies] },
      },
    ),
  } as Record<string, Override>,
  relations: [
    {
      variable: "protects",
      condition: `anytrue([${inPolicies.map(given).join(", ")}])`,
      message: told(
        "protects",
        "given something to protect",
        "var.protects",
        "name documents, trails, buckets, keys and so on",
      ),
    },
    {
      variable: "protects",
      condition: `length(${wrong}) == 0`,
      message: told("protects", "made of full ARNs, with * where they may differ", wrong, "write the full ARN"),
    },
    {
      variable: "protects",
      condition: "alltrue([for link in var.protects.tables : length(link.table_arns) > 0])",
      message: told(
        "protects.tables",
        "given their table_arns",
        "var.protects.tables",
        "name the tables and their database",
      ),
    },
  ] satisfies Relation[],
};

type Given = Readonly<Record<string, readonly string[]>>;

/** The chain of a construct from the lists. Nothing if no link has a statement of its own. */
export function chainOf(protects: Readonly<Record<string, unknown>>, kind: unknown): AuditChain | undefined {
  const named = (kind === "resource-control-policy" ? inResourcePolicies : inPolicies).filter((name) => {
    const [first, second] = name.split(".") as [string, string | undefined];
    return second ? (protects[first] as Given | undefined)?.[second] : protects[first];
  });
  if (named.length === 0) return undefined;
  const all = protects as Given;
  const each = <T>(name: string, of: (arn: string) => T) => all[name]?.map(of);
  const { keyAliases, recordingKeyAliases, events, ledgers, policies, organization } = protects as AuditChain;
  const nodes = protects.nodes as { roleArns?: string[]; instanceProfileArns?: string[] } | undefined;
  return {
    documents: each("documents", (documentArn) => ({ documentArn })),
    settings: each("settings", (settingArn) => ({ settingArn })),
    trails: each("trails", (trailArn) => ({ trailArn })),
    buckets: each("buckets", (bucketArn) => ({ bucketArn })),
    keys: each("keys", (keyArn) => ({ keyArn })),
    keyAliases,
    recordingKeyAliases,
    logGroups: each("logGroups", (logGroupArn) => ({ logGroupArn })),
    events,
    topics: each("topics", (topicArn) => ({ topicArn })),
    alarms: each("alarms", (alarmArn) => ({ alarmArns: [alarmArn] })),
    ledgers,
    tables: protects.tables ? [{ ...links.tables, tableArns: [links.tables.tableArns] }] : undefined,
    buses: each("buses", (busArn) => ({ busArn })),
    roles: each("roles", (roleArn) => ({ roleArn })),
    nodes: nodes && [{ roleArns: nodes.roleArns ?? [], instanceProfileArns: nodes.instanceProfileArns }],
    policies,
    organization,
  };
}
