import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { AlertTopic } from "cdktf-session-audit/lib/alert-topic";
import { EncryptionKey } from "cdktf-session-audit/lib/encryption-key";
import { EventBus } from "cdktf-session-audit/lib/event-bus";
import { EventQueue } from "cdktf-session-audit/lib/event-queue";
import { LogGroup } from "cdktf-session-audit/lib/log-group";
import {
  anyOf,
  fromEvent,
  jsonMessage,
  logMessage,
  refusalMessage,
  SessionEvents,
  sessionPatterns,
  targets,
  textMessage,
} from "cdktf-session-audit/lib/session-events";
import type { Construct } from "constructs";

/** Shown in modules/session-events/README.md. */
export class SessionEventsSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const encryptionKey = new EncryptionKey(this, "Key", { alias: "alias/acme-alerts", description: "Alerts" });
    const topic = new AlertTopic(this, "Topic", { name: "acme-alerts", encryptionKey });
    const queue = new EventQueue(this, "Queue", { name: "acme-events" });
    const logGroup = new LogGroup(this, "EventLog", { name: "/acme/events" });
    const centralBus = new EventBus(this, "CentralBus", { name: "acme-audit", organizationId: "o-a1b2c3d4e5" });
    // #region use
    const refused = new SessionEvents(this, "Refused", {
      name: "acme-session-refused",
      pattern: anyOf(sessionPatterns.refusedStarts({ deniedOnly: true }), sessionPatterns.startsByRoot()),
      targets: [targets.topic(topic, { message: refusalMessage })],
    });
    // #endregion use
    const pattern = sessionPatterns.started();
    new SessionEvents(this, "Stores", {
      name: "acme-stores",
      pattern,
      targets: [
        // #region topic
        targets.topic(topic), // a text that people can read
        targets.topic(topic, { id: "Program", message: "event" }), // the whole event
        // #endregion topic
        // #region queue
        targets.queue(queue),
        // #endregion queue
        // #region log-group
        targets.logGroup(logGroup, { message: logMessage }),
        // #endregion log-group
      ],
    });
    new SessionEvents(this, "Actions", {
      name: "acme-actions",
      pattern,
      targets: [
        // #region lambda
        targets.lambda("session-started", {
          message: jsonMessage({ who: "$.detail.userIdentity.arn", node: "$.detail.requestParameters.target" }),
        }),
        // #endregion lambda
        // #region pipeline
        targets.pipeline("session-review"),
        // #endregion pipeline
        // #region state-machine
        targets.stateMachine("session-approval"),
        // #endregion state-machine
        // #region run-command
        targets.runCommand({
          document: "Acme-SessionStarted",
          nodes: { tag: { key: "SessionAudit", values: ["enabled"] } },
          parameters: { node: [fromEvent("$.detail.requestParameters.target")] },
        }),
        // #endregion run-command
        // #region event-bus
        targets.eventBus(centralBus),
        // #endregion event-bus
      ],
    });
    // #region patterns
    sessionPatterns.started({ roles: ["AWSReservedSSO_Operator_*"], nodes: ["mi-*"] });
    sessionPatterns.started({ documents: ["SSM-SessionManagerRunShell"] }); // also where a start names no document
    sessionPatterns.startsWithOtherDocuments(["SSM-SessionManagerRunShell", "Acme-TailLog"]);
    // #endregion patterns
    // #region message
    const short = textMessage({ who: "$.detail.userIdentity.arn" }, ["A session was refused to <who>."]);
    // #endregion message
    new SessionEvents(this, "Short", {
      name: "acme-short",
      pattern,
      targets: [targets.topic(topic, { message: short })],
    });
    // #region escape
    refused.resources.rule.state = "DISABLED";
    refused.resources.deadLetterQueue.tags = { "data-class": "audit" };
    // #endregion escape
  }
}
