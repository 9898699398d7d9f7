import {
  type AwsContext,
  either,
  known,
  type Named,
  nameOrArn,
  oneOf,
  optional,
  ownedHere,
  type Rule,
  sameRegion,
  type Violation,
  violations,
} from "../../core/internal";
import type { EventMessage } from "../messages/event-message";
import { eventMessage } from "../messages/event-message-schema";

/** Checks a target that must be in the Region of its rule. */
export function inRegion<T extends { readonly region: string }>(
  rule: Rule<T>,
  target: T,
  path: string,
  { region }: AwsContext,
): Violation[] {
  const found = violations(rule, target, path);
  return found.length > 0 ? found : sameRegion(path, target.region, region);
}

/** Checks a target given by name or ARN. */
export function ownViolations(named: Named, given: string, path: string, aws: AwsContext): Violation[] {
  const found = violations(nameOrArn(named), given, path);
  return found.length > 0 ? found : ownedHere(path, given, aws);
}

const messageRule = optional(either(known(oneOf(["event"])), eventMessage, { fix: "make it with textMessage()" }));

/** @param form what a template must look like for this target */
export function messageViolations(
  message: EventMessage | "event" | undefined,
  path: string,
  form?: { readonly pattern: RegExp; readonly allowed: string; readonly fix: string },
): Violation[] {
  const prop = `${path}.message`;
  const found = violations(messageRule, message, prop);
  if (found.length > 0 || !form || message === undefined || message === "event") return found;
  const { pattern, allowed, fix } = form;
  return pattern.test(message.inputTemplate) ? [] : [{ prop, allowed, got: message.inputTemplate, fix }];
}
