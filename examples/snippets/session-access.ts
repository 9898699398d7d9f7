import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
import {
  Guardrail,
  NodeAccess,
  OperatorAccess,
  sessionTargets,
  waysRound,
} from "cdktf-session-audit/lib/session-access";
import { SessionDocument } from "cdktf-session-audit/lib/session-document";
import type { Construct } from "constructs";

/** Shown in modules/session-access/README.md. */
export class SessionAccessSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const bucket = new LogBucket(this, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
    const document = new SessionDocument(this, "Document", { bucket });
    // #region nodes
    const nodes = new NodeAccess(this, "NodeAccess", {
      name: "acme-nodes",
      documents: [document],
      attachTo: ["web-server", "AWSSystemsManagerDefaultEC2InstanceManagementRole"],
      roleFor: "ec2", // a role and instance profile of this name, for instances without any
    });
    // #endregion nodes
    // #region engineers
    const operators = new OperatorAccess(this, "OperatorAccess", {
      name: "acme-operators",
      documents: [document],
      targets: sessionTargets.byTag({ team: ["web"] }), // or byId([...]), or all()
      attachTo: ["web-engineers"],
    });
    // #endregion engineers
    // #region organization
    new Guardrail(this, "Guardrail", {
      name: "acme-guardrail",
      kind: "service-control-policy",
      protects: { documents: [document], buckets: [bucket], policies: [nodes, operators] },
      closes: [waysRound.otherDocuments, waysRound.newDocuments, waysRound.runAsTags],
      // In any account; the role that runs Terraform is one of them.
      administrators: ["arn:aws:iam::*:role/acme-audit-administrator"],
      attachTo: ["ou-a1b2-c3d4e5f6"],
    });
    // #endregion organization
    // #region users
    new OperatorAccess(this, "UserAccess", {
      name: "acme-users",
      documents: [document],
      targets: sessionTargets.all(),
      principals: "users", // attachTo names groups then
      attachTo: ["operators"],
      mfa: { maxAgeMinutes: 60 },
      sourceNetwork: { cidrs: ["203.0.113.0/24"] },
    });
    // #endregion users
    // #region existing
    new Guardrail(this, "ExistingTrail", {
      name: "acme-trail-guardrail",
      protects: {
        trails: [{ trailArn: "arn:aws:cloudtrail:*:*:trail/organization" }],
        keyAliases: ["arn:aws:kms:*:*:alias/acme-sessions"],
      },
      attachTo: ["platform-engineers"],
    });
    // #endregion existing
    // #region escape
    nodes.resources.policy.tags = { team: "security" };
    new TerraformOutput(this, "InlinePolicy", { value: operators.policyJson }); // for a permission set
    // #endregion escape
  }
}
