import { Construct } from "constructs";
import type { Placement } from "../../core/internal";
import { SessionDashboard } from "../../session-dashboard";
import type { Evidence } from "../parts";
import { createEvidence } from "../parts/internal";
import type { SessionAudit } from "./session-audit";
import type { SessionAuditProps } from "./session-audit-props";

/** The ledger of an account's own sessions, what is needed to ask it, and what people on duty look at. */
export interface OwnEvidence extends Evidence {
  readonly dashboard: SessionDashboard;
}

export function createOwnEvidence(audit: SessionAudit, props: SessionAuditProps, placement: Placement): OwnEvidence {
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
    trail: { bucket: audit.trailBucket, accounts, regions },
    places: [{ accounts, regions }],
    topic: audit.topic,
    retentionDays,
    removal,
    placement,
  });
  const dashboard = new SessionDashboard(scope, "Dashboard", {
    name: `${name}-sessions`,
    trailLogGroup: audit.trailLogGroup,
    sessionLogGroup: audit.sessionLogGroup,
    topic: audit.topic,
    alarms: preferences.alarms,
    ...placement,
  });
  return { ...evidence, dashboard };
}
