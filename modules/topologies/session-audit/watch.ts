import { type AuditModule, distinct, isUnknown } from "../../core/internal";
import { iamRegionOf } from "../../facts";
import type { AccessLogBucket, ILogBucket } from "../../log-bucket";
import type { AccountAccess, Evidence } from "../parts";
import {
  createIamForwarding,
  createIntegrityWatch,
  type ForwardingTarget,
  type IntegrityWatch,
  iamChain,
  type KnownAlerting,
  keysOf,
} from "../parts/internal";
import { type AuditPieces, type ExistingAuditPieces, present } from "./audit-pieces";
import type { SessionAuditProps } from "./session-audit-props";

/**
 * Where events are sent home from: the further Regions, and the Region of IAM, which sees changes of roles and
 * policies.
 */
export function otherRegions({ regions, watches = {} }: Pick<SessionAuditProps, "regions" | "watches">): string[] {
  const [home, ...further] = regions ?? [];
  const ofIam = home === undefined || watches.tampering === false ? [] : [iamRegionOf(home)];
  return distinct([...further, ...ofIam]).filter((region) => region !== home);
}

/** Creates, directly in the audit, what reports threats to it. IAM events may be visible at home. */
export function createWatch(
  audit: AuditModule &
    AuditPieces &
    AccountAccess & { readonly forwardTo: ForwardingTarget; readonly evidence: Evidence | undefined },
  props: SessionAuditProps<ExistingAuditPieces>,
  alerting: KnownAlerting,
): IntegrityWatch {
  const { name, guardrail, regions, provider, removal, watches = {} } = props;
  const { starts } = alerting;
  const home = audit.aws.region;
  const placement = { provider, region: regions?.[0] };
  const elsewhere = otherRegions(props);
  const iam = iamChain(audit, name, guardrail?.administrators);
  const iamIsHere = !isUnknown(home) && iamRegionOf(home) === home;
  if (regions && !iamIsHere && watches.tampering !== false) {
    createIamForwarding(audit, {
      name,
      forwardTo: audit.forwardTo,
      chain: iam,
      removal,
      placement: { provider, region: regions[0]! },
    });
  }
  return createIntegrityWatch(audit, {
    name,
    alerting,
    watches,
    chain: {
      trails: [audit.trail],
      buckets: present<ILogBucket | AccessLogBucket>(audit.transcriptBucket, audit.trailBucket, audit.accessLogBucket),
      keys: keysOf(audit),
      logGroups: present(audit.sessionLogGroup, audit.trailLogGroup, audit.evidence?.ledgerLogGroup),
      ledgers: present(audit.evidence?.ledger),
      buses: [{ busName: "default" }],
      ...(iamIsHere && iam),
    },
    forwarded: elsewhere.length > 0 ? { home, regions: elsewhere } : undefined,
    alarmsOn: { logGroups: starts ? [{ logGroup: audit.sessionLogGroup, starts }] : [] },
    removal,
    placement,
  });
}
