/** The guardrail of a topology keeps what the topology makes: none of it is left out, and none is of another name. */
import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { checked } from "../../modules/core";
import { type CentralRole, centralRoles } from "../../modules/facts";
import {
  AlertHub,
  type LandingZone,
  LogArchive,
  OrganizationGuardrail,
  OrganizationTrail,
  WorkloadAccount,
} from "../../modules/topologies/landing-zone";
import { SessionAudit } from "../../modules/topologies/session-audit";
import { accountStack, landingZonePlan } from "../support/landing-zone";
import { ACCOUNT, type Block, type Statement, type Synthesized, synthIn, synthStack } from "../support/synth";

const furtherRegions = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-south-1", "ap-northeast-1", "ap-northeast-2"],
  ...["ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1"],
  ...["eu-west-2", "eu-west-3", "sa-east-1"],
];

const plan = landingZonePlan();
const account = plan.workload("shop");
const audit = (regions: readonly string[]) =>
  synthIn(
    "eu-west-1",
    (scope) => void new SessionAudit(scope, "SessionAudit", { name: "acme", regions: checked.atLeastOne(regions) }),
  );
const withEvidence = synthIn(
  "eu-west-1",
  (scope) =>
    void new SessionAudit(scope, "SessionAudit", {
      name: "acme",
      evidence: { report: { queries: ["missing-recordings"], everyDays: 1 } },
    }),
);
const plannedEvidence = landingZonePlan({ evidence: { report: { queries: ["unread-places"], everyDays: 1 } } });

/** What makes the stack of each account that exists once. A new role does not compile without its own. */
const central: Readonly<Record<CentralRole, (scope: TerraformStack, plan: LandingZone) => Construct>> = {
  "log-archive": (scope, plan) => new LogArchive(scope, "Archive", { plan }),
  management: (scope, plan) => new OrganizationTrail(scope, "Trail", { plan }),
  security: (scope, plan) => new AlertHub(scope, "Hub", { plan }),
};
const centralStack = (role: CentralRole, plan: LandingZone) =>
  synthStack(accountStack((scope) => central[role](scope, plan)));

const alone = synthIn("eu-west-1", (scope) => void new SessionAudit(scope, "SessionAudit", { name: "acme" }));

/** A stack, and the account of what it makes. */
type Topology = readonly [string, Synthesized, account: string];

const inOneAccount: readonly Topology[] = [
  ["one account, the Region of the provider", alone, ACCOUNT],
  ["one account with evidence", withEvidence, ACCOUNT],
  ["one account in one Region", audit(["eu-west-1"]), ACCOUNT],
  ["one account in two Regions", audit(["eu-west-1", "us-east-1"]), ACCOUNT],
];

const ofOrganization: readonly Topology[] = [
  [
    "a workload account",
    synthStack(accountStack((scope) => new WorkloadAccount(scope, "WorkloadAccount", { plan, account }))),
    account.id,
  ],
  ...centralRoles.flatMap((role): Topology[] => [
    [`the ${role} account`, centralStack(role, plan), plan.central(role).id],
    [`the ${role} account with evidence`, centralStack(role, plannedEvidence), plan.central(role).id],
  ]),
];

