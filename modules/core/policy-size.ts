import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { type Limit, longest } from "../facts";
import type { PolicyDocument } from "./policy-document";
import { refuse } from "./validation-error";

/** The length of values known only to Terraform: the longest that AWS assigns today. */
const longestValues: readonly { readonly reference: RegExp; readonly length: number }[] = [
  { reference: /^data\.aws_caller_identity\.\w+\.account_id$/, length: longest.account.length },
  { reference: /^data\.aws_region\.\w+\.\w+$/, length: longest.region.length },
  { reference: /^data\.aws_partition\.\w+\.partition$/, length: longest.partition.length },
  { reference: /^data\.aws_partition\.\w+\.dns_suffix$/, length: longest.dnsSuffix.length },
  { reference: /^(data\.)?aws_kms_(key|alias)\.\w+\.(target_key_)?arn$/, length: longest.keyArn.length },
];

/** Other values, such as variables, are not measured. IAM checks them when Terraform applies. */
const OTHER_VALUE_LENGTH = 0;

/** The characters of a policy as AWS will store it, with each value that AWS assigns at its longest. */
export function policySize(scope: IConstruct, policy: string): number {
  // The same few tokens occur in many places, and CDKTF resolves each slowly.
  const lengths = new Map<string, number>();
  const known = policy.replace(/(?<!\$)\$\{[^}]*\}/g, (expression) => {
    const length = lengths.get(expression) ?? lengthOf(scope, expression);
    lengths.set(expression, length);
    return "x".repeat(length);
  });
  // `$${` is how Terraform writes IAM's `${`.
  return known.replaceAll("$${", "${").length;
}

/** Takes every token as the longest, without resolving any. */
function sizeAtMost(policy: string): number {
  const longestValue = Math.max(...longestValues.map(({ length }) => length));
  return policy.replace(/\$\{[^}]*\}/g, "x".repeat(longestValue)).length;
}

function lengthOf(scope: IConstruct, expression: string): number {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved = String(Tokenization.resolve(expression, { scope, resolver, preparing: false }));
  const reference = /^\$\{([^}]*)\}$/.exec(resolved)?.[1];
  if (reference === undefined) return resolved.length;
  return longestValues.find((value) => value.reference.test(reference))?.length ?? OTHER_VALUE_LENGTH;
}

export interface SizeRule {
  /** The prop that makes the policy grow. */
  readonly prop: string;
  readonly range: Limit;
  /** What to split, as an instruction. */
  readonly fix: string;
}

export function checkPolicySize(scope: IConstruct, policy: string, { prop, range, fix }: SizeRule): void {
  if (sizeAtMost(policy) <= range.max) return;
  const size = policySize(scope, policy);
  if (size <= range.max) return;
  const allowed = `few enough for a policy of at most ${range.max} ${range.unit}`;
  refuse(scope, [{ prop, allowed, got: size, fix }]);
}

/** Measures a policy that grows with every grant when the stack is synthesized. */
export function limitPolicySize(scope: IConstruct, what: string, policy: PolicyDocument, { max, unit }: Limit): void {
  scope.node.addValidation({
    validate: () => {
      const written = policy.toCompactJson();
      if (sizeAtMost(written) <= max) return [];
      const size = policySize(scope, written);
      return size <= max
        ? []
        : [`the policy of the ${what} has ${size} ${unit}, and AWS takes ${max}: spread what it serves over several`];
    },
  });
}
