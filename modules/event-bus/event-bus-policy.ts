import { type AwsContext, arns, type PolicyStatement } from "../core/internal";

/**
 * Every account of one organization may send events, nobody else. The id is a fixed value, so that S3-like "public"
 * checks and KMS.5-like controls see no public policy.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-example-policy-organization.html
 */
export function allowOrganization(busArn: string, organizationId: string): PolicyStatement {
  return {
    sid: "AllowOrganizationToPutEvents",
    principals: { AWS: ["*"] },
    actions: ["events:PutEvents"],
    resources: [busArn],
    conditions: { StringEquals: { "aws:PrincipalOrgID": [organizationId] } },
  };
}

/** EventBridge may assume the role for rules of this account and this name, in any Region. */
export function forwardingTrust({ partition, account }: AwsContext, ruleName: string): PolicyStatement {
  return {
    sid: "AllowForwardingRulesToAssume",
    principals: { Service: ["events.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
    conditions: {
      StringEquals: { "aws:SourceAccount": [account] },
      ArnLike: { "aws:SourceArn": [`arn:${partition}:events:*:${account}:rule/${ruleName}`] },
    },
  };
}

export function forwardingPermission(busArn: string): PolicyStatement {
  return { sid: "AllowPutEventsOnBus", actions: ["events:PutEvents"], resources: [busArn] };
}

/** The bus that events arrive on where no other is named. */
export function defaultBusArn(aws: AwsContext): string {
  return arns.eventBus(aws, "default");
}
