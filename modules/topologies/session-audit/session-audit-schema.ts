import { filterViolations, subscriberList } from "../../alert-topic/alert-topic-schema";
import {
  baseName,
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
import { accessRules, evidencePreferences, sessionPreferences } from "../parts/internal";
import type { EndpointPreferences } from "./endpoints";
import type { SessionAuditProps } from "./session-audit";

export const sessionAuditSchema = Schema.for<SessionAuditProps>({
  ...moduleRules,
  ...removalRules,
  ...accessRules,
  name: baseName,
  regions: optional(regions),
  alerts: optional(subscriberList),
  session: optional(sessionPreferences),
  retentionDays: optional(logRetention),
  trailRetentionDays: optional(logRetention),
  bucketRetention: optional(bucketRetention),
  objectLock: optional(objectLock),
  keyAdministrators: optional(keyAdministrators),
  endpoints: optional(object<EndpointPreferences>(endpointRules)),
  evidence: optional(evidencePreferences),
})
  .relate(["regions"], ({ regions = [] }) => {
    const [home, ...others] = regions;
    return home === undefined ? [] : onePartition("regions", others, home);
  })
  .relate(["alerts"], ({ alerts }) => filterViolations("alerts", alerts));
