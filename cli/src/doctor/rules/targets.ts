import { grants } from "../policies/evaluate";
import { whenKnown } from "../readings";
import type { Queue, RegionState, Rule, Target, Topic } from "../state";
import { command, error, type Found, quoted, statement, warning } from "./finding";
import { repairOf } from "./keys";

const eventBridge = "events.amazonaws.com";

/** What a rule leads to, whether it is let in there, and what becomes of events that cannot be delivered. */
export function* targetRules(state: RegionState, rule: Rule): Iterable<Found> {
  const targets = whenKnown(rule.targets);
  if (!targets) return;
  if (targets.length === 0) {
    yield error(
      "rule-without-target",
      rule.name,
      "it alerts nobody about sessions",
      command(
        state,
        `events put-targets --rule ${rule.name} --event-bus-name ${rule.bus} --targets Id=topic,Arn=TOPIC_ARN`,
      ),
    );
  }
  for (const target of targets) {
    const gone = [target.topic, target.queue, target.function, target.group, target.bus].some(
      (reading) => reading?.known && reading.value === undefined,
    );
    if (gone) {
      yield error(
        "target-gone",
        target.arn,
        `events of ${rule.name} are lost`,
        command(
          state,
          `events put-targets --rule ${rule.name} --event-bus-name ${rule.bus}, with a target that exists`,
        ),
      );
    }
    yield* permissionRules(state, rule, target);
    yield* deadLetterRules(state, rule, target);
    const account = target.arn.split(":")[4];
    if (target.arn.split(":")[2] === "events" && account !== state.account && !target.roleArn) {
      yield error(
        "forwarding-without-role",
        target.arn,
        `events of ${rule.name} never reach the bus`,
        `events put-targets with a RoleArn that may call events:PutEvents on ${target.arn}`,
      );
    }
  }
}

function* permissionRules(state: RegionState, rule: Rule, target: Target): Iterable<Found> {
  const topic = whenKnown(target.topic);
  if (topic) yield* topicRules(state, rule, topic);
  const queue = whenKnown(target.queue);
  if (queue && !letsSend(state, rule, queue)) {
    yield error("target-not-permitted", queue.arn, `events of ${rule.name} never arrive`, sendStatement(rule, queue));
  }
  const code = whenKnown(target.function);
  if (code && grants(code.policy, call(state, rule, "lambda:InvokeFunction", target.arn)) === "no") {
    yield error(
      "target-not-permitted",
      target.arn,
      `events of ${rule.name} never arrive`,
      command(
        state,
        `lambda add-permission --function-name ${target.arn} --statement-id events --action lambda:InvokeFunction --principal ${eventBridge} --source-arn ${rule.arn}`,
      ),
    );
  }
  const group = whenKnown(target.group);
  if (group) {
    const stream = `${target.arn.replace(/:\*$/, "")}:log-stream:any`;
    const may = (policy: (typeof group.policies)[number], action: string) =>
      grants(policy, call(state, rule, action, stream)) !== "no";
    if (
      !["logs:CreateLogStream", "logs:PutLogEvents"].every((action) =>
        group.policies.some((policy) => may(policy, action)),
      )
    ) {
      yield error(
        "log-target-without-policy",
        target.arn,
        `events of ${rule.name} are lost`,
        command(
          state,
          `logs put-resource-policy --policy-name events --policy-document '${JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: [eventBridge, "delivery.logs.amazonaws.com"] }, Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${target.arn}:*` }] })}'`,
        ),
      );
    }
  }
}

const call = (
  state: RegionState,
  rule: Rule,
  action: string,
  resource: string,
  context: Record<string, string> = { "aws:SourceArn": rule.arn, "aws:SourceAccount": state.account },
) => ({
  principal: eventBridge,
  action,
  resource,
  owner: resource.split(":")[4] || state.account,
  context,
});

