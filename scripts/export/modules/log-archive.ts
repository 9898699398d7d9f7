import { LogArchive } from "../../../modules";
import { landingZoneSchema } from "../../../modules/topologies/landing-zone/landing-zone-schema";
import { logArchiveSchema } from "../../../modules/topologies/landing-zone/log-archive-schema";
import { alertInputs } from "./alert-inputs";
import { archiveEvidence } from "./archive-evidence";
import { retentionRelation } from "./inputs";
import { centralModule } from "./landing-zone";

const schema = logArchiveSchema.rules;

/** The inputs of an archive, whoever makes the trail. */
export const archiveInputs = {
  rules: {
    bucketRetention: schema.bucketRetention,
    objectLock: schema.objectLock,
    keyAdministrators: schema.keyAdministrators,
  },
  docs: {
    "": ["LogArchiveProps", "LandingZoneProps"],
    bucketRetention: "BucketRetention",
    objectLock: "ObjectLock",
  },
  refused: [
    ["node_roles", ["arn:aws:iam::111122223333:role/web"]],
    ["bucket_retention", { archive_after_days: 0 }],
    ["bucket_retention", { archive_after_days: 90, expire_after_days: 90 }],
    ["object_lock", { mode: "governance", retention_days: 7 }],
    ["object_lock", { mode: "GOVERNANCE", retention_days: 0 }],
    ["key_administrators", ["arn:aws:sts::111122223333:assumed-role/admin/alice"]],
  ] as const,
};

export const logArchive = centralModule({
  name: "log-archive",
  summary:
    "The log archive account of an organization: a bucket for the transcripts of every workload account and one for the files of the organization trail, each with a key of its own.",
  id: "LogArchive",
  role: "log-archive",
  Construct: LogArchive,
  schema: logArchiveSchema,
  planned: ["name", "organizationId", "managementAccountId", "securityAccountId"],
  plan: { nodeRoles: landingZoneSchema.rules.nodeRoles, evidence: archiveEvidence.rules.evidence },
  inputs: { ...archiveInputs.rules, alerts: archiveEvidence.rules.alerts },
  docs: { ...archiveInputs.docs, ...archiveEvidence.docs },
  overrides: archiveEvidence.overrides,
  literals: archiveEvidence.literals,
  numbers: archiveEvidence.numbers,
  files: archiveEvidence.files,
  placeholders: archiveEvidence.placeholders,
  locals: archiveEvidence.locals,
  relations: [retentionRelation, ...archiveEvidence.relations],
  preconditions: archiveEvidence.preconditions,
  differences: [archiveEvidence.difference, alertInputs.difference],
  props: archiveEvidence.props,
  example: {
    name: "acme-audit",
    organization_id: "o-a1b2c3d4e5",
    management_account_id: "111111111111",
    security_account_id: "333333333333",
  },
  refused: [...archiveEvidence.refused, ...archiveInputs.refused],
});
