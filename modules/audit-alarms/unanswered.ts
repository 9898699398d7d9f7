import type { CloudwatchMetricAlarmMetricQuery } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { aboveNothing } from "./any-of";

/** A count of AWS, and its name in the formulas of an alarm. */
interface Count {
  readonly id: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** The name of what the formulas make of it, and what the console shows for that. */
  readonly result: string;
  readonly label: string;
}

/**
 * The metric of an alarm on something that happens, and is not followed by what has to follow: it happened in the
 * period before the last one, and nothing followed in either. A whole period passes before the alarm looks. CloudWatch
 * moves both periods on by the minute.
 *
 * Both counts are sent only when there is something to count. Arithmetic and comparisons of two series treat a missing
 * value as 0. `TIME_SERIES(0)` adds the times at which neither has a value. The product expresses "happened, and nothing
 * followed" as a comparison of two series, which also works for a count that has never been sent.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function unanswered(
  cause: Count,
  answer: Count,
  { id, label, periodSeconds }: { readonly id: string; readonly label: string; readonly periodSeconds: number },
) {
  const counted = ({ id, namespace, metricName, dimensions }: Count) => ({
    id,
    metric: { namespace, metricName, dimensions, stat: "Sum", period: periodSeconds },
  });
  const [c, a] = [cause.id.slice(0, 1), answer.id.slice(0, 1)];
  const metricQuery: CloudwatchMetricAlarmMetricQuery[] = [
    counted(cause),
    counted(answer),
    { id: c, expression: `${cause.id} + TIME_SERIES(0)` },
    { id: a, expression: `${answer.id} + TIME_SERIES(0)` },
    { id: cause.result, expression: `${c} - DIFF(${c})`, label: cause.label },
    { id: answer.result, expression: `2 * ${a} - DIFF(${a})`, label: answer.label },
    { id, expression: `${cause.result} > 1000000 * ${answer.result}`, label, returnData: true },
  ];
  return {
    metricQuery,
    // Two, so that DIFF always has a value before; one of them is enough.
    evaluationPeriods: 2,
    datapointsToAlarm: 1,
    ...aboveNothing,
  };
}
