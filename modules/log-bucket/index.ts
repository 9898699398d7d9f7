export type { AccessLogBucketProps, IAccessLogBucket } from "./access-log-bucket";
export { AccessLogBucket } from "./access-log-bucket";
export type { BucketRetention } from "./bucket-baseline";
export type { ExistingLogBucketProps } from "./existing-log-bucket";
export type { BucketEncryption, ILogBucket, LogBucketProps, ObjectLock, UncheckedEncryption } from "./log-bucket";
export { LogBucket } from "./log-bucket";
export type { TrailOwner } from "./log-bucket-policy";
