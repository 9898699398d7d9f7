import type { Construct } from "constructs";
import { AuditTrail, type IAuditTrail } from "../../audit-trail";
import type { Placement } from "../../core/internal";
import type { IEncryptionKey } from "../../encryption-key";
import type { ILogBucket } from "../../log-bucket";
import { type ILogGroup, LogGroup } from "../../log-group";
import type { ExistingAuditPieces } from "./audit-pieces";
import type { SessionAuditProps } from "./session-audit-props";

interface TrailProps
  extends Pick<
    SessionAuditProps,
    "name" | "retentionDays" | "trailRetentionDays" | "logDeletionProtection" | "recordTranscriptAccess" | "removal"
  > {
  /** Undefined if the trail exists. */
  readonly bucket: ILogBucket | undefined;
  readonly transcriptBucket: ILogBucket;
  readonly encryptionKey: IEncryptionKey;
  readonly existing: ExistingAuditPieces;
  readonly placement: Placement;
}

export interface Trail {
  /** Undefined if a trail exists whose group is unknown. */
  readonly trailLogGroup: ILogGroup | undefined;
  readonly trail: IAuditTrail;
}

/** Creates the trail of one account and its log group directly in `scope`. */
export function createTrail(scope: Construct, props: TrailProps): Trail {
  const { name, bucket, encryptionKey, retentionDays, trailRetentionDays, removal, placement, existing } = props;
  if (existing.trail) return { trailLogGroup: existing.trailLogGroup, trail: existing.trail };
  const trailLogGroup =
    existing.trailLogGroup ??
    new LogGroup(scope, "TrailLogGroup", {
      name: `/${name}/trail`,
      encryptionKey,
      retentionDays: trailRetentionDays ?? retentionDays,
      deletionProtection: props.logDeletionProtection,
      removal,
      ...placement,
    });
  const trail = new AuditTrail(scope, "Trail", {
    name,
    bucket: bucket!,
    encryptionKey,
    logGroup: trailLogGroup,
    objectEventsOf: props.recordTranscriptAccess ? [props.transcriptBucket] : [],
    removal,
    ...placement,
  });
  return { trailLogGroup, trail };
}