/** The ARNs that AWS will give to what must be kept, by type. */
const arnsOf: Readonly<Record<string, (block: Block, at: string, account: string) => string>> = {
  aws_cloudwatch_event_rule: ({ name, event_bus_name }, at) =>
    `arn:aws:events:${at}:rule/${event_bus_name ? "acme-audit/" : ""}${name}`,
  aws_cloudwatch_metric_alarm: ({ alarm_name }, at) => `arn:aws:cloudwatch:${at}:alarm:${alarm_name}`,
  aws_sqs_queue: ({ name }, at) => `arn:aws:sqs:${at}:${name}`,
  aws_sns_topic: ({ name }, at) => `arn:aws:sns:${at}:${name}`,
  aws_cloudwatch_event_bus: ({ name }, at) => `arn:aws:events:${at}:event-bus/${name}`,
  aws_cloudwatch_log_group: ({ name }, at) => `arn:aws:logs:${at}:log-group:${name}`,
  aws_kms_alias: ({ name }, at) => `arn:aws:kms:${at}:${name}`,
  aws_ssm_document: ({ name }, at) => `arn:aws:ssm:${at}:document/${name}`,
  aws_lambda_function: ({ function_name }, at) => `arn:aws:lambda:${at}:function:${function_name}`,
  aws_scheduler_schedule: ({ name }, at) => `arn:aws:scheduler:${at}:schedule/default/${name}`,
  aws_athena_workgroup: ({ name }, at) => `arn:aws:athena:${at}:workgroup/${name}`,
  aws_glue_catalog_database: ({ name }, at) => `arn:aws:glue:${at}:database/${name}`,
  aws_s3_bucket: ({ bucket }) => `arn:aws:s3:::${bucket}`,
  aws_cloudtrail: ({ name }, at) => `arn:aws:cloudtrail:${at}:trail/${name}`,
  aws_iam_role: ({ name }, _, id) => `arn:aws:iam::${id}:role/${name}`,
  aws_iam_instance_profile: ({ name }, _, id) => `arn:aws:iam::${id}:instance-profile/${name}`,
  aws_iam_policy: ({ name }, _, id) => `arn:aws:iam::${id}:policy/${name}`,
};

const isLike = (pattern: string, arn: string) =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(arn);

/** Auditors themselves write answers, which are copies. */
const isAnswers = (arn: string) => /^arn:aws:s3:::[\w-]+-answers-/.test(arn);

const madeBy = (stack: Synthesized, id: string) =>
  Object.entries(arnsOf)
    .flatMap(([type, arnOf]) =>
      Object.values<Block>(stack.all(type)).map((block) => arnOf(block, `${block.region ?? "eu-west-1"}:${id}`, id)),
    )
    .filter((arn) => !isAnswers(arn));

function denied(stack: Synthesized): string[] {
  const policies = Object.entries(stack.all("aws_iam_policy")).filter(([id]) => /guardrail(_part\d)?$/.test(id));
  const statements: Statement[] = policies.flatMap(([, { policy }]) => JSON.parse(policy).Statement);
  return statements.flatMap(({ Resource }) => Resource ?? []).filter((arn) => arn !== "*");
}

test.each([...inOneAccount, ...ofOrganization])("everything that stands for the audit in %s", (_, stack, id) => {
  const kept = denied(stack);
  const made = madeBy(stack, id);
  expect(made.length).toBeGreaterThan(10);
  expect(made.filter((arn) => !kept.some((pattern) => isLike(pattern, arn)))).toEqual([]);
});

test("the policy of the organization keeps everything of every account", () => {
  const administrators = ["arn:aws:iam::*:role/TerraformDeployment"];
  const guardrail = synthStack(
    accountStack((scope) => new OrganizationGuardrail(scope, "Guardrail", { plan: plannedEvidence, administrators })),
  );
  const { Statement } = JSON.parse(guardrail.only("aws_organizations_policy", "service_control").content);
  const kept = (Statement as Statement[]).flatMap(({ Resource }) => Resource ?? []).filter((arn) => arn !== "*");
  const made = ofOrganization.flatMap(([, stack, id]) => madeBy(stack, id));
  expect(made.filter((arn) => !kept.some((pattern) => isLike(pattern, arn)))).toEqual([]);
});

test("the chain of seventeen Regions fits into policies, with an administrator to spare and under the longest name", () => {
  const regions = ["eu-west-1", ...furtherRegions];
  const administrators = [`arn:aws:iam::${ACCOUNT}:role/TerraformDeployment`];
  const props = { name: "a".repeat(22), regions: checked.atLeastOne(regions), guardrail: { administrators } };
  expect(regions).toHaveLength(17);
  expect(() => synthIn("eu-west-1", (scope) => void new SessionAudit(scope, "S", props))).not.toThrow();
});
