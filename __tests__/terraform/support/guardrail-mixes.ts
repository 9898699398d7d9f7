import type { TerraformStack } from "cdktf";
import { type AuditChain, Guardrail, type GuardrailForm, type GuardrailProps, waysRound } from "../../../modules";
import { snake } from "../../../modules/core/internal";
import type { Mix, MixedModule } from "./mixes";

/** Guardrails over ARNs: links of a construct are objects, those of the module are lists of ARNs where one is enough. */

const arn = (service: string, resource: string) => `arn:aws:${service}:*:111122223333:${resource}`;
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

const lists = {
  documents: [arn("ssm", "document/acme"), arn("ssm", "document/acme-batch")],
  settings: [arn("ssm", "servicesetting/ssm/documents/console/public-sharing-permission")],
  trails: [arn("cloudtrail", "trail/acme")],
  buckets: ["arn:aws:s3:::acme-trail", "arn:aws:s3:::acme-transcripts"],
  keys: [arn("kms", "key/00000000-0000-0000-0000-000000000000")],
  key_aliases: [arn("kms", "alias/acme-sessions"), arn("kms", "alias/acme-trail")],
  recording_key_aliases: [arn("kms", "alias/acme-recordings")],
  log_groups: [arn("logs", "log-group:/acme/*")],
  topics: [arn("sns", "acme-*")],
  alarms: [arn("cloudwatch", "alarm:acme-*")],
  buses: [arn("events", "event-bus/default")],
  roles: [role("acme-forwarding")],
} as const;

const events = [
  { rule_arn: arn("events", "rule/acme-session-*"), dead_letter_queue_arn: arn("sqs", "acme-session-*") },
  { rule_arn: arn("events", "rule/acme-integrity-*"), dead_letter_queue_arn: arn("sqs", "acme-integrity-*") },
];
const ledgers = [
  {
    function_arn: arn("lambda", "function:acme-ledger"),
    schedule_arn: arn("scheduler", "schedule/default/acme-ledger"),
    dead_letter_queue_arn: arn("sqs", "acme-ledger-*"),
  },
];
const tables = [
  {
    workgroup_arn: arn("athena", "workgroup/acme"),
    table_arns: [arn("glue", "database/acme"), arn("glue", "table/acme/*")],
    schedule_arn: arn("scheduler", "schedule/default/acme-report"),
  },
];
const nodes = { role_arns: [role("acme-nodes")], instance_profile_arns: [arn("iam", "instance-profile/acme-nodes")] };
const policies = [
  { policy_arn: "arn:aws:iam::111122223333:policy/acme-nodes" },
  { policy_arn: "arn:aws:iam::111122223333:policy/acme-operators", role_arn: role("acme-operators") },
];

const everything = { ...lists, events, ledgers, tables, nodes, policies, organization: true };

/** The chain as a construct takes it. */
function chainOf(given: Partial<typeof everything>): AuditChain {
  return {
    documents: given.documents?.map((documentArn) => ({ documentArn })),
    settings: given.settings?.map((settingArn) => ({ settingArn })),
    trails: given.trails?.map((trailArn) => ({ trailArn })),
    buckets: given.buckets?.map((bucketArn) => ({ bucketArn })),
    keys: given.keys?.map((keyArn) => ({ keyArn })),
    keyAliases: given.key_aliases,
    recordingKeyAliases: given.recording_key_aliases,
    logGroups: given.log_groups?.map((logGroupArn) => ({ logGroupArn })),
    events: given.events?.map((one) => ({ ruleArn: one.rule_arn, deadLetterQueueArn: one.dead_letter_queue_arn })),
    topics: given.topics?.map((topicArn) => ({ topicArn })),
    alarms: given.alarms && [{ alarmArns: given.alarms }],
    ledgers: given.ledgers?.map((one) => ({
      functionArn: one.function_arn,
      scheduleArn: one.schedule_arn,
      deadLetterQueueArn: one.dead_letter_queue_arn,
    })),
    tables: given.tables?.map((one) => ({
      workgroupArn: one.workgroup_arn,
      tableArns: one.table_arns,
      scheduleArn: one.schedule_arn,
    })),
    buses: given.buses?.map((busArn) => ({ busArn })),
    roles: given.roles?.map((roleArn) => ({ roleArn })),
    nodes: given.nodes && [{ roleArns: given.nodes.role_arns, instanceProfileArns: given.nodes.instance_profile_arns }],
    policies: given.policies?.map((one) => ({ policyArn: one.policy_arn, roleArn: one.role_arn })),
    organization: given.organization,
  };
}

type Way = keyof typeof waysRound;

function mix(
  name: string,
  protects: Partial<typeof everything>,
  { closes = [], ...props }: Omit<Partial<GuardrailProps>, "closes" | "protects"> & { closes?: readonly Way[] } = {},
): Mix {
  const { kind, administrators, remoteDesktop, attachTo } = props;
  return {
    name,
    construct: (stack: TerraformStack) => {
      new Guardrail(stack, "Guardrail", {
        name: "acme-guardrail",
        protects: chainOf(protects),
        closes: closes.map((way) => waysRound[way]),
        spread: "fixed",
        ...props,
      } as GuardrailProps & GuardrailForm);
    },
    variables: {
      name: "acme-guardrail",
      protects,
      closes: closes.map(snake),
      ...(kind && { kind }),
      ...(administrators && { administrators }),
      ...(remoteDesktop && { remote_desktop: remoteDesktop }),
      ...(attachTo && { attach_to: attachTo }),
    },
  };
}

const administrators = [role("terraform"), role("break-glass/*")];
const { documents, buckets, keys, key_aliases } = lists;
const withoutRemoteDesktop = (Object.keys(waysRound) as Way[]).filter((way) => way !== "guiConnect");

export const guardrailModule: MixedModule = {
  module: "guardrail",
  region: "eu-west-1",
  prefix: "guardrail",
  keyless: true,
  mixes: [
    mix("one_link", { documents }),
    mix("everything", everything, { administrators, attachTo: ["developers", "Platform.Team"] }),
    mix("ways_round", { documents, buckets }, { closes: withoutRemoteDesktop, remoteDesktop: true }),
    mix(
      "boundary",
      { documents, buckets, key_aliases, nodes, policies },
      { kind: "permissions-boundary", administrators, closes: ["otherDocuments", "guiConnect"] },
    ),
    mix("boundary_for_all", { keys }, { kind: "permissions-boundary" }),
    mix("principals", everything, {
      kind: "service-control-policy",
      administrators,
      closes: ["otherDocuments", "runCommand", "guiConnect"],
      attachTo: ["r-a1b2", "ou-a1b2-c3d4e5f6"],
    }),
    mix("resources", everything, {
      kind: "resource-control-policy",
      administrators,
      attachTo: ["222222222222"],
    }),
    mix("resources_one_link", { keys }, { kind: "resource-control-policy", administrators }),
  ],
};
