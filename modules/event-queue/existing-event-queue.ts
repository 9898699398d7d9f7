import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arnPartsAnywhere,
  askOwner,
  type PolicyStatement,
  type ProviderProps,
  ruleArn as ruleArnRule,
  topicArn as topicArnRule,
} from "../core/internal";
import type { IEventQueue } from "./event-queue";
import { allowRule, allowTopic } from "./event-queue-policy";
import { existingEventQueueSchema } from "./event-queue-schema";

export interface ExistingEventQueueProps extends ProviderProps {
  readonly queueArn: string;
}

/** A queue known by its ARN. What it must allow is printed for its owner. */
export class ExistingEventQueue extends AuditModule implements IEventQueue {
  readonly queueArn: string;
  readonly account: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: ExistingEventQueueProps) {
    super(scope, id, existingEventQueueSchema.of(props));
    this.queueArn = props.queueArn;
    const { account, region } = arnPartsAnywhere(this.queueArn);
    this.account = account;
    this.region = region;
  }

  grantRule(ruleArn: string): void {
    this.ask(allowRule(this.queueArn, this.given(ruleArnRule, ruleArn, "ruleArn")));
  }

  grantTopic(topicArn: string): void {
    this.ask(allowTopic(this.queueArn, this.given(topicArnRule, topicArn, "topicArn")));
  }

  private ask(statement: PolicyStatement): void {
    askOwner(this, { policy: "queue policy", resource: this.queueArn, account: this.account }, [statement]);
  }
}
