import type { removals } from "./schema";

/**
 * What a change of the code may do to audit data.
 * "retain": nothing. "destroy": Terraform deletes it, content included.
 */
export type Removal = (typeof removals)[number];

export interface RemovalProps {
  /**
   * Whether Terraform may delete what holds audit data here.
   * @default "retain" - a plan that would delete or replace it fails; once the construct is gone from the code, synthesis does
   */
  readonly removal?: Removal;
}
