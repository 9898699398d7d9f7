import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import type { IAlertTopic } from "../alert-topic";
import { AuditModule, arns, idsFor, isUnknown, type RegionalModuleProps } from "../core/internal";
import type { ILogGroup } from "../log-group";
import type { ISessionEvents } from "../session-events";
import type { ISessionLedger } from "../session-ledger";
import { type AlarmCondition, alarmName, conditionsOf } from "./alarm-conditions";
import { auditAlarmsSchema } from "./audit-alarms-schema";

/** A log group that sessions write to, and the rule that sees them start. */
export interface WatchedLogGroup {
  readonly logGroup: ILogGroup;
  /** A rule on `sessionPatterns.started()`: refused starts write nothing. */
  readonly starts: ISessionEvents;
  /**
   * Minutes after the start of a session within which something must be logged: 5 to 720. If output is uploaded at the
   * end instead of streamed, set the maximum session duration.
   * @default 15
   */
  readonly silenceMinutes?: number;
}

export interface AuditAlarmsProps extends RegionalModuleProps {
  /**
   * The topic that alarms notify when they go off and when they clear, in the Region of what is watched.
   * @default - none; CloudWatch puts each change of an alarm on the default bus of its Region, where a rule on
   * `sessionPatterns.alarmChanges` can forward it
   */
  readonly topic?: IAlertTopic;
  /**
   * Rules whose notifications must not get lost.
   * @default - none
   */
  readonly rules?: readonly ISessionEvents[];
  /**
   * Rules whose dead letters alone are watched: one alarm each instead of three. Meant for rules in many Regions.
   * @default - none
   */
  readonly deadLetters?: readonly ISessionEvents[];
  /**
   * Rules that should rarely match, such as one on refused calls. Each burst raises one alarm, whatever its size.
   * @default - none
   */
  readonly matches?: readonly ISessionEvents[];
  /**
   * Topics whose subscribers must be reached. A topic that reaches nobody cannot report it: use another as `topic`.
   * @default - none
   */
  readonly topics?: readonly IAlertTopic[];
  /**
   * Log groups that must not stay empty while sessions run.
   * @default - none
   */
  readonly logGroups?: readonly WatchedLogGroup[];
  /**
   * Ledgers whose runs must succeed.
   * @default - none
   */
  readonly ledgers?: readonly ISessionLedger[];
}

/** Something to watch. */
export type WatchedByAlarms =
  | Required<Pick<AuditAlarmsProps, "rules">>
  | Required<Pick<AuditAlarmsProps, "deadLetters">>
  | Required<Pick<AuditAlarmsProps, "matches">>
  | Required<Pick<AuditAlarmsProps, "topics">>
  | Required<Pick<AuditAlarmsProps, "logGroups">>
  | Required<Pick<AuditAlarmsProps, "ledgers">>;

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
    const ids = idsFor(conditions.map(({ kind, subject }) => `${kind}-${subject}`));
    const alarms = conditions.map((condition, index) => {
      const { kind, subject } = condition;
      return this.createAlarm(condition, isUnknown(subject) ? `${kind}-${index}` : ids[index]!);
    });
    this.alarmNames = conditions.map(alarmName);
    this.alarmArns = this.alarmNames.map((name) => arns.alarm(this.aws, name));
    this.resources = { alarms };
  }

  private createAlarm(condition: AlarmCondition, id: string): CloudwatchMetricAlarm {
    const { description, metric } = condition;
    const name = alarmName(condition);
    this.claim("CloudWatch alarm", name, "rules");
    this.topic?.grantCloudWatchAlarm(arns.alarm(this.aws, name));
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
