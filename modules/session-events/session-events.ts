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
  checkSameRegion,
  checkText,
  PolicyDocument,
  type RegionalModuleProps,
  ValidationError,
} from "../core";
import type { IEventBus } from "../event-bus";
import { limits } from "../facts";
import { checkMessage } from "./event-message";
import { callNames, type EventPattern, renderPattern } from "./event-pattern";
import { checkEventPattern } from "./event-pattern-checks";
import type { BoundRule, RuleTarget } from "./rule-target";
import { deadLetterStatements } from "./session-events-policy";

/** What alarms need of a rule. */
export interface ISessionEvents {
  readonly ruleName: string;
  readonly busName: string;
  readonly region: string;
  readonly pattern: EventPattern;
  readonly deadLetterQueueName: string;
}

export interface SessionEventsProps extends RegionalModuleProps {
  /** Name of the rule: 1 to 64 letters, digits, hyphens and underscores; its queue is called `<name>-dead-letters`. */
  readonly name: string;
  /** Which events start the targets: one of `sessionPatterns`, several with `anyOf`, or one of your own. A trail that logs write events must exist. */
  readonly pattern: EventPattern;
  /** What is started, from `targets`: 1 to 5. */
  readonly targets: readonly RuleTarget[];
  /**
   * The bus whose events are matched.
   * @default - the default bus of account and Region, which has the events of AWS services
   */
  readonly bus?: IEventBus;
  /**
   * Whether the rule also sees read-only calls (`Get*`, `List*`, `Describe*`). There are far more of them than of write
   * calls, each match is delivered and paid for like any other, and only the default bus has them.
   * @default false - write calls only
   */
  readonly readOnlyCalls?: boolean;
  /**
   * What the rule is for, shown in the EventBridge console.
   * @default - derived from the pattern
   */
  readonly description?: string;
}

/**
 * An EventBridge rule on what happens to sessions or to their audit, and what it starts. EventBridge retries for a day;
 * what it cannot deliver then waits for 14 days in a dead-letter queue of the rule.
 */
export class SessionEvents extends AuditModule implements ISessionEvents {
  readonly ruleName: string;
  readonly ruleArn: string;
  readonly busName: string;
  readonly region: string;
  readonly pattern: EventPattern;
  readonly deadLetterQueueName: string;
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
    const { name, pattern, bus, readOnlyCalls = false } = props;
    if (bus) checkSameRegion(this, "bus", bus.region, this.aws.region);
    this.claim("EventBridge rule", name, "name");
    this.ruleName = name;
    this.busName = bus?.busName ?? "default";
    this.ruleArn = arns.rule(this.aws, name, this.busName);
    this.region = this.aws.region;
    this.pattern = pattern;
    this.deadLetterQueueName = `${name}-dead-letters`;
    this.deadLetterQueueArn = arns.queue(this.aws, this.deadLetterQueueName);

    const { queue, policy } = this.createDeadLetterQueue(this.deadLetterQueueName);
    const rule = this.place(
      new CloudwatchEventRule(this, "Resource", {
        name,
        description: props.description ?? describe(pattern),
        eventBusName: bus?.busName,
        eventPattern: renderPattern(pattern),
        state: readOnlyCalls ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED",
        dependsOn: bus?.ready,
      }),
    );
    const bound = this.bound(bus?.busArn ?? arns.eventBus(this.aws, this.busName));
    const targets: CloudwatchEventTarget[] = [];
    for (const target of props.targets) targets.push(this.createTarget(rule, target, bound, policy));
    this.resources = { rule, targets, deadLetterQueue: queue, deadLetterQueuePolicy: policy };
  }

  /** What targets may know and do: they create their permissions here, beside the rule. */
  private bound(busArn: string): BoundRule {
    return {
      scope: this,
      ruleName: this.ruleName,
      ruleArn: this.ruleArn,
      busArn,
      aws: this.aws,
      place: (resource) => this.place(resource),
      claimRole: (name) => this.claim("IAM role", name, "name", "account"),
    };
  }

  /** SSE-SQS needs no key policy that could keep EventBridge out of its last resort. */
  private createDeadLetterQueue(name: string) {
    this.claim("SQS queue", name, "name (with -dead-letters, the name of its queue)");
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

  private createTarget(rule: CloudwatchEventRule, target: RuleTarget, bound: BoundRule, queuePolicy: SqsQueuePolicy) {
    const { arn, message, input, roleArn, runCommandTargets, ready } = target.bind(bound);
    if (message) checkMessage(this, "targets.message", message);
    return this.place(
      new CloudwatchEventTarget(this, `${target.id}Target`, {
        rule: rule.name,
        eventBusName: rule.eventBusNameInput,
        targetId: target.id,
        arn,
        input,
        inputTransformer: message && { inputPaths: { ...message.inputPaths }, inputTemplate: message.inputTemplate },
        roleArn,
        runCommandTargets: runCommandTargets && [{ ...runCommandTargets, values: [...runCommandTargets.values] }],
        retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
        deadLetterConfig: { arn: this.deadLetterQueueArn },
        dependsOn: [...ready, queuePolicy],
      }),
    );
  }
}

function checkProps(scope: Construct, { name, pattern, targets, readOnlyCalls = false }: SessionEventsProps): void {
  checkLength(scope, "name", name, limits.ruleNameLength);
  checkText(scope, "name", name, {
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-session-events",
  });
  checkEventPattern(scope, "pattern", pattern, readOnlyCalls);
  checkIntegerInRange(scope, "targets (their number)", targets.length, limits.targetsPerRule);
  const ids = targets.map(({ id }) => id);
  for (const id of ids) {
    checkText(scope, "targets.id", id, {
      pattern: /^[A-Z][A-Za-z0-9]{0,63}$/,
      allowed: "a word of at most 64 letters and digits in PascalCase",
      fix: "write it like OnCall",
    });
  }
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated === undefined) return;
  throw new ValidationError(scope, {
    prop: "targets",
    allowed: "told apart by their ids",
    got: repeated,
    fix: "give one of the two an id of its own",
  });
}

/** EventBridge takes 512 characters. */
function describe(pattern: EventPattern): string {
  const names = callNames(pattern).join(", ");
  return `Session audit: ${names || "events"}`.slice(0, 512);
}
