import { CloudWatchLogsClient, DescribeResourcePoliciesCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  type Target as Described,
  DescribeEventBusCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  type Rule as ListedRule,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from "@aws-sdk/client-eventbridge";
import { GetFunctionConfigurationCommand, GetPolicyCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, type QueueAttributeName, SQSClient } from "@aws-sdk/client-sqs";
import { partitionOf } from "../../../../modules/facts";
import { known, type Reading } from "../../fleet/place";
import { sessionEventsOf } from "../policies/session-events";
import { followReading, mapReading } from "../readings";
import type { Fields, Queue, Rule, Target, Topic } from "../state";
import { readKey } from "./keys";
import { readLogGroup } from "./log-group";
import { policyOf } from "./policies";
import type { Site } from "./site";

/** Rules of every bus that take session events, with what they lead to. */
export async function readRules(site: Site): Promise<Reading<readonly Rule[]>> {
  const events = site.client(EventBridgeClient);
  const buses = await site.ask(() => events.send(new ListEventBusesCommand({})));
  return followReading(buses, async (found) => {
    const names = (found?.EventBuses ?? []).map(({ Name }) => Name!);
    const rules: Rule[] = [];
    for (const bus of names) {
      const listed = await site.ask(() => listRules(events, bus));
      if (!listed.known) return listed;
      const patterns = (listed.value ?? []).flatMap((rule) => {
        const pattern = rule.EventPattern ? (JSON.parse(rule.EventPattern) as Fields) : undefined;
        const isAboutSessions = pattern && sessionEventsOf(pattern, site.account, site.region).length > 0;
        return isAboutSessions ? [{ rule, pattern }] : [];
      });
      rules.push(...(await Promise.all(patterns.map(({ rule, pattern }) => readRule(site, bus, rule, pattern)))));
    }
    return known(rules);
  });
}

async function listRules(events: EventBridgeClient, EventBusName: string): Promise<ListedRule[]> {
  const rules: ListedRule[] = [];
  for (let token: string | undefined, first = true; first || token; first = false) {
    const page = await events.send(new ListRulesCommand({ EventBusName, ...(token && { NextToken: token }) }));
    rules.push(...(page.Rules ?? []));
    token = page.NextToken;
  }
  return rules;
}

async function readRule(site: Site, bus: string, rule: ListedRule, pattern: Fields): Promise<Rule> {
  const events = site.client(EventBridgeClient);
  const listed = await site.ask(() =>
    events.send(new ListTargetsByRuleCommand({ Rule: rule.Name!, EventBusName: bus })),
  );
  return {
    name: rule.Name!,
    arn: rule.Arn!,
    bus,
    isEnabled: rule.State !== "DISABLED",
    pattern,
    targets: await followReading(listed, async (found) =>
      known(await Promise.all((found?.Targets ?? []).map((target) => readTarget(site, target)))),
    ),
  };
}

async function readTarget(site: Site, { Arn = "", RoleArn, DeadLetterConfig }: Described): Promise<Target> {
  const service = Arn.split(":")[2];
  return {
    arn: Arn,
    ...(RoleArn && { roleArn: RoleArn }),
    ...(DeadLetterConfig?.Arn && { deadLetters: await readQueue(site, DeadLetterConfig.Arn) }),
    ...(service === "sns" && { topic: await readTopic(site, Arn) }),
    ...(service === "sqs" && { queue: await readQueue(site, Arn) }),
    ...(service === "lambda" && { function: await readFunction(site, Arn) }),
    ...(service === "logs" && { group: await readGroup(site, Arn) }),
    ...(service === "events" && { bus: await readBus(site, Arn) }),
  };
}

function readTopic(from: Site, TopicArn: string): Promise<Reading<Topic | undefined>> {
  return from.once(`topic ${TopicArn}`, async () => {
    const site = from.of(TopicArn);
    const sns = site.client(SNSClient);
    const attributes = await site.ask(
      () => sns.send(new GetTopicAttributesCommand({ TopicArn })),
      ["NotFoundException", "NotFound"],
    );
    return followReading(attributes, async (found) => {
      if (!found?.Attributes) return known(undefined);
      const { KmsMasterKeyId: keyId, Policy, SubscriptionsConfirmed, SubscriptionsPending } = found.Attributes;
      return known({
        arn: TopicArn,
        policy: policyOf(Policy),
        ...(keyId && { keyId, key: await readKey(site, keyId) }),
        subscribers: Number(SubscriptionsConfirmed ?? 0) + Number(SubscriptionsPending ?? 0),
        unconfirmed: Number(SubscriptionsPending ?? 0) > 0 ? await readUnconfirmed(site, TopicArn) : known([]),
      });
    });
  });
}

/** Whom the topic cannot tell yet: https://docs.aws.amazon.com/sns/latest/api/API_Subscription.html */
async function readUnconfirmed(site: Site, TopicArn: string): Promise<Topic["unconfirmed"]> {
  const listed = await site.ask(() => site.client(SNSClient).send(new ListSubscriptionsByTopicCommand({ TopicArn })));
  return mapReading(listed, (found) =>
    (found?.Subscriptions ?? []).flatMap(({ Endpoint, SubscriptionArn }) =>
      SubscriptionArn === "PendingConfirmation" ? (Endpoint ?? "somebody") : [],
    ),
  );
}

function readQueue(from: Site, arn: string): Promise<Reading<Queue | undefined>> {
  return from.once(`queue ${arn}`, async () => {
    const site = from.of(arn);
    const [, , , region, account, name] = arn.split(":");
    const QueueUrl = `https://sqs.${region}.${partitionOf(region!).dnsSuffix}/${account}/${name}`;
    const AttributeNames: QueueAttributeName[] = ["ApproximateNumberOfMessages", "Policy"];
    const attributes = await site.ask(
      () => site.client(SQSClient).send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames })),
      ["QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"],
    );
    return mapReading(
      attributes,
      (found) =>
        found && {
          arn,
          waiting: Number(found.Attributes?.ApproximateNumberOfMessages ?? 0),
          policy: policyOf(found.Attributes?.Policy),
        },
    );
  });
}

