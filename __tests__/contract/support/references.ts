import { createHash } from "node:crypto";
import { ACCOUNT, type Block } from "../../support/synth";

export const REGION = "eu-west-1";
export const PARTITION = "aws";

/** What Terraform would know after an apply in account 111122223333 and eu-west-1. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^data\.aws_caller_identity\.\w+\.account_id$/, ACCOUNT],
  [/^data\.aws_region\.\w+\.\w+$/, REGION],
  [/^data\.aws_partition\.\w+\.partition$/, PARTITION],
  [/^data\.aws_partition\.\w+\.dns_suffix$/, "amazonaws.com"],
];

/** ARNs that AWS makes up from a name. */
const named: Readonly<Record<string, (name: string) => string>> = {
  "aws_iam_policy.arn": (name) => `arn:${PARTITION}:iam::${ACCOUNT}:policy/${name}`,
  "aws_iam_role.arn": (name) => `arn:${PARTITION}:iam::${ACCOUNT}:role/${name}`,
  "aws_sns_topic.arn": (name) => `arn:${PARTITION}:sns:${REGION}:${ACCOUNT}:${name}`,
  "aws_sqs_queue.url": (name) => `arn:${PARTITION}:sqs:${REGION}:${ACCOUNT}:${name}`,
  "aws_s3_bucket.id": (bucket) => bucket,
};

/** Writes a value in place of each reference of a configuration, and IAM's own `${` as IAM reads it. */
export function dereferenced(config: Block): Block {
  const replace = (value: unknown): unknown => {
    if (typeof value === "string") return text(value, config).replaceAll("$${", "${");
    if (Array.isArray(value)) return value.map(replace);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, replace(child)]));
  };
  return replace(config) as Block;
}

function text(value: string, config: Block): string {
  return value.replace(/(?<!\$)\$\{([^}]*)\}/g, (_, reference: string) => lookUp(reference, config));
}

function lookUp(reference: string, config: Block): string {
  const value = known.find(([pattern]) => pattern.test(reference))?.[1];
  if (value !== undefined) return value;
  const [type = "", id = "", attribute = ""] = reference.split(".");
  if (type === "aws_kms_key") return keyArn(id);
  const block: Block | undefined = config.resource?.[type]?.[id];
  const given = block?.[attribute] ?? named[`${type}.${attribute}`]?.(block?.name ?? block?.bucket);
  // Ids that no policy mentions, such as that of a security group.
  if (typeof given !== "string") return `unknown-${reference}`;
  return text(given, config);
}

/** The same id for the same logical id, in the form of a real one. */
export function keyArn(logicalId: string): string {
  const hex = createHash("sha256").update(logicalId).digest("hex");
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
  return `arn:${PARTITION}:kms:${REGION}:${ACCOUNT}:key/${id}`;
}
