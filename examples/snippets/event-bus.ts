import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable } from "cdktf";
import { EventBus, ForwardingRole } from "cdktf-session-audit/lib/event-bus";
import { SessionEvents, sessionPatterns, targets } from "cdktf-session-audit/lib/session-events";
import type { Construct } from "constructs";

/** Shown in modules/event-bus/README.md. */
export class EventBusSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region use
    const bus = new EventBus(this, "Central", { name: "acme-audit", organizationId: "o-a1b2c3d4e5" });
    // #endregion use
    const centralBusArn = new TerraformVariable(this, "central_bus_arn", { type: "string" }).stringValue;
    // #region existing
    const central = EventBus.fromArn(this, "CentralBus", centralBusArn);
    // #endregion existing
    // #region forwarding
    const role = new ForwardingRole(this, "ForwardingRole", {
      name: "acme-event-forwarding",
      bus: central,
      ruleName: "acme-session-forwarding",
    });
    for (const region of ["eu-west-1", "us-east-1"]) {
      new SessionEvents(this, `Forwarding-${region}`, {
        region,
        name: "acme-session-forwarding",
        pattern: sessionPatterns.calls(),
        targets: [targets.eventBus(central, { role })],
      });
    }
    // #endregion forwarding
    // #region escape
    bus.resources.bus.tags = { team: "security" };
    role.resources.role.permissionsBoundary = "acme-boundary";
    // #endregion escape
  }
}
