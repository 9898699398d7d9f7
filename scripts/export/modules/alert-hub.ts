import { AlertHub } from "../../../modules";
import { alertHubSchema } from "../../../modules/topologies/landing-zone/alert-hub-schema";
import { alertInputs } from "./alert-inputs";
import { ledgerFlag } from "./evidence-inputs";
import { centralModule } from "./landing-zone";

const ledger = ledgerFlag(
  "Whether `log-archive` keeps a ledger of sessions: whoever changes it is then reported, too. Default: there is none.",
);

export const alertHub = centralModule({
  name: "alert-hub",
  summary:
    "The security account of an organization: the bus for the events of every account, its rules, which notify people of sessions and of threats to the audit, and alarms on failed notifications.",
  id: "AlertHub",
  role: "security",
  Construct: AlertHub,
  schema: alertHubSchema,
  planned: ["name", "organizationId"],
  plan: { evidence: ledger.rule },
  inputs: { ...alertInputs.rules, keyAdministrators: alertHubSchema.rules.keyAdministrators },
  docs: { "": ["AlertHubProps", "LandingZoneProps"] },
  overrides: { ...alertInputs.overrides, evidence: ledger.override },
  differences: [alertInputs.difference],
  props: alertInputs.props,
  example: {
    name: "acme-audit",
    organization_id: "o-a1b2c3d4e5",
    alerts: { emails: ["security@example.com"] },
  },
  refused: [...alertInputs.refused, ["key_administrators", ["arn:aws:sts::111122223333:assumed-role/admin/alice"]]],
});
