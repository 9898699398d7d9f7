import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import {
  type AtLeastOne,
  AuditModule,
  alarmArn as alarmArnRule,
  arns,
  givenOptions,
  idsFor,
  isUnknown,
  limitPolicySize,
  PolicyDocument,
  type PolicyStatement,
  type RegionalModuleProps,
} from "../core/internal";
import type { IEncryptionKey } from "../encryption-key";
import { limits } from "../facts";
import { allowCloudWatchAlarms, allowEventBridge, allowQueuesOf, denyInsecureTransport } from "./alert-topic-policy";
import { alertTopicSchema } from "./alert-topic-schema";
import { ExistingAlertTopic, type ExistingAlertTopicOptions } from "./existing-alert-topic";
import { filterOf } from "./subscribers/message-filter";
import type { BoundTopic, Subscriber } from "./subscribers/subscriber";

/** What a consumer needs of a topic. */
export interface IAlertTopic {
  readonly topicName: string;
  readonly topicArn: string;
  readonly region: string;
  /** Resources to wait for before publishing. */
  readonly ready: ITerraformDependable[];
  /** Lets EventBridge rules publish. Extends the topic policy and the key policy. */
  grantEventBridge(): void;
  /** Lets CloudWatch alarms in this account publish. Extends the topic policy and the key policy. */
  grantCloudWatchAlarm(...alarmArns: AtLeastOne<string>): void;
}

export interface AlertTopicProps extends RegionalModuleProps {
  /** Name of the topic: 1 to 256 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Key in the topic's Region. The AWS managed key (`alias/aws/sns`) does not work: EventBridge cannot use it. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * Who receives the topic's messages.
   * @default - nobody yet
   */
  readonly subscribers?: readonly Subscriber[];
  /**
   * Ids of other accounts that may subscribe their own queues, with `QueueSubscription`.
   * @default - none
   */
  readonly queueAccounts?: readonly string[];
}

/**
 * An encrypted SNS topic that EventBridge and CloudWatch can actually publish to, and its subscribers.
 *
 * @example
 * ```ts
 * const topic = new AlertTopic(this, "Topic", {
 *   name: "acme-session-alerts",
 *   encryptionKey: alertsKey,
 *   subscribers: [
 *     subscribers.email("security@example.com"),
 *     subscribers.sms("+12025550123"),
 *     subscribers.https("https://hooks.example.com/sessions"),
 *     subscribers.lambda("page-on-call"),
 *     subscribers.queue(inbox),
 *   ],
 *   queueAccounts: ["222233334444"],
 * });
 * ```
 */
export class AlertTopic extends AuditModule implements IAlertTopic {
  readonly topicName: string;
  readonly topicArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[];
  readonly resources: {
    readonly topic: SnsTopic;
    readonly policy: SnsTopicPolicy;
    readonly subscriptions: readonly SnsTopicSubscription[];
    /** The permissions, roles and policies that subscribers need. */
    readonly permissions: readonly TerraformResource[];
  };
  private readonly encryptionKey: IEncryptionKey;
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id, alertTopicSchema.of(props));
    const { name, encryptionKey, subscribers = [], queueAccounts = [] } = props;
    this.claim("SNS topic", name, "name");
    this.topicName = name;
    this.topicArn = arns.topic(this.aws, name);
    this.region = this.aws.region;
    this.encryptionKey = encryptionKey;
    this.policy = new PolicyDocument(denyInsecureTransport(this.topicArn));
    for (const account of queueAccounts) this.policy.add(allowQueuesOf(account, this.topicArn, this.aws));

    limitPolicySize(this, "topic", this.policy, limits.topicPolicySize);
    const topic = this.place(new SnsTopic(this, "Resource", { name, kmsMasterKeyId: encryptionKey.keyArn }));
    const policy = this.place(new SnsTopicPolicy(this, "Policy", { arn: topic.arn, policy: this.policy.toJson() }));
    const ids = idsFor(subscribers.map(({ protocol, name }) => `${protocol}-${name}`));
    const subscribed = subscribers.map((subscriber, index) => {
      const id = isUnknown(subscriber.name) ? `${subscriber.protocol}-${index}` : ids[index];
      return this.subscribe(topic, subscriber, `Subscription-${id}`);
    });
    this.ready = [policy];
    this.resources = {
      topic,
      policy,
      subscriptions: subscribed.map(({ subscription }) => subscription),
      permissions: subscribed.flatMap(({ permissions }) => permissions),
    };
  }

  /** An existing topic, in this or another account. The library does not write its policy, but asks its owner for each grant. */
  static fromArn(scope: Construct, id: string, topicArn: string, options?: ExistingAlertTopicOptions): IAlertTopic {
    return new ExistingAlertTopic(scope, id, { ...givenOptions("AlertTopic.fromArn", options), topicArn });
  }

  grantEventBridge(): void {
    this.encryptionKey.grantEventBridge();
    this.allow(allowEventBridge(this.topicArn));
  }

  grantCloudWatchAlarm(...alarmArns: AtLeastOne<string>): void {
    for (const alarmArn of alarmArns) this.given(alarmArnRule, alarmArn, "alarmArn");
    this.encryptionKey.grantCloudWatchAlarms();
    this.allow(allowCloudWatchAlarms(this.topicArn, alarmArns, this.aws));
  }

  private subscribe(topic: SnsTopic, subscriber: Subscriber, id: string) {
    const { protocol, filter } = subscriber;
    const { permissions = [], ready, ...delivery } = subscriber.bind(this.bound, id);
    const subscription = this.place(
      new SnsTopicSubscription(this, id, {
        topicArn: topic.arn,
        protocol,
        ...delivery,
        ...filterOf(filter),
        dependsOn: ready && [...ready],
      }),
    );
    return { subscription, permissions };
  }

  /** What subscribers see of the topic. They create their permissions next to it. */
  private get bound(): BoundTopic {
    return {
      scope: this,
      topicName: this.topicName,
      topicArn: this.topicArn,
      aws: this.aws,
      place: (resource) => this.place(resource),
    };
  }

  private allow(statement: PolicyStatement): void {
    this.policy.add(statement);
    this.resources.policy.policy = this.policy.toJson();
  }
}
