import {
  baseName,
  flag,
  moduleRules,
  object,
  onePartition,
  optional,
  regions,
  removalRules,
  Schema,
} from "../../core/internal";
import { keyAdministrators } from "../../encryption-key/encryption-key-schema";
import { bucketRetention, objectLock } from "../../log-bucket/log-bucket-schema";
import { logRetention } from "../../log-group/log-group-schema";
import { endpointRules } from "../../session-endpoints/session-endpoints-schema";
import {
  accessRules,
  adoptedElsewhere,
  alertRules,
  alertViolations,
  evidencePreferences,
  recordRules,
  sessionPreferences,
  watchRules,
} from "../parts/internal";
import type { ExistingAuditPieces } from "./audit-pieces";
import type { EndpointPreferences } from "./endpoints";
import { existingPieces, madeElsewhere } from "./existing-schema";
import type { SessionAuditProps } from "./session-audit-props";

export const sessionAuditSchema = Schema.for<SessionAuditProps<ExistingAuditPieces>>({
  ...moduleRules,
  ...removalRules,
  ...accessRules,
  ...alertRules,
  ...recordRules,
  ...watchRules,
  name: baseName,
  regions: optional(regions),
  session: optional(sessionPreferences),
  retentionDays: optional(logRetention),
  trailRetentionDays: optional(logRetention),
  bucketRetention: optional(bucketRetention),
  objectLock: optional(objectLock),
  recordTranscriptAccess: optional(flag()),
  keyAdministrators: optional(keyAdministrators),
  endpoints: optional(object<EndpointPreferences>(endpointRules)),
  evidence: optional(evidencePreferences),
  existing: optional(existingPieces),
})
  .relate(["regions"], ({ regions = [] }) => {
    const [home, ...others] = regions;
    return home === undefined ? [] : onePartition("regions", others, home);
  })
  .relate(["session", "regions"], ({ session, regions }) => adoptedElsewhere(session, regions))
  .relate(["alerts", "refusals", "integrityAlerts"], alertViolations)
  .relate(["existing", "alerts", "session", "regions", "recordTranscriptAccess"], madeElsewhere);
