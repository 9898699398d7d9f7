import { type AwsContext, arns, type PolicyStatement } from "../core/internal";

/**
 * Only rules in accounts of one organization may send events. The id is a fixed value, so checks for public policies do
 * not flag it. Only events of AWS services are accepted, which nobody can forge: PutEvents refuses such a source.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-example-policy-organization.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-example-policy-cross-account-custom-bus-source.html
 */
export function allowOrganization(busArn: string, organizationId: string): PolicyStatement {
  return {
    sid: "AllowOrganizationToPutEvents",
    principals: { AWS: ["*"] },
    actions: ["events:PutEvents"],
    resources: [busArn],
    conditions: {
      StringEquals: { "aws:PrincipalOrgID": [organizationId] },
      "ForAllValues:StringLike": { "events:source": ["aws.*"] },
    },
  };
}

/** EventBridge may assume the role for rules of this account and these names, in any Region. */
export function forwardingTrust({ partition, account }: AwsContext, ruleNames: readonly string[]): PolicyStatement {
  return {
    sid: "AllowForwardingRulesToAssume",
    principals: { Service: ["events.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
    conditions: {
      StringEquals: { "aws:SourceAccount": [account] },
      ArnLike: { "aws:SourceArn": ruleNames.map((name) => `arn:${partition}:events:*:${account}:rule/${name}`) },
    },
  };
}

export function forwardingPermission(busArn: string): PolicyStatement {
  return { sid: "AllowPutEventsOnBus", actions: ["events:PutEvents"], resources: [busArn] };
}

/** The bus that receives events if no other is named. */
export function defaultBusArn(aws: AwsContext): string {
  return arns.eventBus(aws, "default");
}
