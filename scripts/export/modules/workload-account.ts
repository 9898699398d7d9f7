import { WorkloadAccount, type WorkloadAccountProps } from "../../../modules";
import { landingZoneSchema } from "../../../modules/topologies/landing-zone/landing-zone-schema";
import { workloadAccountSchema } from "../../../modules/topologies/landing-zone/workload-account-schema";
import type {
  GuardrailPreferences,
  OperatorPreferences,
  SessionPreferences,
  WatchPreferences,
} from "../../../modules/topologies/parts";
import type { ModuleDefinition } from "../definition";
import { told } from "../validations";
import { ledgerReaderInputs } from "./archive-evidence";
import { furtherKeysInput } from "./documents";
import { administratorNames, guardrailDifferences, guardrailInputs, nodeNamesRelation } from "./guardrail-inputs";
import {
  deletionProtectionReason,
  fixedSpread,
  sessionDifferences,
  sessionInputs,
  watchOverrides,
  without,
} from "./inputs";
import {
  addForwardingRole,
  elsewhere,
  here,
  isAtHome,
  nodeRolesDescription,
  omittedOfAccounts,
  planInputs,
  planOf,
} from "./landing-zone";
import { operatorDifference, operatorInputs } from "./operator-inputs";

const schema = workloadAccountSchema.rules;
const plan = planInputs("name", "logArchiveAccountId", "securityAccountId");
const operators = operatorInputs("operators.");
const guardrail = guardrailInputs(here);

const furtherKeys = "var.further_session_key_arns";
/** The session keys of further Regions, which another module makes. */
const further = furtherKeysInput(`\${aws_kms_key.workload_account_${elsewhere.replaceAll("-", "_")}_session_key.arn}`);

/** The role that lets the ledger of the archive in. */
const ledgerReader = ledgerReaderInputs();

export const workloadAccount: ModuleDefinition = {
  name: "workload-account",
  summary:
    "A workload account of an organization: the audit of its home Region, and what the account needs once: the role and rules that report to the hub, and the policies of nodes, operators and guardrail.",
  id: "WorkloadAccount",
  rules: {
    ...plan.rules,
    nodeRoles: landingZoneSchema.rules.nodeRoles,
    furtherSessionKeyArns: further.rule,
    evidence: ledgerReader.rule,
    session: without<SessionPreferences>(schema.session, "adopt", "justInTimeAccess"),
    retentionDays: schema.retentionDays,
    keyAdministrators: schema.keyAdministrators,
    watches: without<WatchPreferences>(schema.watches, "spread"),
    nodes: schema.nodes,
    operators: without<OperatorPreferences>(schema.operators, "roleFor"),
    guardrail: without<GuardrailPreferences>(schema.guardrail, "kind", "closes", "remoteDesktop", "spread"),
  },
  docs: {
    "": ["WorkloadAccountProps", "LandingZoneProps"],
    watches: "WatchPreferences",
    nodes: "NodePreferences",
    ...sessionInputs.docs,
    ...operators.docs,
    ...guardrail.docs,
  },
  overrides: {
    ...plan.overrides,
    nodeRoles: { ...nodeRolesDescription.nodeRoles, features: [], placeholders: [] },
    furtherSessionKeyArns: further.override,
    ...ledgerReader.overrides,
    ...watchOverrides,
    ...sessionInputs.overrides,
    ...operators.overrides,
    ...guardrail.overrides,
  },
  base: fixedSpread,
  literals: { ...plan.literals, ...ledgerReader.literals, ...operators.literals },
  locals: administratorNames,
  iamRegion: elsewhere,
  part: isAtHome,
  relations: [further.relation, ...operators.relations, nodeNamesRelation, ...guardrail.relations],
  preconditions: [
    {
      output: "node_policy_arn",
      condition: "length(setsubtract(var.nodes.attach_to, var.node_roles)) == 0",
      message: told(
        "nodes.attach_to",
        "roles that may write to the archive, as node_roles names them",
        "setsubtract(var.nodes.attach_to, var.node_roles)",
        "add them to node_roles here and of log-archive, and apply that first: their transcripts would be lost",
      ),
    },
    {
      output: "operator_policy_arn",
      condition: `!contains(keys(${furtherKeys}), local.region)`,
      message: told(
        "further_session_key_arns",
        "of other Regions than the home Region, which this module audits itself",
        `keys(${furtherKeys})`,
        "leave the Region of the provider out",
      ),
    },
  ],
  props: Object.keys({ ...schema, ...landingZoneSchema.rules }),
  omitted: {
    ...omittedOfAccounts,
    account: undefined,
    organizationId: undefined,
    regions: "the module audits the home Region, that of its provider. Call `workload-region` for each further one.",
    regionalKeys: "each Region has a key for session traffic and one for session output.",
    logDeletionProtection: deletionProtectionReason,
  },
  differences: [...sessionDifferences, operatorDifference, ...guardrailDifferences],
  create(stack, { furtherSessionKeyArns: furtherRegions = [], ...given }) {
    const { name, logArchiveAccountId, securityAccountId, evidence, ...own } = given;
    const props = own as Partial<WorkloadAccountProps>;
    const regions = [here.region, ...(furtherRegions as string[])] as [string, ...string[]];
    const nodeRoles = props.nodes?.attachTo;
    const made = planOf("workload", { name, logArchiveAccountId, securityAccountId, nodeRoles, evidence }, regions);
    const { forwardingRole } = new WorkloadAccount(stack, "WorkloadAccount", {
      ...props,
      plan: made,
      account: made.workloads[0]!,
    });
    addForwardingRole(stack, forwardingRole);
  },
  example: {
    name: "acme-audit",
    log_archive_account_id: "222222222222",
    security_account_id: "333333333333",
    operators: { targets: { tags: { team: ["shop"] } }, attach_to: ["shop-engineers"] },
  },
  refused: [
    ...plan.refused,
    ["node_roles", ["arn:aws:iam::111122223333:role/web"]],
    further.refused,
    ["evidence", { organization_id: "acme" }],
    ["session", { idle_timeout_minutes: 61 }],
    ["retention_days", 366],
    ["key_administrators", ["arn:aws:sts::111122223333:assumed-role/admin/alice"]],
    ["nodes", { role_for: "ecs" }],
    ["operators", { principals: "groups" }],
    ["guardrail", { administrators: ["arn:aws:iam::111122223333:role/*"] }],
    ["nodes", { attach_to: ["arn:aws:iam::111122223333:role/web"] }],
  ],
};
