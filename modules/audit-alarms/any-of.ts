/** The services count by the minute. Five minutes turn a burst into one message. */
export const PERIOD_SECONDS = 300;

/** More than nothing is an alarm. Counts are sent only when there is something to count, so missing data is good news. */
export const aboveNothing = {
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  treatMissingData: "notBreaching",
};

/** The metric of an alarm on a single count. */
export function anyOf(
  namespace: string,
  metricName: string,
  dimensions: Record<string, string> | undefined,
  statistic = "Sum",
) {
  return {
    namespace,
    metricName,
    dimensions,
    statistic,
    period: PERIOD_SECONDS,
    evaluationPeriods: 1,
    ...aboveNothing,
  };
}
