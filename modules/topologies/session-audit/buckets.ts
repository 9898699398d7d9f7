import type { Construct } from "constructs";
import type { AwsContext, Placement } from "../../core/internal";
import type { IEncryptionKey } from "../../encryption-key";
import { AccessLogBucket, type ILogBucket, LogBucket } from "../../log-bucket";
import type { ExistingAuditPieces } from "./audit-pieces";
import type { SessionAuditProps } from "./session-audit-props";

interface BucketsProps extends Pick<SessionAuditProps, "name" | "bucketRetention" | "objectLock" | "removal"> {
  readonly encryption: IEncryptionKey;
  readonly existing: ExistingAuditPieces;
  readonly aws: AwsContext;
  readonly placement: Placement;
}

export interface Buckets {
  /** Undefined if no other bucket is created. */
  readonly accessLogBucket: AccessLogBucket | undefined;
  readonly transcriptBucket: ILogBucket;
  /** Undefined if a trail exists whose bucket is unknown. */
  readonly trailBucket: ILogBucket | undefined;
}

/** Creates the buckets of one account directly in `scope`. */
export function createBuckets(scope: Construct, props: BucketsProps): Buckets {
  const { encryption, bucketRetention: retention, objectLock, removal, placement, existing } = props;
  const { document, transcriptBucket = document?.bucket, trail, trailBucket } = existing;
  const makesTrailBucket = !trail && !trailBucket;
  const accessLogBucket =
    transcriptBucket && !makesTrailBucket
      ? undefined
      : new AccessLogBucket(scope, "AccessLogBucket", {
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
    transcriptBucket: transcriptBucket ?? logBucket("TranscriptBucket", "transcripts"),
    trailBucket: makesTrailBucket ? logBucket("TrailBucket", "trail") : trailBucket,
  };
}

/** Account and Region make it unique in the whole partition. */
function bucketName({ name, aws }: BucketsProps, content: string): string {
  return `${name}-${content}-${aws.account}-${aws.region}`;
}
