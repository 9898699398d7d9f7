import { LogArchive } from "../../../modules";
import { landingZoneSchema } from "../../../modules/topologies/landing-zone/landing-zone-schema";
import { logArchiveSchema } from "../../../modules/topologies/landing-zone/log-archive-schema";
import { otherPieces, trailOf } from "./existing-trail";
import { retentionRelation } from "./inputs";
import { centralModule, planned } from "./landing-zone";
import { archiveInputs } from "./log-archive";

/**
 * What `LogArchive` makes where a trail exists. It is a module of its own since rules are filled with what there is to watch:
 * without the trail's bucket and key, most of it is in another rule.
 */
export const transcriptArchive = centralModule({
  name: "transcript-archive",
  summary:
    "The log archive account of an organization that has a trail, such as that of Control Tower: a bucket for the transcripts of every workload account, with a key. It takes the place of `log-archive`.",
  id: "LogArchive",
  role: "log-archive",
  Construct: LogArchive,
  schema: logArchiveSchema,
  planned: ["name", "organizationId", "securityAccountId"],
  plan: { nodeRoles: landingZoneSchema.rules.nodeRoles },
  base: { trailArn: trailOf(planned.managementAccountId.literal) },
  inputs: archiveInputs.rules,
  docs: archiveInputs.docs,
  relations: [retentionRelation],
  omitted: {
    existing: otherPieces,
    evidence: "most questions need the files of the trail, and it is unknown where those are.",
    alerts: "they tell of the ledger, which this module does not keep.",
  },
  example: {
    name: "acme-audit",
    organization_id: "o-a1b2c3d4e5",
    security_account_id: "333333333333",
  },
  refused: archiveInputs.refused,
});
