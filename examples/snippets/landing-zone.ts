import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { subscribers } from "cdktf-session-audit/lib/alert-topic";
import { sessionTargets } from "cdktf-session-audit/lib/session-access";
import {
  LandingZone,
  type LandingZoneAccount,
  LogArchive,
  ManagementAccount,
  WorkloadAccount,
} from "cdktf-session-audit/lib/topologies/landing-zone";
import type { Construct } from "constructs";

const accounts: readonly LandingZoneAccount[] = [
  { id: "111111111111", name: "management", role: "management" },
  { id: "222222222222", name: "log-archive", role: "log-archive" },
  { id: "333333333333", name: "security", role: "security" },
  { id: "444444444444", name: "shop", role: "workload" },
];

const names = {
  name: "acme-audit",
  organizationId: "o-a1b2c3d4e5",
  homeRegion: "eu-west-1",
  regions: ["eu-west-1"],
} as const;

// #region existing
const plan = new LandingZone({
  ...names,
  accounts,
  existing: {
    trailArn: "arn:aws:cloudtrail:eu-west-1:111111111111:trail/aws-controltower-BaselineCloudTrail",
    transcriptBucket: {
      name: "platform-session-logs",
      keyArn: "arn:aws:kms:eu-west-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      bucketKey: true,
    },
    eventBusArn: "arn:aws:events:eu-west-1:333333333333:event-bus/central",
    sessionLogGroups: { shop: { name: "/platform/sessions", encrypted: true } },
  },
});
const toPaste = plan.grantsToAdd.map(
  ({ resource, policy, statements }) => `Add to the ${policy} of ${resource}:\n${statements}`,
);
// #endregion existing

/** Shown in modules/topologies/landing-zone/README.md. */
export class LandingZoneSnippets extends TerraformStack {
  readonly toPaste = toPaste.join("\n\n");

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region preferences
    const workload = new WorkloadAccount(this, "WorkloadAccount", {
      plan,
      account: plan.workload("shop"),
      session: { idleTimeoutMinutes: 15, maxDurationMinutes: 480 },
      operators: { targets: sessionTargets.byTag({ team: ["shop"] }), attachTo: ["shop-engineers"] },
    });
    // #endregion preferences
    // #region escape
    workload.forwardingRole.resources.role.permissionsBoundary = "acme-boundary";
    workload.regions["eu-west-1"]!.logsKey.resources.key.tags = { "data-class": "audit" };
    // #endregion escape
  }
}

/** Shown in modules/topologies/landing-zone/README.md. */
export class ManagementSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region management
    new ManagementAccount(this, "ManagementAccount", { plan });
    // #endregion management
  }
}

/** Shown in modules/topologies/landing-zone/README.md. */
export class ArchiveSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region evidence
    const recorded = new LandingZone({
      ...names,
      accounts,
      evidence: { auditors: ["auditors"], report: { queries: ["missing-recordings", "unread-places"], everyDays: 1 } },
    });
    new LogArchive(this, "LogArchive", { plan: recorded, alerts: [subscribers.email("audit@example.com")] });
    // #endregion evidence
  }
}

/** Shown in docs/topologies.md. */
export class LeavingSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    // #region leaving
    new LogArchive(this, "LogArchive", { plan, removal: "destroy" });
    // #endregion leaving
  }
}
