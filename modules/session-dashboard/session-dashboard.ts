import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import type { Construct } from "constructs";
import type { IAlertTopic } from "../alert-topic";
import { AuditModule, arns, exactText, kebab, pascal, type RegionalModuleProps } from "../core/internal";
import type { ILogGroup } from "../log-group";
import { dashboardBody } from "./dashboard-content";
import { type CountedCall, countedCalls, type InsightsQuery, insightsQueries } from "./insights-content";
import { sessionDashboardSchema } from "./session-dashboard-schema";

/** Calls in an hour that raise an alarm. */
export interface CallAlarms {
  /**
   * Sessions started.
   * @default - no alarm, because only you know how many are usual
   */
  readonly startsPerHour?: number;
  /**
   * Sessions refused: somebody is trying.
   * @default 5
   */
  readonly refusalsPerHour?: number;
  /**
   * Changes to the session preferences.
   * @default 1
   */
  readonly preferenceChangesPerHour?: number;
}

export interface SessionDashboardProps extends RegionalModuleProps {
  /** Name of the dashboard, and prefix of related names: 1 to 200 letters, digits, hyphens and underscores. */
  readonly name: string;
  /** The log group that the trail delivers to. */
  readonly trailLogGroup: ILogGroup;
  /**
   * The log group of session output.
   * @default - no queries about output
   */
  readonly sessionLogGroup?: ILogGroup;
  /**
   * The topic that alarms notify.
   * @default - calls are counted, but nobody is notified
   */
  readonly topic?: IAlertTopic;
  /**
   * Thresholds of the alarms.
   * @default - with a topic: 5 refusals, or 1 preference change, in an hour
   */
  readonly alarms?: CallAlarms;
}

const NAMESPACE = "SessionAudit";

/**
 * For people on call: Logs Insights queries, metrics of calls, alarms on them, and a dashboard.
 *
 * @example
 * ```ts
 * const dashboard = new SessionDashboard(this, "Dashboard", {
 *   name: "acme-sessions",
 *   trailLogGroup,
 *   sessionLogGroup,
 *   topic,
 *   alarms: { startsPerHour: 50 },
 * });
 * ```
 */
export class SessionDashboard extends AuditModule {
  readonly dashboardName: string;
  readonly alarmArns: readonly string[];
  readonly resources: {
    readonly dashboard: CloudwatchDashboard;
    readonly queries: readonly CloudwatchQueryDefinition[];
    readonly metricFilters: readonly CloudwatchLogMetricFilter[];
    readonly alarms: readonly CloudwatchMetricAlarm[];
  };

  constructor(scope: Construct, id: string, props: SessionDashboardProps) {
    super(scope, id, sessionDashboardSchema.of(props));
    const { name, trailLogGroup, sessionLogGroup, topic, alarms = {} } = props;
    this.claim("CloudWatch dashboard", name, "name", "account");
    this.dashboardName = name;
    const thresholds: Readonly<Record<CountedCall["kind"], number | undefined>> = {
      Starts: alarms.startsPerHour,
      Refusals: alarms.refusalsPerHour ?? 5,
      PreferenceChanges: alarms.preferenceChangesPerHour ?? 1,
    };
    const told = topic ? countedCalls.filter(({ kind }) => thresholds[kind] !== undefined) : [];
    this.alarmArns = told.map((call) => arns.alarm(this.aws, this.metricOf(call)));

    const queries = insightsQueries.flatMap((query) => {
      const group = query.on === "trail" ? trailLogGroup : sessionLogGroup;
      return group ? [this.createQuery(query, group)] : [];
    });
    const metricFilters = countedCalls.map((call) => this.createMetricFilter(call, trailLogGroup));
    const createdAlarms = told.map((call) => this.createAlarm(call, thresholds[call.kind]!, topic!));
    const dashboard = this.place(
      new CloudwatchDashboard(this, "Resource", {
        dashboardName: name,
        dashboardBody: dashboardBody({
          region: this.aws.region,
          namespace: NAMESPACE,
          calls: countedCalls,
          metricOf: (call) => this.metricOf(call),
          trailLogGroup: trailLogGroup.logGroupName,
          sessionLogGroup: sessionLogGroup?.logGroupName,
          alarmArns: this.alarmArns,
        }),
      }),
    );
    this.resources = { dashboard, queries, metricFilters, alarms: createdAlarms };
  }

  /** Name of the metric, its filter and its alarm. */
  private metricOf({ kind }: CountedCall): string {
    return `${this.dashboardName}-${kebab(kind)}`;
  }

  private createQuery({ name, text }: InsightsQuery, group: ILogGroup): CloudwatchQueryDefinition {
    return this.place(
      new CloudwatchQueryDefinition(this, `${pascal(name)}Query`, {
        // A slash makes a folder of the console's list.
        name: `${this.dashboardName}/${name}`,
        logGroupNames: [group.logGroupName],
        queryString: exactText(this, text),
        dependsOn: group.ready,
      }),
    );
  }

  private createMetricFilter(call: CountedCall, group: ILogGroup): CloudwatchLogMetricFilter {
    const name = this.metricOf(call);
    return this.place(
      new CloudwatchLogMetricFilter(this, call.kind, {
        name,
        logGroupName: group.logGroupName,
        pattern: exactText(this, call.pattern),
        metricTransformation: { namespace: NAMESPACE, name, value: "1", unit: "Count" },
        dependsOn: group.ready,
      }),
    );
  }

  private createAlarm(call: CountedCall, threshold: number, topic: IAlertTopic): CloudwatchMetricAlarm {
    const name = this.metricOf(call);
    this.claim("CloudWatch alarm", name, "name");
    topic.grantCloudWatchAlarm(arns.alarm(this.aws, name));
    return this.place(
      new CloudwatchMetricAlarm(this, `${call.kind}Alarm`, {
        alarmName: name,
        alarmDescription: `${call.title}: ${threshold} or more in an hour. See dashboard ${this.dashboardName}.`,
        namespace: NAMESPACE,
        metricName: name,
        statistic: "Sum",
        period: 3600,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold,
        // The metric is sent only where there is something to count.
        treatMissingData: "notBreaching",
        actionsEnabled: true,
        alarmActions: [topic.topicArn],
        okActions: [topic.topicArn],
        dependsOn: topic.ready,
      }),
    );
  }
}
