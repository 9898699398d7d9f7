/** Policies that no table of the world holds: subscriptions across accounts, Lambda's own, and that of CloudWatch Logs. */
import { runSimulation } from "@cloud-copilot/iam-simulate";
import { ACCOUNT, synthStack } from "../support/synth";
import { OTHER, regional, ruleArn, stack } from "./session-events.world";
import { dereferenced } from "./support/references";

const { resource } = dereferenced(synthStack(stack).json);
const topicArn = regional("sns", "acme-alerts");

const subscribe = (protocol: string, endpoint: string) => ({ "sns:Protocol": protocol, "sns:Endpoint": endpoint });
const theirQueue = regional("sqs", "alerts", OTHER);

describe("a queue of another account", () => {
  const document = JSON.parse(resource.aws_sns_topic_policy.topic_policy.policy);
  const verdict = async (contextVariables: Record<string, string>, account = OTHER) => {
    const result = await runSimulation(
      {
        request: {
          principal: `arn:aws:iam::${account}:role/Deployer`,
          action: "sns:Subscribe",
          resource: { resource: topicArn, accountId: ACCOUNT },
          contextVariables: { ...contextVariables, "aws:SecureTransport": "true" },
        },
        identityPolicies: [
          {
            name: "all",
            policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "sns:*", Resource: "*" }] },
          },
        ],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: document,
      },
      {},
    );
    return result.resultType === "error" ? result.errors : result.overallResult;
  };

  it("may be subscribed by its owner", async () => {
    expect(await verdict(subscribe("sqs", theirQueue))).toBe("Allowed");
  });

  it.each([
    ["an inbox of its owner", subscribe("email", "eve@example.com"), OTHER],
    ["a queue of a third account", subscribe("sqs", regional("sqs", "alerts", "333344445555")), OTHER],
    ["a queue by an account that is not listed", subscribe("sqs", theirQueue), "333344445555"],
  ])("is not the same as %s", async (_what, context, account) => {
    expect(await verdict(context, account)).not.toBe("Allowed");
  });
});

describe("a target with a permission of its own", () => {
  const allowed = async (principal: string, action: string, on: string, source: string, resourcePolicy: object) => {
    const result = await runSimulation(
      {
        request: {
          principal,
          action,
          resource: { resource: on, accountId: ACCOUNT },
          contextVariables: { "aws:SourceArn": source, "aws:PrincipalIsAWSService": "true" },
        },
        identityPolicies: [],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy,
      },
      {},
    );
    if (result.resultType === "error") throw new Error(JSON.stringify(result.errors));
    return result.overallResult === "Allowed";
  };

  /** The policy that Lambda makes of a permission. */
  const lambdaPolicy = ({ action, principal, source_arn, function_name, qualifier }: Record<string, string>) => ({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: principal },
        Action: action,
        Resource: regional("lambda", ["function", function_name, qualifier].filter(Boolean).join(":")),
        Condition: { ArnLike: { "AWS:SourceArn": source_arn } },
      },
    ],
  });

  it.each([
    ["first_lambda_permission", "events.amazonaws.com", "function:started:live", ruleArn("first"), ruleArn("second")],
    [
      "topic_subscription_lambda_page_permission",
      "sns.amazonaws.com",
      "function:page",
      topicArn,
      regional("sns", "other"),
    ],
  ])("a function: %s", async (id, principal, functionName, ours, theirs) => {
    const policy = lambdaPolicy(resource.aws_lambda_permission[id]);
    const invoke = (source: string) =>
      allowed(principal, "lambda:InvokeFunction", regional("lambda", functionName), source, policy);
    expect([await invoke(ours), await invoke(theirs)]).toEqual([true, false]);
  });

  it.each(["events.amazonaws.com", "delivery.logs.amazonaws.com"])("a log group: %s", async (principal) => {
    const policy = JSON.parse(resource.aws_cloudwatch_log_resource_policy.first_log_group_policy.policy_document);
    const write = (group: string, action = "logs:PutLogEvents", who = principal) =>
      allowed(who, action, regional("logs", `log-group:${group}:log-stream:one`), ruleArn("first"), policy);
    expect(await write("/acme/events")).toBe(true);
    expect(await write("/acme/sessions")).toBe(false);
    expect(await write("/acme/events", "logs:GetLogEvents")).toBe(false);
    expect(await write("/acme/events", "logs:PutLogEvents", "s3.amazonaws.com")).toBe(false);
  });
});
