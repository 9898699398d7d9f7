/** The policies of all accounts of a landing zone, as AWS would hold them after an apply. */
import { App } from "cdktf";
import { landingZone } from "../../examples/landing-zone";
import type { LandingZone } from "../../modules/topologies/landing-zone";
import { type Block, type Statement, synthStacks } from "../support/synth";

export interface Policy {
  /** An identity policy by account and name, `444444444444/acme-audit-nodes`; another by the ARN of what it guards. */
  readonly name: string;
  readonly document: { readonly Version: string; readonly Statement: readonly Statement[] };
}

export interface Stack {
  readonly account: string;
  readonly json: Block;
}

export function stacksOf(plan: LandingZone): Stack[] {
  const app = new App();
  landingZone(app, plan);
  return [...synthStacks(app).values()].map(({ json }) => ({
    account: json.provider.aws[0].allowed_account_ids[0],
    json,
  }));
}

const named = ({ json }: Stack, type: string): [id: string, block: Block][] =>
  Object.entries<Block>(json.resource?.[type] ?? {});

/** An id for a key, the same each time, in the form of a real one. */
function keyArn({ account, json }: Stack, id: string): string {
  const number = Object.keys(json.resource.aws_kms_key).indexOf(id);
  return `arn:aws:kms:${json.resource.aws_kms_key[id].region}:${account}:key/00000000-0000-0000-0000-00000000000${number}`;
}

/** Which key each alias of the organization stands for. */
export function aliasesOf(stacks: readonly Stack[]): ReadonlyMap<string, string> {
  return new Map<string, string>(
    stacks.flatMap((stack) =>
      named(stack, "aws_kms_alias").map(([, { name, region, target_key_id }]): [string, string] => {
        const [, keyId] = /^\$\{aws_kms_key\.(\w+)\.key_id\}$/.exec(target_key_id)!;
        return [`arn:aws:kms:${region}:${stack.account}:${name}`, keyArn(stack, keyId!)];
      }),
    ),
  );
}

/** Which account each bucket is of: its ARN does not say. */
export function bucketOwnersOf(stacks: readonly Stack[]): ReadonlyMap<string, string> {
  return new Map<string, string>(
    stacks.flatMap((stack) =>
      named(stack, "aws_s3_bucket").map(([, { bucket }]): [string, string] => [bucket, stack.account]),
    ),
  );
}

interface Source {
  readonly type: string;
  readonly attribute?: string;
  readonly name: (block: Block, id: string, stack: Stack) => string;
}

const sources: readonly Source[] = [
  { type: "aws_iam_policy", name: ({ name }, _, { account }) => `${account}/${name}` },
  { type: "aws_iam_role_policy", name: ({ role }, _, { account }) => `${account}/${role}` },
  {
    type: "aws_iam_role",
    attribute: "assume_role_policy",
    name: ({ name }, _, { account }) => `arn:aws:iam::${account}:role/${name}`,
  },
  { type: "aws_s3_bucket_policy", name: ({ bucket }) => `arn:aws:s3:::${bucket}` },
  { type: "aws_kms_key", name: (_, id, stack) => keyArn(stack, id) },
  {
    type: "aws_cloudwatch_event_bus_policy",
    name: ({ region, event_bus_name }, _, { account }) =>
      `arn:aws:events:${region}:${account}:event-bus/${event_bus_name}`,
  },
];

export function policiesOf(stacks: readonly Stack[]): Policy[] {
  const aliases = aliasesOf(stacks);
  return stacks.flatMap((stack) =>
    sources.flatMap(({ type, attribute = "policy", name }) =>
      named(stack, type).map(([id, block]) => {
        const values = resolved(stack, block, aliases);
        return { name: name(values, id, stack), document: JSON.parse(values[attribute]) };
      }),
    ),
  );
}

/** What Terraform would put in place of each reference, and IAM's own `${` as IAM reads it. */
function resolved(stack: Stack, block: Block, aliases: ReadonlyMap<string, string>): Block {
  const value = (reference: string): string => {
    const [type, id, attribute] = reference.split(".") as [string, string, string];
    if (type === "data") return aliases.get(stack.json.data[id][attribute].key_id) ?? `no alias ${reference}`;
    if (type === "aws_kms_key") return keyArn(stack, id);
    const named: Block = stack.json.resource[type][id];
    return named[attribute] ?? named.bucket ?? `arn:aws:iam::${stack.account}:policy/${named.name}`;
  };
  const texts = Object.entries(block).map(([attribute, text]) => [
    attribute,
    typeof text === "string"
      ? text.replace(/(?<!\$)\$\{([^}]*)\}/g, (_, reference) => value(reference)).replaceAll("$${", "${")
      : text,
  ]);
  return Object.fromEntries(texts);
}
