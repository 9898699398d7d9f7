import { Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { Range } from "../facts";
import { ValidationError } from "./validation-error";

/** Nothing given, or known only to Terraform: not ours to judge. */
export function isUnknown(value: unknown): boolean {
  return value === undefined || Token.isUnresolved(value);
}

export function checkIntegerInRange(
  scope: IConstruct,
  prop: string,
  value: number | undefined,
  { min, max, unit }: Range,
): void {
  if (isUnknown(value)) return;
  if (Number.isInteger(value) && value! >= min && value! <= max) return;
  throw new ValidationError(scope, {
    prop,
    allowed: `a whole number of ${unit} from ${min} to ${max}`,
    got: value,
    fix: "choose a value in that range",
  });
}

export function checkLength(scope: IConstruct, prop: string, value: string, { min, max, unit }: Range): void {
  if (typeof value !== "string") {
    const fix = "give it; an environment variable that is not set reads as nothing";
    throw new ValidationError(scope, { prop, allowed: `a text of ${min} to ${max} ${unit}`, got: value, fix });
  }
  if (isUnknown(value) || (value.length >= min && value.length <= max)) return;
  throw new ValidationError(scope, {
    prop,
    allowed: `${min} to ${max} ${unit} long`,
    got: value,
    fix: `it has ${value.length}; choose a ${value.length > max ? "shorter" : "longer"} one`,
  });
}

/** A number that is calculated with here: of a token CDKTF holds a placeholder only, and the result would be nonsense. */
export function checkKnownNumber(scope: IConstruct, prop: string, value: number | undefined): void {
  if (value === undefined || !Token.isUnresolved(value)) return;
  throw new ValidationError(scope, {
    prop,
    allowed: "known when the stack is synthesized",
    got: "a value that only Terraform knows",
    fix: "write the number itself",
  });
}

export interface TextRule {
  readonly pattern: RegExp;
  readonly allowed: string;
  readonly fix: string;
}

export function checkText(scope: IConstruct, prop: string, value: string | undefined, rule: TextRule): void {
  if (isUnknown(value) || rule.pattern.test(value!)) return;
  throw new ValidationError(scope, { prop, allowed: rule.allowed, got: value, fix: rule.fix });
}

export function checkOneOf<T>(scope: IConstruct, prop: string, value: T | undefined, set: readonly T[]): void {
  if (isUnknown(value) || set.includes(value!)) return;
  throw new ValidationError(scope, {
    prop,
    allowed: `one of ${set.join(", ")}`,
    got: value,
    fix: "choose one of them",
  });
}

export const regionPattern = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

export function checkRegion(scope: IConstruct, prop: string, region: string | undefined): void {
  checkText(scope, prop, region, {
    pattern: regionPattern,
    allowed: "the name of an AWS Region",
    fix: "write it as AWS does, for example eu-west-1",
  });
}

/** A key, topic or group serves its own Region only. Regions that only Terraform knows are not compared. */
export function checkSameRegion(scope: IConstruct, prop: string, theirs: string, ours: string): void {
  if (isUnknown(theirs) || isUnknown(ours) || theirs === ours) return;
  throw new ValidationError(scope, {
    prop,
    allowed: `in Region ${ours}, as this construct is`,
    got: theirs,
    fix: "pass one of the same Region",
  });
}

export function checkOrganizationId(scope: IConstruct, organizationId: string | undefined): void {
  checkText(scope, "organizationId", organizationId, {
    pattern: /^o-[a-z0-9]{10,32}$/,
    allowed: "o- and 10 to 32 lower-case letters and digits",
    fix: "copy it from the AWS Organizations console",
  });
}