async function readFunction(from: Site, arn: string): Promise<Target["function"]> {
  const site = from.of(arn);
  const lambda = site.client(LambdaClient);
  const configuration = await site.ask(
    () => lambda.send(new GetFunctionConfigurationCommand({ FunctionName: arn })),
    ["ResourceNotFoundException"],
  );
  return followReading(configuration, async (found) => {
    if (!found) return known(undefined);
    const policy = await site.ask(
      () => lambda.send(new GetPolicyCommand({ FunctionName: arn })),
      ["ResourceNotFoundException"],
    );
    return mapReading(policy, (read) => ({ policy: policyOf(read?.Policy) }));
  });
}

async function readGroup(from: Site, arn: string): Promise<Target["group"]> {
  const site = from.of(arn);
  const name = arn.split(":log-group:")[1]!.replace(/:\*$/, "");
  return followReading(await readLogGroup(site, name), async (group) => {
    if (!group) return known(undefined);
    const policies = await site.ask(() =>
      site.client(CloudWatchLogsClient).send(new DescribeResourcePoliciesCommand({})),
    );
    return mapReading(policies, (found) => ({
      policies: (found?.resourcePolicies ?? []).flatMap(({ policyDocument }) => policyOf(policyDocument) ?? []),
    }));
  });
}

async function readBus(from: Site, arn: string): Promise<Target["bus"]> {
  const site = from.of(arn);
  // A bus of an account that is not read: nobody can tell from here whether it is there.
  if (site.account !== arn.split(":")[4]) return undefined;
  const bus = await site.ask(
    () => site.client(EventBridgeClient).send(new DescribeEventBusCommand({ Name: arn.split("/").at(-1)! })),
    ["ResourceNotFoundException"],
  );
  return mapReading(bus, (found) => found && { arn });
}
