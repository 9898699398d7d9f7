/** A range from `min` to `max`, both included, and the AWS page that states it. */
export interface Limit {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly source: string;
}
