import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { AwsContext, Violation } from "../../core/internal";
import type { EventMessage } from "../messages/event-message";

/** A rule that is to be made. */
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
  /** Reserves the name of a role. */
  claimRole(name: string): void;
}

/** What a rule needs of a target. */
export interface TargetConfig {
  readonly arn: string;
  /** @default - the target gets the whole event */
  readonly message?: EventMessage;
  /** Fixed JSON for the target, in place of a message. */
  readonly input?: string;
  /** With which role EventBridge calls; a topic, queue, function or log group has a policy of its own instead. */
  readonly roleArn?: string;
  readonly runCommandTargets?: { readonly key: string; readonly values: readonly string[] };
  /** The roles and policies that were made for it. */
  readonly permissions?: readonly TerraformResource[];
  /** Wait for these, mostly permissions, before the rule sends anything. */
  readonly ready: readonly ITerraformDependable[];
}

/** Something a rule can start. Make one with `targets`. */
export interface RuleTarget {
  /** Tells one target of a rule from another; part of its logical id. */
  readonly id: string;
  /** The constructs of this library that it uses: they must be of the stack of the rule. */
  readonly uses?: readonly unknown[];
  /** What is wrong with it, under the path at which this rule was given it. */
  check(path: string, rule: PlannedRule): Violation[];
  /** Grants the rule what it needs, and says what to send. */
  bind(rule: BoundRule): TargetConfig;
}

export interface TargetOptions {
  /**
   * Tells it from another target of its kind in the same rule; part of logical ids and names.
   * @default - its kind, such as `Topic`
   */
  readonly id?: string;
}

export interface MessageOptions extends TargetOptions {
  /**
   * What the target is told: a message, or `"event"` for the whole event.
   * @default "event" - topics, which people read, get `sessionMessage`
   */
  readonly message?: EventMessage | "event";
}

/** The message of a target; none where it gets the whole event. */
export function messageOf({ message }: MessageOptions): EventMessage | undefined {
  return message === "event" ? undefined : message;
}
