import { iamAction, type WithMiddleware } from "../fleet/clients";

/**
 * Every permission that the doctor needs, and the only calls that its clients let through.
 * `session-audit doctor --policy` prints them as a policy.
 */
export const permissions = [
  "cloudtrail:DescribeTrails",
  "cloudtrail:GetEventSelectors",
  "cloudtrail:GetTrailStatus",
  "ec2:DescribeInstances",
  "ec2:DescribeRouteTables",
  "ec2:DescribeVpcEndpoints",
  "events:DescribeEventBus",
  "events:ListEventBuses",
  "events:ListRules",
  "events:ListTargetsByRule",
  "iam:GetInstanceProfile",
  "iam:GetRole",
  "iam:SimulatePrincipalPolicy",
  "kms:DescribeKey",
  "kms:GetKeyPolicy",
  "kms:ListResourceTags",
  "lambda:GetFunctionConfiguration",
  "lambda:GetPolicy",
  "logs:DescribeLogGroups",
  "logs:DescribeResourcePolicies",
  "organizations:DescribeOrganization",
  "s3:GetBucketLocation",
  "s3:GetBucketLogging",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketPolicy",
  "s3:GetBucketPolicyStatus",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetBucketVersioning",
  "s3:GetEncryptionConfiguration",
  "s3:GetLifecycleConfiguration",
  "s3:ListAllMyBuckets",
  "sns:GetTopicAttributes",
  "sns:ListSubscriptionsByTopic",
  "sqs:GetQueueAttributes",
  "ssm:DescribeDocument",
  "ssm:DescribeDocumentPermission",
  "ssm:DescribeInstanceInformation",
  "ssm:DescribeSessions",
  "ssm:GetDocument",
  "ssm:GetInventory",
  "ssm:GetServiceSetting",
  "ssm:ListDocuments",
] as const;

const granted = new Set<string>(permissions);
const readingVerb = /^(Get|List|Describe|Lookup|Simulate|Head)[A-Z]/;

/** Makes a client refuse whatever changes something, before it is sent, signed or given credentials. */
export function readOnly<C>(client: C): C {
  (client as WithMiddleware).middlewareStack.add(
    (next, { clientName = "", commandName = "" }) =>
      (args) => {
        const action = iamAction(clientName, commandName);
        if (!readingVerb.test(commandName) || !granted.has(action)) {
          throw new TypeError(`the doctor only reads: ${action} is not a call of its own`);
        }
        return next(args);
      },
    { step: "initialize", name: "sessionAuditReadOnly", priority: "high" },
  );
  return client;
}

/** A policy for the role that the doctor reads with. */
export function doctorPolicy(): object {
  return {
    Version: "2012-10-17",
    Statement: [{ Sid: "ReadSessionAudit", Effect: "Allow", Action: permissions, Resource: "*" }],
  };
}
