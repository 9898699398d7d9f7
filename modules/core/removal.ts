import type { TerraformResourceLifecycle } from "cdktf";
import type { removals } from "./schema";

/**
 * What `terraform destroy`, or a change that needs a replacement, may do to audit data.
 * "retain": Terraform refuses. "destroy": Terraform deletes it, content included.
 */
export type Removal = (typeof removals)[number];

export interface RemovalProps {
  /**
   * Whether Terraform may delete this resource.
   * @default "retain" - a plan that would delete or replace it fails, as long as the construct is in the code
   */
  readonly removal?: Removal;
}

export function protection(removal: Removal = "retain"): TerraformResourceLifecycle | undefined {
  // Whatever else a caller without types may have written keeps the data.
  return removal === "destroy" ? undefined : { preventDestroy: true };
}
