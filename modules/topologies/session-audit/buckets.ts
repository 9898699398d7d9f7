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
  /** None where no other bucket is made. */
  readonly accessLogBucket: AccessLogBucket | undefined;
  readonly transcriptBucket: ILogBucket;
  /** None where a trail exists whose bucket is not known. */
  readonly trailBucket: ILogBucket | undefined;
}

/** Creates the buckets of one account straight in `scope`. */
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

/** Unique in the whole partition through account and Region. */
function bucketName({ name, aws }: BucketsProps, content: string): string {
  return `${name}-${content}-${aws.account}-${aws.region}`;
}
