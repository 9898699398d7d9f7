import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  type AtLeastOne,
  AuditModule,
  alarmArn as alarmArnRule,
  arnPartsAnywhere,
  askOwner,
  type PolicyStatement,
  type ProviderProps,
} from "../core/internal";
import type { IEncryptionKey } from "../encryption-key";
import type { IAlertTopic } from "./alert-topic";
import { allowCloudWatchAlarms, allowEventBridge } from "./alert-topic-policy";
import { existingAlertTopicSchema } from "./alert-topic-schema";

export interface ExistingAlertTopicOptions extends ProviderProps {
  /**
   * The key that encrypts the topic. It must allow EventBridge and CloudWatch too.
   * @default - unknown; a warning says what the key must allow, if there is one
   */
  readonly encryptionKey?: IEncryptionKey;
}

export interface ExistingAlertTopicProps extends ExistingAlertTopicOptions {
  readonly topicArn: string;
}

/** A topic known by its ARN. Its owner is asked for what it and its key must allow. */
export class ExistingAlertTopic extends AuditModule implements IAlertTopic {
  readonly topicName: string;
  readonly topicArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];
  private readonly account: string;
  private readonly encryptionKey: IEncryptionKey | undefined;

  constructor(scope: Construct, id: string, props: ExistingAlertTopicProps) {
    super(scope, id, existingAlertTopicSchema.of(props));
    this.topicArn = props.topicArn;
    const { region, account, resource } = arnPartsAnywhere(this.topicArn);
    this.topicName = resource;
    this.region = region;
    this.account = account;
    this.encryptionKey = props.encryptionKey;
  }

  grantEventBridge(): void {
    this.encryptionKey?.grantEventBridge();
    this.ask(allowEventBridge(this.topicArn));
  }

  grantCloudWatchAlarm(...alarmArns: AtLeastOne<string>): void {
    for (const alarmArn of alarmArns) this.given(alarmArnRule, alarmArn, "alarmArn");
    this.encryptionKey?.grantCloudWatchAlarms();
    this.ask(allowCloudWatchAlarms(this.topicArn, alarmArns, this.aws));
  }

  private ask(statement: PolicyStatement): void {
    const service = Object.values(statement.principals ?? {})
      .flat()
      .join();
    const useOfKey = `, and let ${service} use its key (kms:GenerateDataKey*, kms:Decrypt, without a source condition)`;
    const owned = { policy: "topic policy", resource: this.topicArn, account: this.account } as const;
    askOwner(this, owned, [statement], this.encryptionKey ? "" : useOfKey);
  }
}
