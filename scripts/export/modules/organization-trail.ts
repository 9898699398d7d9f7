import { OrganizationTrail } from "../../../modules";
import { organizationTrailSchema } from "../../../modules/topologies/landing-zone/organization-trail-schema";
import { ledgerFlag } from "./evidence-inputs";
import { deletionProtectionReason } from "./inputs";
import { centralModule } from "./landing-zone";

const schema = organizationTrailSchema.rules;

const ledger = ledgerFlag(
  "Whether `log-archive` keeps a ledger of sessions: there is then a dashboard beside the trail. Default: no dashboard.",
);

export const organizationTrail = centralModule({
  name: "organization-trail",
  summary:
    "The management account of an organization: a trail that records every account and delivers to the log archive. Apply it after `log-archive`.",
  id: "OrganizationTrail",
  role: "management",
  Construct: OrganizationTrail,
  schema: organizationTrailSchema,
  planned: ["name", "organizationId", "logArchiveAccountId", "securityAccountId"],
  plan: { evidence: ledger.rule },
  inputs: {
    retentionDays: schema.retentionDays,
    recordTranscriptAccess: schema.recordTranscriptAccess,
    keyAdministrators: schema.keyAdministrators,
  },
  docs: { "": ["OrganizationTrailProps", "LandingZoneProps"] },
  overrides: { evidence: ledger.override },
  omitted: { logDeletionProtection: deletionProtectionReason },
  example: {
    name: "acme-audit",
    organization_id: "o-a1b2c3d4e5",
    log_archive_account_id: "222222222222",
    security_account_id: "333333333333",
  },
  refused: [
    ["retention_days", 366],
    ["key_administrators", ["arn:aws:sts::111122223333:assumed-role/admin/alice"]],
  ],
});
