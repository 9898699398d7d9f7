import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, askOwner, type PolicyStatement, parseArn } from "../core";
import type { IEventQueue } from "./event-queue";
import { allowRule, allowTopic } from "./event-queue-policy";

/** A queue by its ARN; what it must allow is printed for its owner. */
export class ExistingEventQueue extends AuditModule implements IEventQueue {
  readonly account: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(
    scope: Construct,
    id: string,
    readonly queueArn: string,
  ) {
    super(scope, id, {});
    const parts = parseArn(this, "queueArn", queueArn, {
      service: "sqs",
      resource: /^[\w-]{1,80}$/,
      example: "arn:<partition>:sqs:<region>:<account>:<name>",
    });
    this.account = parts?.account ?? this.aws.account;
    this.region = parts?.region ?? this.aws.region;
  }

  grantRule(ruleArn: string): void {
    this.ask(allowRule(this.queueArn, ruleArn));
  }

  grantTopic(topicArn: string): void {
    this.ask(allowTopic(this.queueArn, topicArn));
  }

  private ask(statement: PolicyStatement): void {
    askOwner(this, `queue ${this.queueArn}`, [statement]);
  }
}
