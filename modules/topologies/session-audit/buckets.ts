import type { Construct } from "constructs";
import type { AwsContext, Placement } from "../../core/internal";
import type { EncryptionKey } from "../../encryption-key";
import { AccessLogBucket, LogBucket } from "../../log-bucket";
import type { SessionAuditProps } from "./session-audit-props";

interface BucketsProps extends Pick<SessionAuditProps, "name" | "bucketRetention" | "objectLock" | "removal"> {
  readonly encryption: EncryptionKey;
  readonly aws: AwsContext;
  readonly placement: Placement;
}

export interface Buckets {
  readonly accessLogBucket: AccessLogBucket;
  readonly transcriptBucket: LogBucket;
  readonly trailBucket: LogBucket;
}

/** Creates the buckets of one account straight in `scope`. */
export function createBuckets(scope: Construct, props: BucketsProps): Buckets {
  const { encryption, bucketRetention: retention, objectLock, removal, placement } = props;
  const accessLogBucket = new AccessLogBucket(scope, "AccessLogBucket", {
    name: bucketName(props, "access-logs"),
    retention,
    removal,
    ...placement,
  });
  const logBucket = (id: string, content: string) =>
    new LogBucket(scope, id, {
      name: bucketName(props, content),
      encryption,
      retention,
      objectLock,
      accessLogs: accessLogBucket,
      removal,
      ...placement,
    });
  return {
    accessLogBucket,
    transcriptBucket: logBucket("TranscriptBucket", "transcripts"),
    trailBucket: logBucket("TrailBucket", "trail"),
  };
}

/** Unique in the whole partition through account and Region. */
function bucketName({ name, aws }: BucketsProps, content: string): string {
  return `${name}-${content}-${aws.account}-${aws.region}`;
}
