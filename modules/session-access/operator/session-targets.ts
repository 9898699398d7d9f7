import {
  type AwsContext,
  arns,
  type Conditions,
  isObject,
  listOf,
  mapOf,
  tagKey,
  text,
  type Violation,
  violations,
} from "../../core/internal";
import { limits } from "../../facts";

/** The nodes on which operators may start sessions. Create one with `sessionTargets`. */
export interface SessionTargets {
  /** The name of the statement, which says which nodes these are. */
  readonly sid: string;
  readonly conditions: Conditions;
  resources(aws: AwsContext): string[];
  /** Reports what is wrong with them, under the path at which they were given. */
  check(path: string): Violation[];
}

export const tagValue = text({
  length: limits.tagValueLength,
  pattern: /^([\p{L}\p{Z}\p{N}_.:/=+\-@]|\$\$\{[\w:/-]+\})+$/u,
  allowed: "the value of a tag, without wildcards, or a policyVariable()",
  fix: "list each value; StringEquals takes * literally",
});

const tagRule = mapOf(tagKey, listOf(tagValue, { some: true, unknown: true, resize: "list the values to allow" }), {
  unit: "tag",
  some: true,
  resize: "name a tag, or use all()",
});

export const nodeId = text({
  pattern: /^(i-([0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17})$/,
  allowed: "the id of an EC2 instance or of a hybrid node",
  fix: "write it like i-0123456789abcdef0 or mi-0123456789abcdef0",
});

const idRule = listOf(nodeId, { unit: "node", some: true, resize: "list the ids, or use all()" });

export const sessionTargets = {
  /**
   * EC2 instances and hybrid nodes that carry every one of these tags with one of its values. Anyone who may tag nodes
   * decides who may be reached. A value may be `policyVariable("aws:PrincipalTag/team")`: the operator's own tag.
   */
  byTag: (tags: Readonly<Record<string, readonly string[]>>): SessionTargets => ({
    sid: "StartOnTaggedNodes",
    get conditions() {
      // Read before the tags are checked. Sorted, because the order of the caller's object has no meaning.
      const entries = isObject(tags) ? Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
      return { StringEquals: Object.fromEntries(entries.map(([key, values]) => [`ssm:resourceTag/${key}`, values])) };
    },
    resources: everyNode,
    check: (path) => violations(tagRule, tags, path),
  }),
  /** These EC2 instances (`i-...`) and hybrid nodes (`mi-...`). */
  byId: (ids: readonly string[]): SessionTargets => ({
    sid: "StartOnListedNodes",
    conditions: {},
    resources: (aws) =>
      ids.map((id) => (id.startsWith("mi-") ? arns.managedInstance(aws, id) : arns.instance(aws, id))),
    check: (path) => violations(idRule, ids, path),
  }),
  /** Every EC2 instance and hybrid node of the account. */
  all: (): SessionTargets => ({ sid: "StartOnAnyNode", conditions: {}, resources: everyNode, check: () => [] }),
};

export function everyNode(aws: AwsContext): string[] {
  return [arns.instance(aws, "*"), arns.managedInstance(aws, "*")];
}
