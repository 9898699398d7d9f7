import type { Construct } from "constructs";
import { AuditTrail } from "../../audit-trail";
import type { Placement } from "../../core/internal";
import type { EncryptionKey } from "../../encryption-key";
import type { ILogBucket } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import type { SessionAuditProps } from "./session-audit-props";

interface TrailProps
  extends Pick<
    SessionAuditProps,
    "name" | "retentionDays" | "trailRetentionDays" | "logDeletionProtection" | "recordTranscriptAccess" | "removal"
  > {
  readonly bucket: ILogBucket;
  readonly transcriptBucket: ILogBucket;
  readonly encryptionKey: EncryptionKey;
  readonly placement: Placement;
}

export interface Trail {
  readonly trailLogGroup: LogGroup;
  readonly trail: AuditTrail;
}

/** Creates the trail of one account and its log group straight in `scope`. */
export function createTrail(scope: Construct, props: TrailProps): Trail {
  const { name, bucket, encryptionKey, retentionDays, trailRetentionDays, removal, placement } = props;
  const trailLogGroup = new LogGroup(scope, "TrailLogGroup", {
    name: `/${name}/trail`,
    encryptionKey,
    retentionDays: trailRetentionDays ?? retentionDays,
    deletionProtection: props.logDeletionProtection,
    removal,
    ...placement,
  });
  const trail = new AuditTrail(scope, "Trail", {
    name,
    bucket,
    encryptionKey,
    logGroup: trailLogGroup,
    objectEventsOf: props.recordTranscriptAccess ? [props.transcriptBucket] : [],
    removal,
    ...placement,
  });
  return { trailLogGroup, trail };
}