function* topicRules(state: RegionState, rule: Rule, topic: Topic): Iterable<Found> {
  const publish = statement({ Principal: { Service: eventBridge }, Action: "sns:Publish", Resource: topic.arn });
  // EventBridge sends no source along to topics, whatever a condition may ask for.
  if (grants(topic.policy, call(state, rule, "sns:Publish", topic.arn, {})) !== "yes") {
    const withSource = grants(topic.policy, call(state, rule, "sns:Publish", topic.arn)) === "yes";
    yield error(
      withSource ? "topic-policy-has-condition" : "target-not-permitted",
      topic.arn,
      `events of ${rule.name} never arrive`,
      withSource ? `remove the condition: ${publish}` : publish,
    );
  }
  yield* topicKeyRules(state, rule, topic);
  if (topic.subscribers === 0) {
    yield error(
      "nobody-subscribed",
      topic.arn,
      "nobody receives what is published to it",
      command(state, `sns subscribe --topic-arn ${topic.arn} --protocol email --notification-endpoint ADDRESS`),
    );
  }
  for (const endpoint of whenKnown(topic.unconfirmed) ?? []) {
    const again = `sns subscribe --topic-arn ${topic.arn} --protocol email --notification-endpoint ${quoted(endpoint)}`;
    yield warning(
      "subscription-unconfirmed",
      `${topic.arn} (${endpoint})`,
      `${endpoint} receives no alert`,
      `open the link in the confirmation email, or have it sent again: ${command(state, again)}`,
    );
  }
}

function* topicKeyRules(state: RegionState, rule: Rule, topic: Topic): Iterable<Found> {
  const key = whenKnown(topic.key);
  if (!topic.keyId) return;
  if (topic.keyId === "alias/aws/sns" || key?.isManagedByAws) {
    yield error(
      "topic-under-key-of-aws",
      topic.arn,
      `events of ${rule.name} never arrive`,
      command(
        state,
        `sns set-topic-attributes --topic-arn ${topic.arn} --attribute-name KmsMasterKeyId --attribute-value KEY_ARN`,
      ),
    );
    return;
  }
  if (!key) return;
  if (key.state !== "Enabled") {
    yield error("alert-key-disabled", key.arn, `events of ${rule.name} never arrive`, repairOf(key));
    return;
  }
  if (!key.policy.known) return;
  const policy = key.policy.value;
  const context = { "kms:EncryptionContext:aws:sns:topicArn": topic.arn };
  const source = { "aws:SourceArn": rule.arn, "aws:SourceAccount": state.account };
  const lets = (extra: Record<string, string>) =>
    ["kms:GenerateDataKey", "kms:Decrypt"].every(
      (action) =>
        grants(policy, {
          principal: eventBridge,
          action,
          resource: key.arn,
          owner: key.arn.split(":")[4]!,
          context: { ...context, ...extra },
        }) === "yes",
    );
  if (lets({})) return;
  const fix = statement({
    Principal: { Service: eventBridge },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: "*",
  });
  if (lets(source))
    yield error(
      "topic-key-has-condition",
      key.arn,
      `events of ${rule.name} never arrive`,
      `remove the condition: ${fix}`,
    );
  else yield error("topic-key-shuts-events-out", key.arn, `events of ${rule.name} never arrive`, fix);
}

function* deadLetterRules(state: RegionState, rule: Rule, { arn, deadLetters }: Target): Iterable<Found> {
  if (!deadLetters) {
    yield warning(
      "no-dead-letter-queue",
      arn,
      `an event of ${rule.name} that cannot be delivered is gone`,
      command(
        state,
        `events put-targets --rule ${rule.name} --event-bus-name ${rule.bus} --targets with DeadLetterConfig={Arn=QUEUE_ARN}`,
      ),
    );
    return;
  }
  if (!deadLetters.known) return;
  const queue = deadLetters.value;
  if (!queue || !letsSend(state, rule, queue)) {
    yield error(
      "dead-letter-queue-shut",
      queue?.arn ?? rule.name,
      `an event of ${rule.name} that cannot be delivered is gone`,
      queue ? sendStatement(rule, queue) : command(state, "sqs create-queue, and name it in DeadLetterConfig"),
    );
  } else if (queue.waiting > 0) {
    yield error(
      "dead-letters-waiting",
      queue.arn,
      `${queue.waiting} event${queue.waiting === 1 ? "" : "s"} reached nobody`,
      command(
        state,
        `sqs receive-message --queue-url $(aws sqs get-queue-url --queue-name ${queue.arn.split(":").at(-1)} --query QueueUrl --output text) --message-attribute-names All`,
      ),
    );
  }
}

function letsSend(state: RegionState, rule: Rule, queue: Queue): boolean {
  return grants(queue.policy, call(state, rule, "sqs:SendMessage", queue.arn)) === "yes";
}

const sendStatement = ({ arn }: Rule, queue: Queue) =>
  statement({
    Principal: { Service: eventBridge },
    Action: "sqs:SendMessage",
    Resource: queue.arn,
    Condition: { ArnEquals: { "aws:SourceArn": arn } },
  });
