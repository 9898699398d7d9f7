import type { removals } from "./schema";

/**
 * What a change of the code may do to audit data. "retain": nothing. "destroy": Terraform deletes it with its content.
 */
export type Removal = (typeof removals)[number];

export interface RemovalProps {
  /**
   * Whether Terraform may delete what holds audit data here.
   * @default "retain" - a plan that would delete or replace it fails; once its construct is removed from the code,
   * synthesis fails
   */
  readonly removal?: Removal;
}
