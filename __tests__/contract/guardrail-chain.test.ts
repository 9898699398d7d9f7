/** The guardrail of a topology keeps the roles and alarms that the topology makes: none is left out, and none is of another name. */
import { checked } from "../../modules/core";
import { type LandingZone, WorkloadAccount } from "../../modules/topologies/landing-zone";
import { SessionAudit } from "../../modules/topologies/session-audit";
import { accountStack, landingZonePlan } from "../support/landing-zone";
import { type Block, type Synthesized, synthIn, synthStack } from "../support/synth";

const furtherRegions = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ap-south-1", "ap-northeast-1", "ap-northeast-2"],
  ...["ap-northeast-3", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1"],
  ...["eu-west-2", "eu-west-3", "sa-east-1"],
];

const kept = (stack: Synthesized) =>
  [stack.statement("DenyIamChanges", "aws_iam_policy", "guardrail").Resource].flat() as string[];
const audit = (regions: readonly string[]) =>
  synthIn(
    "eu-west-1",
    (scope) => void new SessionAudit(scope, "SessionAudit", { name: "acme", regions: checked.atLeastOne(regions) }),
  );
const namesOf = (stack: Synthesized, type: string, attribute: string): string[] =>
  Object.values<Block>(stack.all(type)).map((block) => block[attribute]);

/** Nodes and operators have policies of their own to be kept. */
const ofServices = (stack: Synthesized) =>
  namesOf(stack, "aws_iam_role", "name").filter((name) => !name.endsWith("-nodes"));
const ending = (names: readonly string[]) => names.map((name) => expect.stringMatching(new RegExp(`:role/${name}$`)));

test.each([
  ["in one Region", ["eu-west-1"], ["acme-log-delivery"]],
  ["in two Regions", ["eu-west-1", "us-east-1"], ["acme-event-forwarding", "acme-log-delivery"]],
])("roles of the services of one account, %s", (_, regions, roles) => {
  const stack = audit(regions);
  expect(ofServices(stack).sort()).toEqual(roles);
  expect(kept(stack)).toEqual(expect.arrayContaining(ending(roles)));
});

test("the forwarding role of a workload account", () => {
  const plan: LandingZone = landingZonePlan();
  const account = plan.workload("shop");
  const stack = synthStack(accountStack((scope) => new WorkloadAccount(scope, "WorkloadAccount", { plan, account })));
  expect(kept(stack)).toEqual(expect.arrayContaining(ending(ofServices(stack))));
});

test("every alarm of one account", () => {
  const stack = audit(["eu-west-1"]);
  const { Resource } = stack.statement("DenyAlertChanges", "aws_iam_policy", "guardrail");
  const patterns = [Resource].flat().flatMap((arn) => /:alarm:(.*)\*$/.exec(arn as string)?.[1] ?? []);
  const alarms = namesOf(stack, "aws_cloudwatch_metric_alarm", "alarm_name");
  expect(alarms).toHaveLength(4);
  expect(alarms.filter((name) => !patterns.some((start) => name.startsWith(start)))).toEqual([]);
});

test("the whole chain fits one policy, with an administrator to spare and under the longest name", () => {
  const regions = ["eu-west-1", ...furtherRegions];
  const administrators = ["arn:aws:iam::111122223333:role/TerraformDeployment"];
  const props = { name: "a".repeat(22), regions: checked.atLeastOne(regions), guardrail: { administrators } };
  expect(regions).toHaveLength(17);
  expect(() => synthIn("eu-west-1", (scope) => void new SessionAudit(scope, "S", props))).not.toThrow();
});
