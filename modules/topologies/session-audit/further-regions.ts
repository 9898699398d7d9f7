import { Construct } from "constructs";
import type { RegionalAudit } from "../parts";
import {
  auditChain,
  createRegionalAudit,
  createRegionalKeys,
  type KnownAlerting,
  type KnownRegionalAudit,
} from "../parts/internal";
import { type ExistingAuditPieces, type KnownAudit, present } from "./audit-pieces";
import type { SessionAuditProps } from "./session-audit-props";

/** What each Region after the home Region has of its own, below a scope with its name. */
export function createFurtherRegions(
  audit: KnownAudit,
  props: SessionAuditProps<ExistingAuditPieces>,
): Record<string, RegionalAudit> {
  const { name, keyAdministrators, regionalKeys, removal, session, retentionDays, provider, watches = {} } = props;
  const [, ...regions] = props.regions ?? [];
  const audits = regions.map((region): [string, RegionalAudit] => {
    const scope = new Construct(audit, region);
    const placement = { provider, region };
    const regional = createRegionalAudit(scope, {
      name,
      keys: createRegionalKeys(scope, { name, keyAdministrators, regionalKeys, session, removal, placement }),
      bucket: audit.transcriptBucket,
      session,
      retentionDays,
      logDeletionProtection: props.logDeletionProtection,
      watches,
      forwardTo: audit.forwardTo,
      removal,
      placement,
    });
    return [region, regional];
  });
  return Object.fromEntries(audits);
}

/** What the guardrail protects, created here or not. */
export function chainOf(audit: KnownAudit, name: string, home: KnownRegionalAudit, alerting: KnownAlerting) {
  const { trail, trailLogGroup, transcriptBucket, trailBucket, accessLogBucket, forwardingRole, evidence } = audit;
  const buckets = present<{ readonly bucketArn: string }>(transcriptBucket, trailBucket, accessLogBucket);
  return auditChain({
    aws: audit.aws,
    name,
    audit: home,
    everyRegion: forwardingRole !== undefined,
    forwardingRole,
    central: { alerting, trail, trailLogGroup, buckets, evidence },
  });
}
