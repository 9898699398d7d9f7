import type { Construct } from "constructs";
import { type AwsContext, arns, type Conditions, checkLength, checkText, isUnknown, ValidationError } from "../core";
import { limits } from "../facts";

/** The nodes that operators may start sessions on. Make one with `sessionTargets`. */
export interface SessionTargets {
  /** The statement's name, which says which nodes these are. */
  readonly sid: string;
  readonly conditions: Conditions;
  resources(at: AwsContext): string[];
  check(scope: Construct): void;
}

export const sessionTargets = {
  /**
   * EC2 instances and hybrid nodes that carry every one of these tags with one of its values. Who may tag nodes decides
   * who may be reached. A value may be `policyVariable("aws:PrincipalTag/team")`: the operator's own tag.
   */
  byTag: (tags: Readonly<Record<string, readonly string[]>>): SessionTargets => ({
    sid: "StartOnTaggedNodes",
    conditions: {
      StringEquals: Object.fromEntries(Object.entries(tags).map(([key, values]) => [`ssm:resourceTag/${key}`, values])),
    },
    resources: everyNode,
    check: (scope) => checkTags(scope, tags),
  }),
  /** These EC2 instances (`i-...`) and hybrid nodes (`mi-...`). */
  byId: (ids: readonly string[]): SessionTargets => ({
    sid: "StartOnListedNodes",
    conditions: {},
    resources: (at) => ids.map((id) => (id.startsWith("mi-") ? arns.managedInstance(at, id) : arns.instance(at, id))),
    check: (scope) => checkIds(scope, ids),
  }),
  /** Every EC2 instance and hybrid node of the account. */
  all: (): SessionTargets => ({ sid: "StartOnAnyNode", conditions: {}, resources: everyNode, check: () => {} }),
};

export function everyNode(at: AwsContext): string[] {
  return [arns.instance(at, "*"), arns.managedInstance(at, "*")];
}

function checkTags(scope: Construct, tags: Readonly<Record<string, readonly string[]>>): void {
  const keys = Object.keys(tags);
  if (keys.length === 0) refuseEmpty(scope, "targets", "at least one tag", tags, "name a tag, or use all()");
  for (const key of keys) {
    const prop = `targets.${key}`;
    checkLength(scope, prop, key, limits.tagKeyLength);
    checkText(scope, prop, key, {
      pattern: /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u,
      allowed: "the key of a tag: letters, digits, spaces and _.:/=+-@, not starting with aws:",
      fix: "write it as the tag is written on the node",
    });
    const values = tags[key] ?? [];
    if (values.length === 0) refuseEmpty(scope, prop, "given at least one value", values, "list the values to allow");
    for (const [index, value] of values.entries()) {
      checkLength(scope, `${prop}[${index}]`, value, limits.tagValueLength);
      checkText(scope, `${prop}[${index}]`, value, {
        pattern: /^([\p{L}\p{Z}\p{N}_.:/=+\-@]|\$\$\{[\w:/-]+\})+$/u,
        allowed: "the value of a tag, without wildcards, or a policyVariable()",
        fix: "list each value; StringEquals takes * literally",
      });
    }
  }
}

function checkIds(scope: Construct, ids: readonly string[]): void {
  if (ids.length === 0) refuseEmpty(scope, "targets", "at least one node", ids, "list the ids, or use all()");
  for (const [index, id] of ids.entries()) {
    if (isUnknown(id)) continue;
    checkText(scope, `targets[${index}]`, id, {
      pattern: /^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/,
      allowed: "the id of an EC2 instance or of a hybrid node",
      fix: "write it like i-0123456789abcdef0 or mi-0123456789abcdef0",
    });
  }
}

function refuseEmpty(scope: Construct, prop: string, allowed: string, got: unknown, fix: string): never {
  throw new ValidationError(scope, { prop, allowed, got, fix });
}
