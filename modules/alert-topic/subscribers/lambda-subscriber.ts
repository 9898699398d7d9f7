import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import {
  givenOptions,
  lambdaFunctions,
  lambdaParts,
  nameOrArn as nameOrArnRule,
  optional,
  ownArn,
  ownedHere,
  violations,
} from "../../core/internal";
import { messageFilter } from "./message-filter";
import type { Subscriber, SubscriberOptions } from "./subscriber";

const rule = nameOrArnRule(lambdaFunctions);

/** A function in the topic's account and Region. The topic gets permission to invoke it. */
export function lambda(nameOrArn: string, options?: SubscriberOptions): Subscriber {
  const { filter } = givenOptions("subscribers.lambda", options);
  return {
    protocol: "lambda",
    name: nameOrArn,
    filter,
    check: (path, aws) => {
      const found = violations(rule, nameOrArn, path);
      return [
        ...(found.length > 0 ? found : ownedHere(path, nameOrArn, aws)),
        ...violations(optional(messageFilter), filter, `${path}.filter`),
      ];
    },
    bind: (topic, id) => {
      const endpoint = ownArn(topic.aws, nameOrArn, lambdaFunctions);
      const permission = topic.place(
        new LambdaPermission(topic.scope, `${id}-Permission`, {
          statementId: `AllowTopic-${topic.topicName}`,
          action: "lambda:InvokeFunction",
          ...lambdaParts(endpoint),
          principal: "sns.amazonaws.com",
          sourceArn: topic.topicArn,
        }),
      );
      return { endpoint, permissions: [permission], ready: [permission] };
    },
  };
}
