import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformStack } from "cdktf";
import {
  AlertHub,
  allowAwsProviderRange,
  LandingZone,
  type LandingZoneAccount,
  LogArchive,
  OrganizationGuardrail,
  OrganizationTrail,
  subscribers,
  WorkloadAccount,
} from "cdktf-session-audit";
import type { Construct } from "constructs";

// #region plan
/** Add an account here: one line, and no other account's stack changes. */
export const accounts: readonly LandingZoneAccount[] = [
  { id: "111111111111", name: "management", role: "management" },
  { id: "222222222222", name: "log-archive", role: "log-archive" },
  { id: "333333333333", name: "security", role: "security" },
  { id: "444444444444", name: "shop", role: "workload" },
  { id: "555555555555", name: "billing", role: "workload", regions: ["eu-west-1", "eu-central-1"] },
];

export const planOf = (accounts: readonly LandingZoneAccount[]) =>
  new LandingZone({
    name: "acme-audit",
    organizationId: "o-a1b2c3d4e5",
    homeRegion: "eu-west-1",
    regions: ["eu-west-1", "us-east-1"],
    accounts,
  });
// #endregion

/** One account: one stack, one state, one assumed role, and a provider that refuses any other account. */
class AccountStack extends TerraformStack {
  constructor(scope: Construct, id: string, plan: LandingZone, account: LandingZoneAccount) {
    super(scope, id);
    const { partition } = plan.contextOf(account);
    new AwsProvider(this, "Aws", {
      region: plan.homeRegion,
      allowedAccountIds: [account.id],
      assumeRole: [{ roleArn: `arn:${partition}:iam::${account.id}:role/TerraformDeployment` }],
    });
    new S3Backend(this, {
      bucket: "acme-terraform-state",
      key: `${id}.tfstate`,
      region: plan.homeRegion,
      encrypt: true,
    });
    // Locking in the bucket itself, of Terraform 1.10 on.
    this.addOverride("terraform.backend.s3.use_lockfile", true);
    allowAwsProviderRange(this);
  }
}

// #region stacks
/**
 * The stacks of the organization. Their order follows from the dependencies; none reads the state of another. So they need
 * not all be made at once: `ACCOUNTS=shop` makes the stack of one account, `ACCOUNTS=3/10` a tenth of them all.
 */
export function landingZone(app: Construct, plan = planOf(accounts), choice = process.env.ACCOUNTS): void {
  const chosen = plan.select(choice);
  const stackOf = (account: LandingZoneAccount, id: string) =>
    chosen.has(account) ? new AccountStack(app, id, plan, account) : undefined;

  const archive = stackOf(plan.logArchive, "landing-zone-log-archive");
  if (archive) new LogArchive(archive, "LogArchive", { plan });

  const management = stackOf(plan.management, "landing-zone-management");
  if (management) {
    new OrganizationTrail(management, "OrganizationTrail", { plan });
    // Attached to nobody yet: name organizational units, and make the role in every account before.
    const administrators = [`arn:${plan.contextOf(plan.management).partition}:iam::*:role/TerraformDeployment`];
    new OrganizationGuardrail(management, "OrganizationGuardrail", { plan, administrators });
  }
  if (archive) management?.addDependency(archive);

  const security = stackOf(plan.security, "landing-zone-security");
  if (security) new AlertHub(security, "AlertHub", { plan, alerts: [subscribers.email("security@example.com")] });

  for (const account of plan.workloads) {
    const workload = stackOf(account, `landing-zone-workload-${account.name}`);
    if (workload) new WorkloadAccount(workload, "WorkloadAccount", { plan, account });
    for (const central of [archive, security]) if (central) workload?.addDependency(central);
  }
}
// #endregion
