import { SsmServiceSetting } from "@cdktf/provider-aws/lib/ssm-service-setting";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arns, type RegionalModuleProps } from "../core/internal";
import { PUBLIC_SHARING_SETTING } from "../facts";
import { accountSettingsSchema } from "./account-settings-schema";

export type AccountSettingsProps = RegionalModuleProps;

/**
 * Systems Manager settings that apply to a whole account and Region: documents, session documents included, cannot be
 * shared publicly. Documents that are already public stay public. If Terraform removes the setting, AWS's default
 * returns, which allows sharing.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html#block-public-access
 *
 * @example
 * ```ts
 * const settings = new AccountSettings(this, "Settings");
 * ```
 */
export class AccountSettings extends AuditModule {
  /** ARN of the setting, for a guardrail. */
  readonly settingArn: string;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly publicSharing: SsmServiceSetting };

  constructor(scope: Construct, id: string, props: AccountSettingsProps = {}) {
    super(scope, id, accountSettingsSchema.of(props));
    this.claim("Systems Manager setting", PUBLIC_SHARING_SETTING, "region");
    this.settingArn = arns.serviceSetting(this.aws, PUBLIC_SHARING_SETTING);
    const publicSharing = this.place(
      // By its ARN: the provider keeps what AWS answers, and the short form would show as a change in each plan.
      new SsmServiceSetting(this, "PublicSharing", { settingId: this.settingArn, settingValue: "Disable" }),
    );
    this.ready = [publicSharing];
    this.resources = { publicSharing };
  }
}
