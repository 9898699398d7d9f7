import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  checkLength,
  checkSameRegion,
  checkText,
  isUnknown,
  lambdaFunctions,
  ownArn,
  PolicyDocument,
  type PolicyStatement,
  type RegionalModuleProps,
  ValidationError,
} from "../core";
import type { IEncryptionKey } from "../encryption-key";
import { limits } from "../facts";
import { allowCloudWatchAlarm, allowEventBridge, allowQueuesOf, denyInsecureTransport } from "./alert-topic-policy";
import { ExistingAlertTopic } from "./existing-alert-topic";
import { checkSubscriber, filterOf, type Subscriber } from "./subscribers";

/** What a consumer needs of a topic. */
export interface IAlertTopic {
  readonly topicName: string;
  readonly topicArn: string;
  readonly region: string;
  /** Wait for these before publishing. */
  readonly ready: ITerraformDependable[];
  /** Lets EventBridge rules publish, through the topic's policy and that of its key. */
  grantEventBridge(): void;
  /** Lets one CloudWatch alarm of this account publish, through the topic's policy and that of its key. */
  grantCloudWatchAlarm(alarmArn: string): void;
}

export interface AlertTopicProps extends RegionalModuleProps {
  /** Name of the topic: 1 to 256 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** Key of the topic's Region. The key of AWS (`alias/aws/sns`) would not do: EventBridge may not use it. */
  readonly encryptionKey: IEncryptionKey;
  /**
   * Whom the topic tells.
   * @default - nobody yet
   */
  readonly subscribers?: readonly Subscriber[];
  /**
   * Ids of other accounts that may subscribe queues of their own, with `QueueSubscription`.
   * @default - none
   */
  readonly queueAccounts?: readonly string[];
}

/** An encrypted SNS topic that EventBridge and CloudWatch can really publish to, and the people and systems that it tells. */
export class AlertTopic extends AuditModule implements IAlertTopic {
  readonly topicName: string;
  readonly topicArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[];
  readonly resources: {
    readonly topic: SnsTopic;
    readonly policy: SnsTopicPolicy;
    readonly subscriptions: readonly SnsTopicSubscription[];
  };
  private readonly encryptionKey: IEncryptionKey;
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id, props);
    checkProps(this, props, this.aws.region);
    const { name, encryptionKey, subscribers = [], queueAccounts = [] } = props;
    this.claim("SNS topic", name, "name");
    this.topicName = name;
    this.topicArn = arns.topic(this.aws, name);
    this.region = this.aws.region;
    this.encryptionKey = encryptionKey;
    this.policy = new PolicyDocument(denyInsecureTransport(this.topicArn));
    for (const account of queueAccounts) this.policy.add(allowQueuesOf(account, this.topicArn, this.aws));

    const topic = this.place(new SnsTopic(this, "Resource", { name, kmsMasterKeyId: encryptionKey.keyArn }));
    const policy = this.place(new SnsTopicPolicy(this, "Policy", { arn: topic.arn, policy: this.policy.toJson() }));
    const subscriptions = subscribers.map((subscriber, index) => this.subscribe(topic, subscriber, index));
    this.ready = [policy];
    this.resources = { topic, policy, subscriptions };
  }

  /** A topic that exists already, of this or another account. Its policy is not ours to write: grants are printed, ready to paste. */
  static fromArn(scope: Construct, id: string, topicArn: string): IAlertTopic {
    return new ExistingAlertTopic(scope, id, topicArn);
  }

  grantEventBridge(): void {
    this.encryptionKey.grantEventBridge();
    this.allow(allowEventBridge(this.topicArn));
  }

  grantCloudWatchAlarm(alarmArn: string): void {
    this.encryptionKey.grantCloudWatchAlarms();
    this.allow(allowCloudWatchAlarm(this.topicArn, alarmArn, this.aws));
  }

  private subscribe(topic: SnsTopic, subscriber: Subscriber, index: number): SnsTopicSubscription {
    const { protocol, endpoint, queue, filter } = subscriber;
    // The name of a queue is known where its account is not yet.
    const label = queue ? endpoint.split(":").at(-1) : endpoint;
    const id = `Subscription-${protocol}-${isUnknown(label) ? index : label}`;
    const { target, dependsOn } = this.admit(subscriber, `${id}-Permission`, `subscribers[${index}]`);
    return this.place(
      new SnsTopicSubscription(this, id, {
        topicArn: topic.arn,
        protocol,
        endpoint: target,
        endpointAutoConfirms: protocol === "https" ? true : undefined,
        ...filterOf(filter),
        dependsOn,
      }),
    );
  }

  /** Has the endpoint let this topic in, where it has a policy of its own. */
  private admit({ protocol, endpoint, queue }: Subscriber, id: string, prop: string) {
    if (queue) {
      checkSameAccount(this, prop, queue.account, this.aws.account);
      queue.grantTopic(this.topicArn);
      return { target: endpoint, dependsOn: queue.ready };
    }
    if (protocol !== "lambda") return { target: endpoint };
    const target = ownArn(this, this.aws, prop, endpoint, lambdaFunctions);
    const [, , , , , , functionName, qualifier] = target.split(":");
    const permission = this.place(
      new LambdaPermission(this, id, {
        statementId: `AllowTopic-${this.topicName}`,
        action: "lambda:InvokeFunction",
        // A token has no parts: the provider takes an ARN as well.
        functionName: functionName ?? target,
        qualifier,
        principal: "sns.amazonaws.com",
        sourceArn: this.topicArn,
      }),
    );
    return { target, dependsOn: [permission] };
  }

  private allow(statement: PolicyStatement): void {
    this.policy.add(statement);
    this.resources.policy.policy = this.policy.toJson();
  }
}

function checkProps(scope: Construct, props: AlertTopicProps, region: string): void {
  const { name, encryptionKey, subscribers = [], queueAccounts = [] } = props;
  checkLength(scope, "name", name, limits.topicNameLength);
  checkText(scope, "name", name, {
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-session-alerts; FIFO topics cannot reach people",
  });
  checkSameRegion(scope, "encryptionKey", encryptionKey.region, region);
  for (const [index, subscriber] of subscribers.entries()) {
    checkSubscriber(scope, `subscribers[${index}]`, subscriber);
  }
  for (const [index, account] of queueAccounts.entries()) {
    checkText(scope, `queueAccounts[${index}]`, account, {
      pattern: /^\d{12}$/,
      allowed: "the 12 digits of an account",
      fix: 'write it like "111122223333"',
    });
  }
}

function checkSameAccount(scope: Construct, prop: string, theirs: string, ours: string): void {
  if (isUnknown(theirs) || isUnknown(ours) || theirs === ours) return;
  throw new ValidationError(scope, {
    prop,
    allowed: `a queue of account ${ours}, as this topic is`,
    got: theirs,
    fix: "name the account in queueAccounts, and subscribe the queue there with QueueSubscription",
  });
}
