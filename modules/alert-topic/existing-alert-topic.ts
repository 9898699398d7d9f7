import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  alarmArn as alarmArnRule,
  arnPartsAnywhere,
  askOwner,
  type PolicyStatement,
  type ProviderProps,
} from "../core/internal";
import type { IAlertTopic } from "./alert-topic";
import { allowCloudWatchAlarm, allowEventBridge } from "./alert-topic-policy";
import { existingAlertTopicSchema } from "./alert-topic-schema";

export interface ExistingAlertTopicProps extends ProviderProps {
  readonly topicArn: string;
}

/** A topic by its ARN; what it and its key must allow is printed for their owner. */
export class ExistingAlertTopic extends AuditModule implements IAlertTopic {
  readonly topicName: string;
  readonly topicArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: ExistingAlertTopicProps) {
    super(scope, id, existingAlertTopicSchema.of(props));
    this.topicArn = props.topicArn;
    const { region, resource } = arnPartsAnywhere(this.topicArn);
    this.topicName = resource;
    this.region = region;
  }

  grantEventBridge(): void {
    this.ask(allowEventBridge(this.topicArn));
  }

  grantCloudWatchAlarm(alarmArn: string): void {
    this.ask(allowCloudWatchAlarm(this.topicArn, this.given(alarmArnRule, alarmArn, "alarmArn"), this.aws));
  }

  private ask(statement: PolicyStatement): void {
    const service = Object.values(statement.principals ?? {})
      .flat()
      .join();
    const useOfKey = `, and let ${service} use its key (kms:GenerateDataKey*, kms:Decrypt, without a source condition)`;
    askOwner(this, `topic ${this.topicArn}`, [statement], useOfKey);
  }
}
