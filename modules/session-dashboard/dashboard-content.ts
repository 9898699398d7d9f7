import { json } from "../core/internal";
import type { CountedCall } from "./insights-content";

interface DashboardFacts {
  readonly region: string;
  readonly namespace: string;
  readonly metricOf: (call: CountedCall) => string;
  readonly calls: readonly CountedCall[];
  readonly trailLogGroup: string;
  readonly sessionLogGroup: string | undefined;
  readonly alarmArns: readonly string[];
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
export function dashboardBody(facts: DashboardFacts): string {
  const { region, namespace, calls, metricOf, trailLogGroup, sessionLogGroup, alarmArns } = facts;
  const counts = calls.map((call, index) => ({
    type: "metric",
    x: index * 8,
    y: 0,
    width: 8,
    height: 6,
    properties: {
      title: call.title,
      region,
      view: "timeSeries",
      stat: "Sum",
      period: 3600,
      metrics: [[namespace, metricOf(call), { label: call.title }]],
    },
  }));
  const table = (title: string, y: number, query: string) => ({
    type: "log",
    x: 0,
    y,
    width: 24,
    height: 8,
    properties: { title, region, view: "table", query },
  });
  const started = `SOURCE '${trailLogGroup}' | fields eventTime, userIdentity.arn, requestParameters.target, sourceIPAddress, requestParameters.reason | filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and not ispresent(errorCode) | sort eventTime desc | limit 50`;
  const output = `SOURCE '${sessionLogGroup}' | stats count(*) as events, max(@timestamp) as last by @logStream as session | sort last desc | limit 50`;
  const alarms = {
    type: "alarm",
    x: 0,
    y: 6,
    width: 24,
    height: 3,
    properties: { title: "Alarms", alarms: alarmArns },
  };
  return json({
    widgets: [
      ...counts,
      ...(alarmArns.length > 0 ? [alarms] : []),
      table("Latest sessions", 9, started),
      ...(sessionLogGroup === undefined ? [] : [table("Sessions with output", 17, output)]),
    ],
  });
}
