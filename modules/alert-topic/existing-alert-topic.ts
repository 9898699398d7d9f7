import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, askOwner, type PolicyStatement, parseArn } from "../core";
import type { IAlertTopic } from "./alert-topic";
import { allowCloudWatchAlarm, allowEventBridge } from "./alert-topic-policy";

/** A topic by its ARN; what it and its key must allow is printed for their owner. */
export class ExistingAlertTopic extends AuditModule implements IAlertTopic {
  readonly topicName: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    readonly topicArn: string,
  ) {
    super(scope, id, {});
    const parts = parseArn(this, "topicArn", topicArn, {
      service: "sns",
      resource: /^[\w-]{1,256}$/,
      example: "arn:<partition>:sns:<region>:<account>:<name>",
    });
    this.topicName = parts?.resource ?? topicArn;
    this.region = parts?.region ?? this.aws.region;
  }

  grantEventBridge(): void {
    this.ask(allowEventBridge(this.topicArn));
  }

  grantCloudWatchAlarm(alarmArn: string): void {
    this.ask(allowCloudWatchAlarm(this.topicArn, alarmArn, this.aws));
  }

  private ask(statement: PolicyStatement): void {
    const service = Object.values(statement.principals ?? {})
      .flat()
      .join();
    const useOfKey = `, and let ${service} use its key (kms:GenerateDataKey*, kms:Decrypt, without a source condition)`;
    askOwner(this, `topic ${this.topicArn}`, [statement], useOfKey);
  }
}
