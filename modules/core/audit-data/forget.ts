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
    fix: `copy it from the lock, such as aws_kms_key.session_audit_logs_key; what holds audit data is ${types.join(", ")}`,
  }),
  { unit: "address", some: true, unique: true },
);

/**
 * Has Terraform forget audit data that the code no longer makes. It stays in AWS as it is, with what configures it, and is
 * nobody's from the next apply on. Needs Terraform 1.7. The call may go once it was applied wherever the stack is.
 * @param scope the stack, or a construct in it
 * @param addresses addresses in Terraform, as the error of the synthesis and the lock write them
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export function forgetAuditData(scope: Construct, addresses: readonly string[]): void {
  refuse(scope, violations(addressList, addresses, "addresses"));
  watchAuditData(scope);
  const changes = StateChanges.of(TerraformStack.of(scope));
  for (const address of addresses) changes.forget(address);
}
