import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import { EventQueue } from "cdktf-session-audit/lib/event-queue";
import { SessionEvents, sessionPatterns, targets } from "cdktf-session-audit/lib/session-events";
import type { Construct } from "constructs";

/** Shown in modules/event-queue/README.md. */
export class EventQueueSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region use
    const queue = new EventQueue(this, "StartedQueue", { name: "acme-session-started", retentionDays: 7 });
    new SessionEvents(this, "Started", {
      name: "acme-session-started",
      pattern: sessionPatterns.started(),
      targets: [targets.queue(queue)],
    });
    // #endregion use
    const queueArn = new TerraformVariable(this, "queue_arn", { type: "string" }).stringValue;
    // #region existing
    const existing = EventQueue.fromArn(this, "SiemQueue", queueArn);
    // #endregion existing
    new SessionEvents(this, "Refused", {
      name: "acme-session-refused",
      pattern: sessionPatterns.refusedStarts(),
      targets: [targets.queue(existing)],
    });
    // #region escape
    queue.resources.queue.visibilityTimeoutSeconds = 300;
    // #endregion escape
  }
}
