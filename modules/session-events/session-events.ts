import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  checkIntegerInRange,
  checkLength,
  checkText,
  claimName,
  limits,
  PolicyDocument,
  type RegionalModuleProps,
} from "../core";
import { deadLetterStatements } from "./session-events-policy";
import { checkPattern, type SessionPattern } from "./session-patterns";
import type { RuleTarget } from "./targets";

export interface SessionEventsProps extends RegionalModuleProps {
  /** Name of the rule: 1 to 64 letters, digits and `._-`. */
  readonly name: string;
  /** Which events start the targets, from `sessionPatterns`. A trail that logs write events must exist. */
  readonly pattern: SessionPattern;
  /** What is started, from `targets`: 1 to 5. */
  readonly targets: readonly RuleTarget[];
  /**
   * What the rule is for, shown in the EventBridge console.
   * @default - derived from the pattern
   */
  readonly description?: string;
}

/**
 * An EventBridge rule on the API calls of sessions and what it starts. EventBridge retries for a day; what it cannot
 * deliver then waits for 14 days in a dead-letter queue of the rule.
 */
export class SessionEvents extends AuditModule {
  readonly ruleName: string;
  readonly ruleArn: string;
  readonly deadLetterQueueArn: string;
  readonly resources: {
    readonly rule: CloudwatchEventRule;
    readonly targets: readonly CloudwatchEventTarget[];
    readonly deadLetterQueue: SqsQueue;
    readonly deadLetterQueuePolicy: SqsQueuePolicy;
  };

  constructor(scope: Construct, id: string, props: SessionEventsProps) {
    super(scope, id, props);
    checkProps(this, props);
    const queueName = `${props.name}-dead-letters`;
    this.ruleName = props.name;
    this.ruleArn = arns.rule(this.aws, props.name);
    this.deadLetterQueueArn = arns.queue(this.aws, queueName);

    const { queue, policy } = this.createDeadLetterQueue(queueName);
    const rule = this.place(
      new CloudwatchEventRule(this, "Resource", {
        name: props.name,
        description: props.description ?? `${props.pattern.detail.eventName.join(", ")} of Session Manager`,
        eventPattern: JSON.stringify(props.pattern, null, 2),
        state: "ENABLED",
      }),
    );
    const targets = props.targets.map((target) => this.createTarget(rule, target, policy));
    this.resources = { rule, targets, deadLetterQueue: queue, deadLetterQueuePolicy: policy };
  }

  /** SSE-SQS needs no key policy that could keep EventBridge out of its last resort. */
  private createDeadLetterQueue(name: string) {
    const queue = this.place(
      new SqsQueue(this, "DeadLetterQueue", {
        name,
        messageRetentionSeconds: 14 * 24 * 60 * 60,
        sqsManagedSseEnabled: true,
      }),
    );
    const policy = this.place(
      new SqsQueuePolicy(this, "DeadLetterQueuePolicy", {
        queueUrl: queue.url,
        policy: new PolicyDocument(...deadLetterStatements(this.deadLetterQueueArn, this.ruleArn)).toJson(),
      }),
    );
    return { queue, policy };
  }

  private createTarget(rule: CloudwatchEventRule, target: RuleTarget, queuePolicy: SqsQueuePolicy) {
    const { arn, message, ready } = target.bind(this, this.aws.region);
    return this.place(
      new CloudwatchEventTarget(this, `${target.id}Target`, {
        rule: rule.name,
        targetId: target.id,
        arn,
        inputTransformer: message && { inputPaths: { ...message.inputPaths }, inputTemplate: message.inputTemplate },
        retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
        deadLetterConfig: { arn: this.deadLetterQueueArn },
        dependsOn: [...ready, queuePolicy],
      }),
    );
  }
}

function checkProps(scope: Construct, { name, region, pattern, targets }: SessionEventsProps): void {
  checkLength(scope, "name", name, limits.ruleNameLength);
  checkText(scope, "name", name, {
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-session-events",
  });
  claimName(scope, "EventBridge rule", `${region ?? ""} ${name}`, "name");
  checkPattern(scope, "pattern", pattern);
  checkIntegerInRange(scope, "targets (their number)", targets.length, limits.targetsPerRule);
}
