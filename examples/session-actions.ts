import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, TerraformStack } from "cdktf";
import {
  AlertTopic,
  AuditAlarms,
  allowAwsProviderRange,
  EncryptionKey,
  fromEvent,
  packed,
  preferenceMessage,
  refusalMessage,
  SessionAudit,
  SessionEvents,
  sessionPatterns,
  subscribers,
  tamperingMessage,
  targets,
  textMessage,
  type WatchedChain,
} from "cdktf-session-audit";
import type { Construct } from "constructs";

/**
 * A started session does things: people are told, a function and a pipeline run, and so does a command on the node.
 * What should never happen raises a louder alert. The function, the pipeline and the document exist already.
 */
export class SessionActions extends TerraformStack {
  constructor(scope: Construct, id = "session-actions") {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    allowAwsProviderRange(this);

    // Its rule tells the inbox of every session. What threatens the audit is told below, and louder.
    const audit = new SessionAudit(this, "SessionAudit", {
      name: "acme-actions",
      alerts: [subscribers.email("operations@example.com")],
      watches: { preferences: false, tampering: false, silence: false },
    });

    // #region actions
    const started = new SessionEvents(this, "SessionStarted", {
      name: "acme-session-started",
      pattern: sessionPatterns.started(),
      targets: [
        targets.lambda("session-started"),
        targets.pipeline("session-review"),
        targets.runCommand({
          document: "SessionStarted",
          nodes: { tag: { key: "SessionAudit", values: ["enabled"] } },
          // All tagged nodes are asked; the document acts on the one that is meant.
          parameters: { node: [fromEvent("$.detail.requestParameters.target")] },
        }),
      ],
    });
    // #endregion actions

    // #region louder
    // A key of its own: who disables one key silences one topic.
    const urgentKey = new EncryptionKey(this, "UrgentKey", {
      alias: "alias/acme-urgent-alerts",
      description: "Urgent alerts",
    });
    const urgent = new AlertTopic(this, "UrgentTopic", {
      name: "acme-urgent-alerts",
      encryptionKey: urgentKey,
      subscribers: [subscribers.email("security@example.com"), subscribers.sms("+12025550123")],
    });
    const refused = new SessionEvents(this, "SessionRefused", {
      name: "acme-session-refused",
      pattern: sessionPatterns.refusedStarts(),
      targets: [targets.topic(urgent, { message: refusalMessage })],
    });
    const preferences = new SessionEvents(this, "PreferencesChanged", {
      name: "acme-preferences-changed",
      pattern: sessionPatterns.preferenceChanges(),
      targets: [targets.topic(urgent, { message: preferenceMessage })],
    });
    // #endregion louder

    // #region tampering
    // The phone takes 1,600 characters: the inbox, with another key, is told all that was asked for.
    const short = textMessage(
      { call: "$.detail.eventName", who: "$.detail.userIdentity.arn", event: "$.detail.eventID" },
      ["ALERT: the audit of sessions is being changed (<call>)", "Who:   <who>", "Event: <event> in CloudTrail"],
    );
    const told = [
      targets.topic(urgent, { message: short }),
      targets.topic(audit.topic, { id: "Inbox", message: tamperingMessage }),
    ] as const;
    // A pattern has room for 2,048 characters: what does not fit into one goes on in another rule.
    const watch = (id: string, name: string, chain: WatchedChain) =>
      packed(sessionPatterns.tamperingParts(chain)).map((pattern, index) => {
        const number = index === 0 ? "" : String(index + 1);
        return new SessionEvents(this, `${id}${number}`, { name: `${name}${number}`, pattern, targets: told });
      });
    const recording = watch("RecordingTampered", "acme-recording-tampered", {
      trails: [audit.trail],
      buckets: [audit.transcriptBucket, audit.trailBucket],
      keys: [audit.sessionKey, audit.logsKey, audit.alertsKey, urgentKey],
      logGroups: [audit.sessionLogGroup, audit.trailLogGroup],
      // No rule reports its own end: these watch the others, which watch these.
      rules: [{ ruleName: "acme-alerting-tampered*" }],
    });
    const alerting = watch("AlertingTampered", "acme-alerting-tampered", {
      rules: [audit.events, started, refused, preferences, ...recording],
      topics: [audit.topic, urgent],
    });
    // #endregion tampering

    // #region alarms
    new AuditAlarms(this, "Alarms", {
      topic: urgent,
      rules: [started, refused, preferences, ...recording, ...alerting],
      logGroups: [{ logGroup: audit.sessionLogGroup, starts: started }],
    });
    // A topic that reaches nobody cannot say so: the other one does.
    new AuditAlarms(this, "UrgentAlarms", { topic: audit.topic, topics: [urgent] });
    // #endregion alarms
  }
}
