import { DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from "cdktf";
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
  let size = policy.length;
  for (const [expression] of policy.matchAll(/\$\$\{|\$\{[^}]*\}/g)) {
    // `$${` is how Terraform writes IAM's `${`.
    size += expression === "$${" ? -1 : lengthIn(scope, expression) - expression.length;
  }
  return size;
}

/** Takes every token as the longest, without resolving any. */
function sizeAtMost(policy: string): number {
  const longestValue = Math.max(...longestValues.map(({ length }) => length));
  return policy.replace(/\$\{[^}]*\}/g, "x".repeat(longestValue)).length;
}

/** By stack, because the same token is another reference in another stack. */
const knownLengths = new WeakMap<TerraformStack, Map<string, number>>();

/** The same few tokens occur in all policies of a stack, and CDKTF resolves each slowly. */
function lengthIn(scope: IConstruct, expression: string): number {
  const stack = TerraformStack.of(scope);
  const known = knownLengths.get(stack) ?? new Map<string, number>();
  knownLengths.set(stack, known);
  const length = known.get(expression);
  if (length !== undefined) return length;
  const resolver = new DefaultTokenResolver(new StringConcat());
  const resolved = String(Tokenization.resolve(expression, { scope, resolver, preparing: false }));
  const reference = /^\$\{([^}]*)\}$/.exec(resolved)?.[1];
  if (reference === undefined) return resolved.length;
  const longestValue = longestValues.find((value) => value.reference.test(reference));
  // Anything else may still change until synthesis.
  if (longestValue) known.set(expression, longestValue.length);
  return longestValue?.length ?? OTHER_VALUE_LENGTH;
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
