import { type AnyRule, type ObjectRule, object } from "../../../modules/core/internal";
import { knownRegions } from "../../../modules/facts";
import type { EvidencePreferences } from "../../../modules/topologies/parts";
import { evidencePreferences } from "../../../modules/topologies/parts/internal";
import type { Precondition, Relation } from "../definition";
import { told } from "../validations";
import type { Override, Placeholder } from "../variables";
import { alertInputs } from "./alert-inputs";
import { collectorFile, evidenceInputs } from "./evidence-inputs";
import { without } from "./inputs";
import { elsewhere, here, planned, workloadAccount } from "./landing-zone";

/** The ledger of an organization. A plan knows the accounts with nodes and their Regions: the module is told of them. */

const workloads = "var.evidence.workloads";
const preferences = without<EvidencePreferences>(evidencePreferences, "alarms") as ObjectRule<Record<string, unknown>>;
const rule = { ...preferences, optional: true, rules: { workloads: object({}), ...preferences.rules } } as AnyRule;

export const archiveEvidence = {
  rules: { evidence: rule, alerts: alertInputs.rules.alerts },
  docs: { evidence: "EvidencePreferences", "evidence.report": "QuestionReport" },
  overrides: {
    ...evidenceInputs.overrides,
    evidence: {
      ...evidenceInputs.overrides.evidence,
      description:
        "A ledger of all sessions beyond 30 days, with Athena tables over it and the organization trail. Set `evidence` of the modules of the other accounts, too. Default: none.",
    },
    "evidence.workloads": {
      type: "map(list(string))",
      default: undefined,
      description:
        'Regions of each account whose sessions are kept, by its 12 digits: `{ "444444444444" = ["eu-west-1"] }`.',
    },
    ...alertInputs.overrides,
    alerts: {
      description:
        "Who is notified when the ledger is not kept. Default: nobody; you can subscribe to the topic later.",
    },
  } as Record<string, Override>,
  // Keys of a map come in the order of ids, as a plan has accounts.
  literals: {
    [`${here.region},${elsewhere}`]: `join(",", distinct(concat([local.region], flatten(values(${workloads})))))`,
    [workloadAccount]: `join(",", keys(${workloads}))`,
    ...evidenceInputs.literals,
  },
  numbers: evidenceInputs.numbers,
  files: collectorFile,
  placeholders: [
    { literal: workloadAccount, list: "local.ledger_places", item: "place", whole: true },
  ] satisfies Placeholder[],
  /** Accounts with the same Regions together. */
  locals: {
    ledger_places: `[
  for regions in distinct(values(try(${workloads}, {}))) : {
    accounts = [for account, own in ${workloads} : account if own == regions]
    regions = regions
  }
]`,
  },
  relations: [
    {
      variable: "evidence",
      condition: `var.evidence == null ? true : length(${workloads}) >= 1`,
      message: told(
        "evidence.workloads",
        "of at least one account",
        `try(${workloads}, null)`,
        "name the accounts whose sessions are kept",
      ),
    },
    {
      variable: "evidence",
      condition: `alltrue([for account in keys(try(${workloads}, {})) : can(regex("^[0-9]{12}$", account))])`,
      message: told(
        "evidence.workloads",
        "Regions by the 12 digits of accounts",
        `try(keys(${workloads}), null)`,
        "quote the digits: leading zeros count",
      ),
    },
    {
      variable: "evidence",
      condition: `alltrue([for regions in values(try(${workloads}, {})) : length(regions) >= 1 && length(distinct(regions)) == length(regions) && length(setsubtract(regions, ${JSON.stringify(knownRegions)})) == 0])`,
      message: told(
        "evidence.workloads",
        "lists of AWS Regions, each named once",
        `try(values(${workloads}), null)`,
        "write each as AWS does, for example eu-west-1",
      ),
    },
  ] satisfies Relation[],
  preconditions: [
    {
      output: "topic_arn",
      condition:
        "var.evidence != null || length(var.alerts.emails) + length(var.alerts.phone_numbers) + length(var.alerts.urls) == 0",
      message: told(
        "alerts",
        "left out where there is no `evidence`: there is nothing to report",
        "var.alerts",
        "give evidence, or leave it out",
      ),
    },
  ] satisfies Precondition[],
  // The construct refuses even an empty list where there is no evidence.
  props: (given: Readonly<Record<string, unknown>>) => ({
    alerts: given.alerts === undefined ? undefined : alertInputs.props(given).alerts,
  }),
  difference: "`evidence.alarms`: calls are counted beside the trail, and the hub reports them.",
  refused: [
    ["evidence", { workloads: {} }],
    ["evidence", { workloads: { "4444": ["eu-west-1"] } }],
    ["evidence", { workloads: { "444444444444": ["Ireland"] } }],
    ["evidence", { workloads: { "444444444444": ["eu-west-1", "eu-west-1"] } }],
    ["evidence", { workloads: { "444444444444": ["eu-west-1"] }, years: 101 }],
    ...alertInputs.refused.filter(([variable]) => variable === "alerts"),
  ] as readonly (readonly [string, unknown])[],
};

/** For an account whose sessions the archive reads. */
export function ledgerReaderInputs() {
  const { rule, literal } = planned.organizationId;
  return {
    rule: { ...object<{ organizationId: string }>({ organizationId: rule }), optional: true } as AnyRule,
    overrides: {
      evidence: {
        ...evidenceInputs.overrides.evidence,
        description:
          "That `log-archive` keeps a ledger of sessions: a role then lets it read those of this account. Default: there is none.",
      },
      "evidence.organizationId": {
        description: "Id of the AWS organization: `o-` and 10 to 32 characters.",
        features: [],
      },
    } as Record<string, Override>,
    literals: { [literal]: "var.evidence.organization_id" },
  };
}
