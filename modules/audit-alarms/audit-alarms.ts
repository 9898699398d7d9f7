import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import type { IAlertTopic } from "../alert-topic";
import { type AtLeastOne, AuditModule, arns, idsFor, isUnknown, type RegionalModuleProps } from "../core/internal";
import { type AlarmCondition, alarmName, conditionsOf } from "./alarm-conditions";
import type { AlarmSubjects } from "./alarm-subjects";
import { auditAlarmsSchema } from "./audit-alarms-schema";

export interface AuditAlarmsProps extends AlarmSubjects, RegionalModuleProps {
  /**
   * The topic that alarms notify when they go off and when they clear, in the Region of what is watched.
   * @default - none; CloudWatch puts each change of an alarm on the default bus of its Region, where a rule on
   * `sessionPatterns.alarmChanges` can forward it
   */
  readonly topic?: IAlertTopic;
}

/** Something to watch. */
export type WatchedByAlarms = {
  [K in keyof AlarmSubjects]-?: Required<Pick<AlarmSubjects, K>>;
}[keyof AlarmSubjects];

/**
 * CloudWatch alarms on the alerting itself, so that a lost notification or a lost log is noticed.
 *
 * @example
 * ```ts
 * const alarms = new AuditAlarms(this, "Alarms", {
 *   topic: onCall,
 *   rules: [started],
 *   topics: [topic],
 *   logGroups: [{ logGroup: sessionLogGroup, starts: started }],
 * });
 * ```
 */
export class AuditAlarms extends AuditModule {
  readonly alarmNames: readonly string[];
  readonly alarmArns: readonly string[];
  readonly resources: { readonly alarms: readonly CloudwatchMetricAlarm[] };
  private readonly topic: IAlertTopic | undefined;

  constructor(scope: Construct, id: string, props: AuditAlarmsProps & WatchedByAlarms) {
    super(scope, id, auditAlarmsSchema.of(props));
    this.topic = props.topic;
    const conditions = conditionsOf(props);
    this.alarmNames = conditions.map(alarmName);
    this.alarmArns = this.alarmNames.map((name) => arns.alarm(this.aws, name));
    this.topic?.grantCloudWatchAlarm(...(this.alarmArns as AtLeastOne<string>));
    const ids = idsFor(conditions.map(({ kind, subject }) => `${kind}-${subject}`));
    const alarms: CloudwatchMetricAlarm[] = [];
    for (const [index, condition] of conditions.entries()) {
      const { kind, subject } = condition;
      alarms.push(this.createAlarm(condition, isUnknown(subject) ? `${kind}-${index}` : ids[index]!));
    }
    this.resources = { alarms };
  }

  private createAlarm(condition: AlarmCondition, id: string): CloudwatchMetricAlarm {
    const { description, metric } = condition;
    const name = alarmName(condition);
    this.claim("CloudWatch alarm", name, "rules");
    return this.place(
      new CloudwatchMetricAlarm(this, id, {
        ...(metric as CloudwatchMetricAlarmConfig),
        alarmName: name,
        alarmDescription: description,
        actionsEnabled: true,
        alarmActions: this.topic && [this.topic.topicArn],
        okActions: this.topic && [this.topic.topicArn],
        dependsOn: this.topic?.ready,
      }),
    );
  }
}
