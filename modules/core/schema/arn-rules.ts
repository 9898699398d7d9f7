import { type ArnRule, isArn } from "../arns";
import { anyValue, type Rule } from "./rule";

export interface ArnTextRule extends Rule<string> {
  readonly kind: "arn";
  readonly arn: ArnRule;
}

/** The full ARN of a resource of one service. Relations check its account, Region and partition. */
export function arn(rule: ArnRule, fix = "copy the full ARN from the AWS console or a Terraform output"): ArnTextRule {
  const allowed = `an ARN of ${rule.service}, like ${rule.example}`;
  return {
    ...anyValue,
    kind: "arn",
    token: "string",
    arn: rule,
    allowed,
    fix,
    fits: (value) => typeof value === "string",
    check: (got, prop) => (isArn(got, rule) ? [] : [{ prop, allowed, got, fix }]),
  };
}

const regional = (service: string, resource: string) => `arn:<partition>:${service}:<region>:<account>:${resource}`;

/** What modules learn about each other by ARN. */
export const trailArn = arn({
  service: "cloudtrail",
  resource: /^trail\/.+$/,
  example: regional("cloudtrail", "trail/<name>"),
});

export const logGroupArn = arn(
  { service: "logs", resource: /^log-group:[^:*]+$/, example: regional("logs", "log-group:<name>") },
  "leave a trailing :* out",
);

export const bucketArn = arn({ service: "s3", resource: /^[^/*]+$/, example: "arn:<partition>:s3:::<name>" });

export const topicArn = arn({ service: "sns", resource: /^[\w-]{1,256}$/, example: regional("sns", "<name>") });

export const ruleArn = arn({ service: "events", resource: /^rule\/.+$/, example: regional("events", "rule/<name>") });

export const alarmArn = arn({
  service: "cloudwatch",
  resource: /^alarm:.+$/,
  example: regional("cloudwatch", "alarm:<name>"),
});
