import type { AwsContext, PolicyStatement } from "../core/internal";

/**
 * No source condition: CloudTrail supports neither `aws:SourceArn` nor `aws:SourceAccount` for this role, and delivery
 * stops if one is set. Another account's trail cannot use the role, because roles are passed within their own account
 * only.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-document-for-cloudwatch-logs.html
 */
export function logDeliveryTrust(): PolicyStatement {
  return {
    sid: "AllowCloudTrailAssume",
    principals: { Service: ["cloudtrail.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
  };
}

/**
 * The streams are named `<account>_CloudTrail_<region>`, or `<organization>_<account>_CloudTrail_<region>` for
 * organization members, with a suffix if there are several.
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
