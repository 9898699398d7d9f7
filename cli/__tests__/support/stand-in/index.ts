export { type Bucket, type StoredObject, serveBuckets, storedObject } from "./buckets";
export { paged } from "./defaults";
export type { Fault } from "./faults";
export { serveSigningKey } from "./keys";
export { type Answer, AwsError, type Call, StandIn, type StandInOptions, type Where } from "./stand-in";
