import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  AlertTopic,
  allowAwsProviderRange,
  EncryptionKey,
  EventBus,
  EventQueue,
  jsonMessage,
  LogGroup,
  logMessage,
  QueueSubscription,
  SessionEvents,
  sessionPatterns,
  subscribers,
  targets,
} from "../../../modules";

export const OTHER_ACCOUNT = "222233334444";
export const OTHER_REGION = "eu-central-1";

export const startedFields = {
  who: "$.detail.userIdentity.arn",
  node: "$.detail.requestParameters.target",
  document: "$.detail.requestParameters.documentName",
  nothing: "$.detail.requestParameters.nothing",
};

/** Rules whose targets the emulator can really deliver to, over accounts and Regions. */
export class Delivery extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    allowAwsProviderRange(this);
    const key = new EncryptionKey(this, "Key", { alias: "alias/alerts", description: "Alerts" });
    const topic = (name: string, refusals?: EventQueue) =>
      new AlertTopic(this, `${name}Topic`, {
        name,
        encryptionKey: key,
        subscribers: refusals && [
          subscribers.queue(refusals, { filter: { detail: { errorCode: [{ exists: true }] } } }),
        ],
        queueAccounts: [OTHER_ACCOUNT],
      });
    const told = topic("told");
    const filtered = topic("filtered", new EventQueue(this, "RefusalsInbox", { name: "refusals" }));

    const there = this.inOtherAccount(told.topicArn);
    new SessionEvents(this, "Started", {
      name: "started",
      pattern: sessionPatterns.started(),
      targets: [
        targets.queue(new EventQueue(this, "StartedQueue", { name: "started" }), {
          message: jsonMessage(startedFields),
        }),
        targets.logGroup(new LogGroup(this, "StartedGroup", { name: "/acme/started" }), { message: logMessage }),
        targets.eventBus(there),
        targets.topic(told),
      ],
    });
    new SessionEvents(this, "All", {
      name: "all",
      pattern: sessionPatterns.calls(),
      targets: [targets.topic(filtered, { message: "event" })],
    });
  }

  /** The account of the auditors: an inbox for the alerts of this one, and a bus in another Region with a rule of its own. */
  private inOtherAccount(topicArn: string): EventBus {
    // The emulator takes twelve digits for the account of the caller.
    const caller = { accessKey: OTHER_ACCOUNT, secretKey: "emulated" };
    const near = new AwsProvider(this, "Near", { ...caller, alias: "near", region: "eu-west-1" });
    const provider = new AwsProvider(this, "Far", { ...caller, alias: "far", region: OTHER_REGION });
    const inbox = new EventQueue(this, "TheirInbox", { name: "inbox", provider: near });
    new QueueSubscription(this, "TheirSubscription", { topicArn, queue: inbox, provider: near });
    const bus = new EventBus(this, "CentralBus", { name: "central", organizationId: "o-0123456789", provider });
    new SessionEvents(this, "Central", {
      name: "central",
      pattern: sessionPatterns.calls(),
      bus,
      targets: [targets.queue(new EventQueue(this, "CentralQueue", { name: "central", provider }))],
      provider,
    });
    return bus;
  }
}
