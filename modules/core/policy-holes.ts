import type { PolicyStatement, Principals } from "./policy-document";
import { isObject } from "./schema";
import type { Violation } from "./validation-error";

/**
 * What would silently open a policy, or make it match nothing: an empty list, condition or principal, or a missing
 * value. A condition without values is no condition; a principal without values may be everyone.
 */
export function policyHoles(statement: PolicyStatement): Violation[] {
  const { actions, resources, notResources, principals, conditions } = statement;
  return [
    ...listHoles("Action", actions),
    ...(resources === undefined ? [] : listHoles("Resource", resources)),
    ...(notResources === undefined ? [] : listHoles("NotResource", notResources)),
    ...(principals === undefined || principals === "*" ? [] : principalHoles(principals)),
    ...(conditions === undefined ? [] : conditionHoles(conditions)),
  ];
}

function principalHoles(principals: Principals): Violation[] {
  return recordHoles("Principal", principals, (kind, values) => listHoles(`Principal ${kind}`, values));
}

function conditionHoles(conditions: unknown): Violation[] {
  return recordHoles("Condition", conditions, (operator, keys) =>
    recordHoles(`Condition ${operator}`, keys, (key, values) => listHoles(`Condition ${operator} ${key}`, values)),
  );
}

function recordHoles(part: string, record: unknown, inner: (key: string, value: unknown) => Violation[]): Violation[] {
  const entries = isObject(record) ? Object.entries(record) : [];
  if (entries.length === 0) return [hole(part, "an object of at least one name", record)];
  return entries.flatMap(([key, value]) => inner(key, value));
}

function listHoles(part: string, values: unknown): Violation[] {
  if (!Array.isArray(values) || values.length === 0) return [hole(part, "a list of at least one text", values)];
  // Not `flatMap` over the list itself, because it skips gaps.
  return Array.from(values as unknown[]).flatMap((value) =>
    isText(value) ? [] : [hole(part, "made of texts", value)],
  );
}

/** Parts of an ARN that stand for a value that was missing when the ARN was composed. */
const NOTHING = /(^|[:/])(undefined|null|NaN|\[object \w+\])(?=$|[:/])/;

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !NOTHING.test(value);
}

function hole(prop: string, allowed: string, got: unknown): Violation {
  return { prop, allowed, got, fix: "look for a value that is not set, such as an environment variable" };
}
