import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import {
  type AtLeastOne,
  AuditModule,
  arns,
  exactText,
  PolicyDocument,
  type RegionalModuleProps,
  type Removal,
  type RemovalProps,
} from "../core/internal";
import type { IEventBus } from "../event-bus";
import { callNames, type EventPattern, renderPattern } from "./patterns/event-pattern";
import { deadLetterStatements } from "./session-events-policy";
import { plannedRule, sessionEventsSchema } from "./session-events-schema";
import type { BoundRule, PlannedRule, RuleTarget, TargetConfig } from "./targets/rule-target";

/** What alarms need of a rule. */
export interface ISessionEvents {
  readonly ruleName: string;
  readonly busName: string;
  readonly region: string;
  readonly pattern: EventPattern;
  readonly deadLetterQueueName: string;
}

export interface SessionEventsProps extends RegionalModuleProps, RemovalProps {
  /** Name of the rule: 1 to 64 letters, digits, hyphens and underscores. Its queue is named `<name>-dead-letters`. */
  readonly name: string;
  /**
   * The events that start the targets: one of `sessionPatterns`, several with `anyOf`, or a pattern of your own. Needs
   * a trail that logs write events.
   */
  readonly pattern: EventPattern;
  /** What the rule starts, from `targets`: 1 to 5. */
  readonly targets: AtLeastOne<RuleTarget>;
  /**
   * The bus whose events are matched.
   * @default - the default bus of the account and Region, which gets the events of AWS services
   */
  readonly bus?: IEventBus;
  /**
   * Whether the rule also sees read-only calls (`Get*`, `List*`, `Describe*`). They far outnumber write calls, each
   * match is delivered and billed like any other, and only the default bus has them.
   * @default false - write calls only
   */
  readonly readOnlyCalls?: boolean;
  /**
   * Another rule of this Region whose queue also keeps what this rule cannot deliver.
   * @default - a queue of its own
   */
  readonly deadLetters?: SessionEvents;
  /**
   * What the rule is for, shown in the EventBridge console.
   * @default - derived from the pattern
   */
  readonly description?: string;
}

/**
 * An EventBridge rule on events of sessions or of their audit, and the targets that it starts. EventBridge retries for
 * a day; what it still cannot deliver waits for 14 days in the rule's dead-letter queue.
 *
 * @example
 * ```ts
 * const refused = new SessionEvents(this, "Refused", {
 *   name: "acme-session-refused",
 *   pattern: anyOf(sessionPatterns.refusedStarts({ deniedOnly: true }), sessionPatterns.startsByRoot()),
 *   targets: [targets.topic(topic, { message: refusalMessage })],
 * });
 * ```
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
    /** The roles and policies that targets need. */
    readonly permissions: readonly TerraformResource[];
    readonly deadLetterQueue: SqsQueue;
    readonly deadLetterQueuePolicy: SqsQueuePolicy;
  };
  private readonly deadLetterRules: string[];

  constructor(scope: Construct, id: string, props: SessionEventsProps) {
    super(scope, id, sessionEventsSchema.of(props));
    const { name, pattern, bus, readOnlyCalls = false, deadLetters } = props;
    this.claim("EventBridge rule", name, "name");
    const planned = plannedRule(props, this.aws);
    this.ruleName = name;
    this.busName = bus?.busName ?? "default";
    this.ruleArn = planned.ruleArn;
    this.region = this.aws.region;
    this.deadLetterRules = [this.ruleArn];
    this.pattern = pattern;
    this.deadLetterQueueName = deadLetters?.deadLetterQueueName ?? `${name}-dead-letters`;
    this.deadLetterQueueArn = arns.queue(this.aws, this.deadLetterQueueName);

    const { queue, policy } = deadLetters
      ? deadLetters.takeDeadLettersOf(this.ruleArn)
      : this.createDeadLetterQueue(this.deadLetterQueueName, props.removal);
    const rule = this.place(
      new CloudwatchEventRule(this, "Resource", {
        name,
        description: exactText(this, props.description ?? describe(pattern)),
        eventBusName: bus?.busName,
        eventPattern: renderPattern(pattern),
        state: readOnlyCalls ? "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" : "ENABLED",
        dependsOn: bus?.ready,
      }),
    );
    const bound = this.bound(planned);
    const targets: CloudwatchEventTarget[] = [];
    const permissions: TerraformResource[] = [];
    for (const target of props.targets) {
      const config = target.bind(bound);
      targets.push(this.createTarget(rule, target.id, config, policy));
      permissions.push(...(config.permissions ?? []));
    }
    this.resources = {
      rule,
      targets,
      permissions,
      deadLetterQueue: queue,
      deadLetterQueuePolicy: policy,
    };
  }

  /** Lets another rule send what it cannot deliver to the queue of this rule. */
  takeDeadLettersOf(ruleArn: string): { readonly queue: SqsQueue; readonly policy: SqsQueuePolicy } {
    const { deadLetterQueue: queue, deadLetterQueuePolicy: policy } = this.resources;
    this.deadLetterRules.push(ruleArn);
    policy.policy = this.deadLetterPolicy();
    return { queue, policy };
  }

  private deadLetterPolicy(): string {
    return new PolicyDocument(...deadLetterStatements(this.deadLetterQueueArn, this.deadLetterRules)).toJson();
  }

  /** What targets may know and do. They create their permissions here, beside the rule. */
  private bound(planned: PlannedRule): BoundRule {
    return {
      ...planned,
      scope: this,
      place: (resource) => this.place(resource),
      claimRole: (name) => this.claim("IAM role", name, "name", "account"),
    };
  }

  /** SSE-SQS has no key policy that could lock EventBridge out of its last resort. */
  private createDeadLetterQueue(name: string, removal?: Removal) {
    this.claim("SQS queue", name, "name (with -dead-letters, the name of its queue)");
    const queue = this.place(
      new SqsQueue(this, "DeadLetterQueue", {
        name,
        messageRetentionSeconds: 14 * 24 * 60 * 60,
        sqsManagedSseEnabled: true,
      }),
    );
    this.keep(queue, { name, removal });
    const policy = this.place(
      new SqsQueuePolicy(this, "DeadLetterQueuePolicy", {
        queueUrl: queue.url,
        policy: this.deadLetterPolicy(),
      }),
    );
    return { queue, policy };
  }

  private createTarget(rule: CloudwatchEventRule, id: string, config: TargetConfig, queuePolicy: SqsQueuePolicy) {
    const { arn, message, input, roleArn, runCommandTargets, ready } = config;
    return this.place(
      new CloudwatchEventTarget(this, `${id}Target`, {
        rule: rule.name,
        eventBusName: rule.eventBusNameInput,
        targetId: id,
        arn,
        input: input && exactText(this, input),
        inputTransformer: message && {
          inputPaths: { ...message.inputPaths },
          inputTemplate: exactText(this, message.inputTemplate),
        },
        roleArn,
        runCommandTargets: runCommandTargets && [{ ...runCommandTargets, values: [...runCommandTargets.values] }],
        retryPolicy: { maximumEventAgeInSeconds: 24 * 60 * 60, maximumRetryAttempts: 185 },
        deadLetterConfig: { arn: this.deadLetterQueueArn },
        dependsOn: [...ready, queuePolicy],
      }),
    );
  }
}

/** EventBridge allows 512 characters. */
function describe(pattern: EventPattern): string {
  const names = callNames(pattern).join(", ");
  return `Session audit: ${names || "events"}`.slice(0, 512);
}
