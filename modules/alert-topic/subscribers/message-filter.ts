import { data, isObject, json, type Violation } from "../../core/internal";
import { limits } from "../../facts";

/** Fields of a JSON message, each with a list of accepted values or with nested fields. */
export interface MessageFilter {
  readonly [field: string]: readonly unknown[] | MessageFilter;
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
export const messageFilter = data<MessageFilter>(
  "message filter",
  "an object of fields, each with a list of values",
  "write { field: [value] }",
  (filter, path) => {
    const { filterPolicyKeys: fields, filterPolicyCombinations: combinations } = limits;
    const count = Object.keys(filter).length;
    if (count < fields.min || count > fields.max) return [outside(`${path} (its fields)`, fields, count)];
    const found = fieldViolations(path, filter);
    const product = found.length > 0 ? 0 : countCombinations(filter, 1);
    return product > combinations.max ? [outside(`${path} (its combinations)`, combinations, product)] : found;
  },
);

function outside(prop: string, { min, max, unit }: { min: number; max: number; unit: string }, got: number): Violation {
  return { prop, allowed: `a whole number of ${unit} from ${min} to ${max}`, got, fix: "choose a value in that range" };
}

function fieldViolations(path: string, filter: MessageFilter): Violation[] {
  return Object.entries<unknown>(filter).flatMap(([field, value]) => {
    const prop = `${path}.${field}`;
    if (isObject(value)) return fieldViolations(prop, value as MessageFilter);
    if (Array.isArray(value) && value.length > 0) return [];
    const fix = "leave the field out to accept any value";
    return [{ prop, allowed: "a list of at least one value", got: value, fix }];
  });
}

function countCombinations(filter: MessageFilter, depth: number): number {
  return Object.values(filter).reduce(
    (product, value) =>
      product * (Array.isArray(value) ? value.length * depth : countCombinations(value as MessageFilter, depth + 1)),
    1,
  );
}

/** The subscription arguments that a filter sets. */
export function filterOf(filter: MessageFilter | undefined) {
  return filter && { filterPolicyScope: "MessageBody", filterPolicy: json(filter, { compact: true }) };
}
