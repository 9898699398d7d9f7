import type { AwsContext, PolicyStatement } from "../core";

/** CloudTrail may assume the role for this trail only. @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cross-service-confused-deputy-prevention.html */
export function logDeliveryTrust(trailArn: string): PolicyStatement {
  return {
    sid: "AllowCloudTrailAssume",
    principals: { Service: ["cloudtrail.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
    conditions: { StringEquals: { "aws:SourceArn": [trailArn] } },
  };
}

/**
 * The streams are named `<account>_CloudTrail_<region>`, those of the members of an organization
 * `<organization>_<account>_CloudTrail_<region>`, with a suffix where there are several.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-document-for-cloudwatch-logs.html
 */
export function logDelivery(logGroupArn: string, aws: AwsContext, organizationId?: string): PolicyStatement {
  const streams = `${logGroupArn}:log-stream:`;
  return {
    sid: "AllowTrailStreams",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [
      `${streams}${aws.account}_CloudTrail_${aws.region}*`,
      ...(organizationId ? [`${streams}${organizationId}_*`] : []),
    ],
  };
}
