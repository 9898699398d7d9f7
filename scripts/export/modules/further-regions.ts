import { type ITerraformDependable, TerraformOutput, type TerraformStack } from "cdktf";
import { LogArchive, WorkloadAccount, type WorkloadAccountProps } from "../../../modules";
import { logArchiveSchema } from "../../../modules/topologies/landing-zone/log-archive-schema";
import { workloadAccountSchema } from "../../../modules/topologies/landing-zone/workload-account-schema";
import type { SessionPreferences, WatchPreferences } from "../../../modules/topologies/parts";
import type { ModuleDefinition, Precondition } from "../definition";
import { told } from "../validations";
import { fixedSpread, sessionDifferences, sessionInputs, watchOverrides, without } from "./inputs";
import { here, planInputs, planOf } from "./landing-zone";

/** What constructs of accounts make in a Region that is not the home Region, as modules of their own. */

const central = planInputs("forwardingRoleArn", "name", "securityAccountId", "homeRegion");
const workload = planInputs("forwardingRoleArn", "name", "logArchiveAccountId", "securityAccountId", "homeRegion");

const notHome = (output: string): Precondition => ({
  output,
  condition: "local.region != var.home_region",
  message: told(
    "home_region",
    "another Region than that of the provider",
    "var.home_region",
    "use the module of the account there",
  ),
});

const isInRegion = (path: string) => path.includes(`/${here.region}/`) || /^[^/]+\/[a-z_]+$/.test(path);

export const centralRegion: ModuleDefinition = {
  name: "central-region",
  summary:
    "What the management, log archive and security accounts of an organization have in each Region other than the home Region: rules that send sessions and changes of their pieces to the hub.",
  id: "LogArchive",
  rules: { ...central.rules, watches: without<WatchPreferences>(logArchiveSchema.rules.watches, "silence", "spread") },
  docs: { "": ["LogArchiveProps", "LandingZoneProps"], watches: "WatchPreferences" },
  overrides: { ...central.overrides, ...watchOverrides },
  base: { watches: fixedSpread.watches },
  literals: central.literals,
  part: isInRegion,
  preconditions: [notHome("forwarding_rule_name")],
  props: ["plan", "watches"],
  omitted: { plan: undefined },
  create(stack, { watches, ...planned }) {
    const plan = planOf("log-archive", planned, [here.region]);
    const { account } = new LogArchive(stack, "LogArchive", { plan, watches: watches as WatchPreferences });
    output(
      stack,
      "forwarding_rule_name",
      account.forwarding[here.region]!.sessions.ruleName,
      "The rule that sends sessions to the hub",
    );
  },
  example: {
    name: "acme-audit",
    forwarding_role_arn: "arn:aws:iam::222222222222:role/acme-audit-event-forwarding",
    security_account_id: "333333333333",
    home_region: "eu-central-1",
  },
  refused: central.refused,
};

const schema = workloadAccountSchema.rules;

export const workloadRegion: ModuleDefinition = {
  name: "workload-region",
  summary:
    "A Region of a workload account other than the home Region: its session document, log group and keys, and the rules that send session events and threats to the hub.",
  id: "WorkloadAccount",
  rules: {
    ...workload.rules,
    session: without<SessionPreferences>(schema.session, "adopt", "justInTimeAccess"),
    retentionDays: schema.retentionDays,
    keyAdministrators: schema.keyAdministrators,
    watches: without<WatchPreferences>(schema.watches, "spread"),
  },
  docs: { "": ["WorkloadAccountProps", "LandingZoneProps"], watches: "WatchPreferences", ...sessionInputs.docs },
  overrides: { ...workload.overrides, ...watchOverrides, ...sessionInputs.overrides },
  base: { watches: fixedSpread.watches },
  literals: workload.literals,
  part: isInRegion,
  preconditions: [notHome("session_key_arn")],
  props: ["plan", "account", "session", "retentionDays", "keyAdministrators", "watches"],
  omitted: { plan: undefined, account: undefined },
  differences: sessionDifferences,
  create(stack, { session, retentionDays, keyAdministrators, watches, ...planned }) {
    const plan = planOf("workload", planned, [here.region]);
    const props = { session, retentionDays, keyAdministrators, watches } as Partial<WorkloadAccountProps>;
    const made = new WorkloadAccount(stack, "WorkloadAccount", { ...props, plan, account: plan.workloads[0]! });
    const { document, sessionKey, logGroup } = made.regions[here.region]!;
    // Whoever gives the key to the policies of operators waits for the document: sessions are logged from the first on.
    output(
      stack,
      "session_key_arn",
      sessionKey.keyArn,
      "An item of further_session_key_arns of workload-account",
      document,
    );
    output(stack, "document_name", document.documentName, "Start sessions with it");
    output(stack, "session_log_group_name", logGroup.logGroupName, "Session output as it is printed");
  },
  example: {
    name: "acme-audit",
    forwarding_role_arn: "arn:aws:iam::444444444444:role/acme-audit-event-forwarding",
    log_archive_account_id: "222222222222",
    security_account_id: "333333333333",
    home_region: "eu-central-1",
  },
  refused: [
    ...workload.refused,
    ["session", { idle_timeout_minutes: 61 }],
    ["retention_days", 366],
    ["key_administrators", ["arn:aws:sts::111122223333:assumed-role/admin/alice"]],
  ],
};

function output(
  stack: TerraformStack,
  name: string,
  value: string,
  description: string,
  after?: { readonly ready: readonly ITerraformDependable[] },
): void {
  new TerraformOutput(stack, name, { value, description, dependsOn: after && [...after.ready] });
}
