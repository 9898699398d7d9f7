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
  claimName,
  isUnknown,
  limits,
  PolicyDocument,
  type PolicyStatement,
  type RegionalModuleProps,
} from "../core";
import type { IEncryptionKey } from "../encryption-key";
import { allowEventBridge, denyInsecureTransport } from "./alert-topic-policy";
import { checkSubscriber, type Subscriber } from "./subscribers";

/** What a consumer needs of a topic. */
export interface IAlertTopic {
  readonly topicArn: string;
  readonly region: string;
  /** Wait for these before publishing. */
  readonly ready: ITerraformDependable[];
  /** Lets EventBridge rules publish, through the topic's policy and that of its key. */
  grantEventBridge(): void;
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
}

/** An encrypted SNS topic that EventBridge can really publish to, and the people and systems that it tells. */
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
    const { name, encryptionKey, subscribers = [] } = props;
    checkLength(this, "name", name, limits.topicNameLength);
    checkText(this, "name", name, {
      pattern: /^[\w-]+$/,
      allowed: "letters, digits, hyphens and underscores",
      fix: "write it like acme-session-alerts; FIFO topics cannot reach people",
    });
    claimName(this, "SNS topic", `${props.region ?? ""} ${name}`, "name");
    checkSameRegion(this, "encryptionKey", encryptionKey.region, this.aws.region);
    for (const [index, subscriber] of subscribers.entries()) {
      checkSubscriber(this, `subscribers[${index}]`, subscriber);
    }
    this.topicName = name;
    this.topicArn = arns.topic(this.aws, name);
    this.region = this.aws.region;
    this.encryptionKey = encryptionKey;
    this.policy = new PolicyDocument(denyInsecureTransport(this.topicArn));

    const topic = this.place(new SnsTopic(this, "Resource", { name, kmsMasterKeyId: encryptionKey.keyArn }));
    const policy = this.place(new SnsTopicPolicy(this, "Policy", { arn: topic.arn, policy: this.policy.toJson() }));
    const subscriptions = subscribers.map(({ protocol, endpoint }, index) =>
      this.place(
        new SnsTopicSubscription(this, `Subscription-${protocol}-${isUnknown(endpoint) ? index : endpoint}`, {
          topicArn: topic.arn,
          protocol,
          endpoint,
          endpointAutoConfirms: protocol === "https" ? true : undefined,
        }),
      ),
    );
    this.ready = [policy];
    this.resources = { topic, policy, subscriptions };
  }

  grantEventBridge(): void {
    this.encryptionKey.grantEventBridge();
    this.allow(allowEventBridge(this.topicArn));
  }

  private allow(statement: PolicyStatement): void {
    this.policy.add(statement);
    this.resources.policy.policy = this.policy.toJson();
  }
}
