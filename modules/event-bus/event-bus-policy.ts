import { type AwsContext, arns, type PolicyStatement } from "../core/internal";

/**
 * Rules of every account of one organization may send events, nobody else. The id is a fixed value, so that S3-like "public"
 * checks and KMS.5-like controls see no public policy. Events of AWS services only, which nobody can make up: PutEvents
 * refuses such a source.
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

/** The bus that events arrive on where no other is named. */
export function defaultBusArn(aws: AwsContext): string {
  return arns.eventBus(aws, "default");
}
