import type { ConfiguredResource, PlanJson } from "./plan-json";

/** What resources call a policy document. Others only sound like it: `retry_policy`, `block_public_policy`. */
const policyArguments = new Set([
  "policy",
  "assume_role_policy",
  "access_policy",
  "policy_document",
  "resource_policy",
]);

/** A policy of the configuration that a reviewer cannot read in the plan. */
export interface UnknownPolicy {
  /** `aws_s3_bucket_policy.transcripts.policy` */
  readonly attribute: string;
  /** The attributes known after apply that it names: `aws_kms_key.session_data.arn`. */
  readonly because: readonly string[];
}

/** All policies that the configuration sets, and the content of documents: `aws_iam_role.delivery.assume_role_policy`. */
export function policyAttributes(plan: PlanJson): string[] {
  return configured(plan).flatMap(({ address, policies }) => policies.map((attribute) => `${address}.${attribute}`));
}

/** The policies that are unknown until apply, each with the unknown attributes that make it so. */
export function unknownPolicies(plan: PlanJson): UnknownPolicy[] {
  const changes = new Map((plan.resource_changes ?? []).map((change) => [change.address, change.change]));
  const isUnknown = (address: string, attribute: string) => changes.get(address)?.after_unknown[attribute] === true;
  return configured(plan).flatMap(({ address, policies, resource }) =>
    policies
      .filter((attribute) => isUnknown(address, attribute))
      .map((attribute) => {
        const named = attributesNamed(plan, resource, attribute);
        const because = named.filter((reference) => isUnknown(...split(reference)));
        return { attribute: `${address}.${attribute}`, because };
      }),
  );
}

/** True when the ARN of a key is all that is missing: nobody can know it before the key exists. */
export function namesOnlyKeys({ because }: UnknownPolicy): boolean {
  return because.length > 0 && because.every((reference) => reference.startsWith("aws_kms_key."));
}

function configured(plan: PlanJson) {
  const resources = plan.configuration.root_module.resources ?? [];
  return resources
    .filter(({ mode }) => mode === "managed")
    .map((resource) => ({ resource, address: resource.address, policies: policiesOf(resource) }))
    .filter(({ policies }) => policies.length > 0);
}

/** Only what the configuration sets: a bucket also has a computed `policy`, which is never known in advance. */
function policiesOf({ type, expressions }: ConfiguredResource): string[] {
  return Object.keys(expressions ?? {}).filter(
    (attribute) => policyArguments.has(attribute) || (type === "aws_ssm_document" && attribute === "content"),
  );
}

/** Attributes of resources that an expression names, directly or through data sources: `aws_kms_key.session_data.arn`. */
function attributesNamed(plan: PlanJson, resource: ConfiguredResource, attribute: string): string[] {
  const byAddress = new Map((plan.configuration.root_module.resources ?? []).map((other) => [other.address, other]));
  const named = new Set<string>();
  const visit = (references: readonly string[]) => {
    for (const reference of references) {
      if (named.has(reference)) continue;
      named.add(reference);
      const data = reference.startsWith("data.")
        ? byAddress.get(reference.split(".").slice(0, 3).join("."))
        : undefined;
      if (data) visit(referencesIn(data.expressions));
    }
  };
  visit(referencesIn(resource.expressions?.[attribute]));
  return [...named].filter((reference) => reference.split(".").length >= 3 && !reference.startsWith("data."));
}

/** The references of an expression, or of all expressions in nested blocks. */
function referencesIn(expression: unknown): string[] {
  if (typeof expression !== "object" || expression === null) return [];
  const { references } = expression as { references?: readonly string[] };
  return Array.isArray(references) ? references : Object.values(expression).flatMap(referencesIn);
}

function split(reference: string): [address: string, attribute: string] {
  const [type, name, attribute] = reference.split(".");
  return [`${type}.${name}`, attribute!.replace(/\[.*/, "")];
}
