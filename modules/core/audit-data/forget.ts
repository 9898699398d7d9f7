import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { auditDataKinds } from "../../facts";
import { listOf, text, violations } from "../schema";
import { refuse } from "../validation-error";
import { watchAuditData } from "./audit-data-lock";
import { StateChanges } from "./state-changes";

const types = Object.keys(auditDataKinds);

const addressList = listOf(
  text({
    pattern: new RegExp(`^(${types.join("|")})\\.[a-z_][a-z0-9_-]*$`),
    allowed: "the address of audit data in Terraform",
    fix: `copy it from the lock, such as aws_kms_key.session_audit_logs_key; resources with audit data are of type ${types.join(", ")}`,
  }),
  { unit: "address", some: true, unique: true },
);

/**
 * Makes Terraform forget audit data that the code no longer declares. It stays in AWS with its settings, and Terraform
 * no longer manages it after the next apply. Needs Terraform 1.7. Remove the call once every deployment of the stack
 * has applied it.
 * @param scope the stack, or a construct in it
 * @param addresses Terraform addresses, as written in the lock and in the synthesis error
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export function forgetAuditData(scope: Construct, addresses: readonly string[]): void {
  refuse(scope, violations(addressList, addresses, "addresses"));
  watchAuditData(scope);
  const changes = StateChanges.of(TerraformStack.of(scope));
  for (const address of addresses) changes.forget(address);
}
