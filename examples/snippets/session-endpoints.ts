import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
import { SessionDocument } from "cdktf-session-audit/lib/session-document";
import { SessionEndpoints } from "cdktf-session-audit/lib/session-endpoints";
import type { Construct } from "constructs";

/** Shown in modules/session-endpoints/README.md. */
export class SessionEndpointsSnippets extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "Aws", { region: "eu-west-1" });
    const bucket = new LogBucket(this, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
    const document = new SessionDocument(this, "Document", { bucket });
    // #region use
    const endpoints = new SessionEndpoints(this, "Endpoints", {
      name: "acme-endpoints",
      vpcId: "vpc-0123456789abcdef0",
      subnetIds: ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
      documents: [document],
      nodeCidrs: ["10.0.0.0/16"],
    });
    // #endregion use
    // #region existing
    new SessionEndpoints(this, "SecondVpc", {
      name: "acme-second-endpoints",
      vpcId: "vpc-0fedcba9876543210",
      subnetIds: ["subnet-00112233445566778"],
      documents: [document],
      nodeSecurityGroupIds: ["sg-0123456789abcdef0"],
      s3: "existing", // or { routeTableIds: ["rtb-0123456789abcdef0"] }, for a gateway endpoint
    });
    // #endregion existing
    // #region escape
    endpoints.resources.endpoints.ssm!.ipAddressType = "dualstack";
    // #endregion escape
  }
}
