import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { AwsContext, Violation } from "../../core/internal";
import type { EventMessage } from "../messages/event-message";

/** A rule that will be created. */
export interface PlannedRule {
  readonly ruleName: string;
  readonly ruleArn: string;
  readonly busArn: string;
  readonly aws: AwsContext;
}

/** A rule, as its targets see it. */
export interface BoundRule extends PlannedRule {
  readonly scope: Construct;
  /** Gives a resource its provider, Region and logical id. */
  place<T extends TerraformResource>(resource: T): T;
  /** Reserves a role name. */
  claimRole(name: string): void;
}

/** What a rule needs of a target. */
export interface TargetConfig {
  readonly arn: string;
  /** @default - the target gets the whole event */
  readonly message?: EventMessage;
  /** Fixed JSON for the target, instead of a message. */
  readonly input?: string;
  /** The role that EventBridge uses. Topics, queues, functions and log groups have policies of their own instead. */
  readonly roleArn?: string;
  readonly runCommandTargets?: { readonly key: string; readonly values: readonly string[] };
  /** The roles and policies created for it. */
  readonly permissions?: readonly TerraformResource[];
  /** Wait for these, mostly permissions, before the rule sends anything. */
  readonly ready: readonly ITerraformDependable[];
}

/** Something a rule can start. Create one with `targets`. */
export interface RuleTarget {
  /** Distinguishes the targets of a rule; part of its logical id. */
  readonly id: string;
  /** The constructs of this library that it uses. They must be in the stack of the rule. */
  readonly uses?: readonly unknown[];
  /** Reports what is wrong with it, under the path at which this rule was given it. */
  check(path: string, rule: PlannedRule): Violation[];
  /** Grants the rule what it needs, and returns what to send. */
  bind(rule: BoundRule): TargetConfig;
}

export interface TargetOptions {
  /**
   * Distinguishes it from another target of its kind in the same rule; part of logical ids and names.
   * @default - its kind, such as `Topic`
   */
  readonly id?: string;
}

export interface MessageOptions extends TargetOptions {
  /**
   * What the target receives: a message, or `"event"` for the whole event.
   * @default "event" - topics, which people read, get `sessionMessage`
   */
  readonly message?: EventMessage | "event";
}

/** The message of a target; undefined if it gets the whole event. */
export function messageOf({ message }: MessageOptions): EventMessage | undefined {
  return message === "event" ? undefined : message;
}
