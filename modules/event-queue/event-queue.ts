import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  givenOptions,
  PolicyDocument,
  type PolicyStatement,
  type ProviderProps,
  type RegionalModuleProps,
  type RemovalProps,
  ruleArn as ruleArnRule,
  topicArn as topicArnRule,
} from "../core/internal";
import { allowRule, allowTopic, denyInsecureTransport } from "./event-queue-policy";
import { eventQueueSchema } from "./event-queue-schema";
import { ExistingEventQueue } from "./existing-event-queue";

/** What a rule or a topic needs of a queue. */
export interface IEventQueue {
  readonly queueArn: string;
  readonly account: string;
  readonly region: string;
  /** Resources to wait for before sending to the queue: its policy decides who may. */
  readonly ready: ITerraformDependable[];
  /** Lets an EventBridge rule send events. */
  grantRule(ruleArn: string): void;
  /** Lets an SNS topic, in this or another account, send messages. */
  grantTopic(topicArn: string): void;
}

export interface EventQueueProps extends RegionalModuleProps, RemovalProps {
  /** Name of the queue: 1 to 80 letters, digits, hyphens and underscores. FIFO queues are refused. */
  readonly name: string;
  /**
   * Days that the queue keeps an unfetched message, 1 to 14.
   * @default 14
   */
  readonly retentionDays?: number;
}

/**
 * An SQS queue that keeps events until a program fetches them: encrypted by SQS, TLS only.
 *
 * @example
 * ```ts
 * const queue = new EventQueue(this, "StartedQueue", { name: "acme-session-started", retentionDays: 7 });
 * ```
 */
export class EventQueue extends AuditModule implements IEventQueue {
  readonly queueName: string;
  readonly queueArn: string;
  readonly account: string;
  readonly region: string;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly queue: SqsQueue; readonly policy: SqsQueuePolicy };
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: EventQueueProps) {
    super(scope, id, eventQueueSchema.of(props));
    const { name, retentionDays = 14, removal } = props;
    this.claim("SQS queue", name, "name");
    this.queueName = name;
    this.queueArn = arns.queue(this.aws, name);
    this.account = this.aws.account;
    this.region = this.aws.region;
    this.policy = new PolicyDocument(denyInsecureTransport(this.queueArn));

    const queue = this.place(
      new SqsQueue(this, "Resource", {
        name,
        messageRetentionSeconds: retentionDays * 24 * 60 * 60,
        // SSE-SQS needs no key policy that could keep EventBridge or SNS out.
        sqsManagedSseEnabled: true,
      }),
    );
    this.keep(queue, { name, removal });
    const policy = this.place(
      new SqsQueuePolicy(this, "Policy", { queueUrl: queue.url, policy: this.policy.toJson() }),
    );
    this.ready = [policy];
    this.resources = { queue, policy };
  }

  /** An existing queue, in any account. The library does not write its policy, but asks its owner for each grant. */
  static fromArn(scope: Construct, id: string, queueArn: string, options?: ProviderProps): IEventQueue {
    return new ExistingEventQueue(scope, id, { ...givenOptions("EventQueue.fromArn", options), queueArn });
  }

  grantRule(ruleArn: string): void {
    this.allow(allowRule(this.queueArn, this.given(ruleArnRule, ruleArn, "ruleArn")));
  }

  grantTopic(topicArn: string): void {
    this.allow(allowTopic(this.queueArn, this.given(topicArnRule, topicArn, "topicArn")));
  }

  private allow(statement: PolicyStatement): void {
    this.policy.add(statement);
    this.resources.policy.policy = this.policy.toJson();
  }
}
