import { isDeepStrictEqual } from "node:util";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import type { IAlertTopic } from "../alert-topic";
import {
  AuditModule,
  arns,
  checkIntegerInRange,
  checkKnownNumber,
  checkLength,
  checkSameRegion,
  isUnknown,
  kebab,
  type RegionalModuleProps,
  ValidationError,
} from "../core";
import { limits } from "../facts";
import type { ILogGroup } from "../log-group";
import type { ISessionEvents } from "../session-events";
import { type AlarmCondition, ruleConditions, silenceCondition, topicCondition } from "./alarm-conditions";

/** A log group that sessions write to, and the rule that sees them start. */
export interface WatchedLogGroup {
  readonly logGroup: ILogGroup;
  /** A rule on `sessionPatterns.started()`: refused starts write nothing. */
  readonly starts: ISessionEvents;
  /**
   * Minutes after the start of a session within which something must have been logged: 5 to 720. Where
   * output is not streamed but uploaded at the end, the maximum duration of a session.
   * @default 15
   */
  readonly silenceMinutes?: number;
}

export interface AuditAlarmsProps extends RegionalModuleProps {
  /** The topic that is told, in the Region of what is watched: of trouble, and when it is over. */
  readonly topic: IAlertTopic;
  /**
   * Rules whose notifications must not get lost.
   * @default - none
   */
  readonly rules?: readonly ISessionEvents[];
  /**
   * Topics whose subscribers must be reached. A topic that reaches nobody cannot say so: let another one tell.
   * @default - none
   */
  readonly topics?: readonly IAlertTopic[];
  /**
   * Log groups that must not stay empty while sessions run.
   * @default - none
   */
  readonly logGroups?: readonly WatchedLogGroup[];
}

/** CloudWatch alarms on the alerting itself: a lost notification, or a lost log, is noticed too. */
export class AuditAlarms extends AuditModule {
  readonly alarmArns: readonly string[];
  readonly resources: { readonly alarms: readonly CloudwatchMetricAlarm[] };
  private readonly topic: IAlertTopic;

  constructor(scope: Construct, id: string, props: AuditAlarmsProps) {
    super(scope, id, props);
    const { topic, rules = [], topics = [], logGroups = [] } = props;
    this.topic = topic;
    for (const { region } of [topic, ...rules, ...topics, ...logGroups.map(({ logGroup }) => logGroup)]) {
      checkSameRegion(this, "region", region, this.aws.region);
    }
    for (const [index, watched] of logGroups.entries())
      checkWatchedLogGroup(this, `logGroups[${index}]`, watched, this.aws.region);
    const conditions = [
      ...rules.flatMap(ruleConditions),
      ...topics.map(topicCondition),
      ...logGroups.map(({ logGroup, starts, silenceMinutes = 15 }) =>
        silenceCondition(logGroup, starts, silenceMinutes),
      ),
    ];
    if (conditions.length === 0) {
      throw new ValidationError(this, {
        prop: "rules",
        allowed: "given, or topics, or logGroups",
        got: undefined,
        fix: "name what the alarms are to watch",
      });
    }
    const alarms = conditions.map((condition, index) => this.createAlarm(condition, index));
    this.alarmArns = alarms.map(({ alarmNameInput }) => arns.alarm(this.aws, alarmNameInput!));
    this.resources = { alarms };
  }

  private createAlarm({ kind, subject, description, metric }: AlarmCondition, index: number): CloudwatchMetricAlarm {
    // Names of log groups have slashes, which would make folders of the console's list.
    const name = `${subject.replace(/^\//, "").replaceAll("/", "-")}-${kebab(kind)}`;
    checkLength(this, "rules (with its kind, the name of an alarm)", name, limits.alarmNameLength);
    this.claim("CloudWatch alarm", name, "rules");
    this.topic.grantCloudWatchAlarm(arns.alarm(this.aws, name));
    return this.place(
      new CloudwatchMetricAlarm(this, `${kind}-${isUnknown(subject) ? index : subject}`, {
        ...(metric as CloudwatchMetricAlarmConfig),
        alarmName: name,
        alarmDescription: description,
        actionsEnabled: true,
        alarmActions: [this.topic.topicArn],
        okActions: [this.topic.topicArn],
        dependsOn: this.topic.ready,
      }),
    );
  }
}

function checkWatchedLogGroup(scope: Construct, prop: string, watched: WatchedLogGroup, region: string): void {
  const { starts, silenceMinutes } = watched;
  checkSameRegion(scope, `${prop}.starts`, starts.region, region);
  const { eventName, errorCode } = starts.pattern.detail ?? {};
  if (!isDeepStrictEqual(eventName, ["StartSession"]) || !isDeepStrictEqual(errorCode, [{ exists: false }])) {
    throw new ValidationError(scope, {
      prop: `${prop}.starts`,
      allowed: "a rule on sessions that were started, and nothing else",
      got: starts.ruleName,
      fix: "give it the pattern sessionPatterns.started(): other calls write nothing to the group",
    });
  }
  checkKnownNumber(scope, `${prop}.silenceMinutes`, silenceMinutes);
  checkIntegerInRange(scope, `${prop}.silenceMinutes`, silenceMinutes, limits.silenceMinutes);
}
