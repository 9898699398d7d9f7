import { Construct } from "constructs";
import type { Placement } from "../../core/internal";
import { SessionDashboard } from "../../session-dashboard";
import type { Evidence } from "../parts";
import { createEvidence } from "../parts/internal";
import type { ExistingAuditPieces, KnownAudit } from "./audit-pieces";
import type { SessionAuditProps } from "./session-audit-props";

/** The ledger of an account's own sessions, what is needed to query it, and the dashboard of people on duty. */
export interface OwnEvidence extends Evidence {
  /** Undefined if a trail exists whose log group is unknown, because it counts calls there. */
  readonly dashboard: SessionDashboard | undefined;
}

export function createOwnEvidence(
  audit: KnownAudit,
  props: SessionAuditProps<ExistingAuditPieces>,
  placement: Placement,
): OwnEvidence {
  const { name, evidence: preferences = {}, regions = [audit.aws.region], removal, retentionDays } = props;
  const scope = new Construct(audit, "Evidence");
  const accounts = [audit.aws.account];
  const evidence = createEvidence(scope, {
    name,
    preferences,
    aws: audit.aws,
    encryption: audit.logsKey,
    archive: audit.transcriptBucket,
    accessLogs: audit.accessLogBucket,
    trail: audit.trailBucket && { bucket: audit.trailBucket, accounts, regions },
    places: [{ accounts, regions }],
    topic: audit.integrityTopic,
    retentionDays,
    removal,
    placement,
  });
  const { trailLogGroup, sessionLogGroup, topic } = audit;
  const dashboard =
    trailLogGroup &&
    new SessionDashboard(scope, "Dashboard", {
      name: `${name}-sessions`,
      trailLogGroup,
      sessionLogGroup,
      topic,
      alarms: preferences.alarms,
      ...placement,
    });
  return { ...evidence, dashboard };
}
