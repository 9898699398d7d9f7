/** What to attach, where data lies and how to go on, as `terraform output` tells it. */
import { App } from "cdktf";
import { landingZone } from "../../examples/landing-zone";
import { SessionAudit } from "../../modules";
import type { LandingZoneProps } from "../../modules/topologies/landing-zone";
import { accounts, existingBucket, landingZonePlan, SHOP } from "../support/landing-zone";
import { type Block, type Synthesized, synthIn, synthStacks } from "../support/synth";

function stacksOf(change: Partial<LandingZoneProps> = {}): ReadonlyMap<string, Synthesized> {
  const app = new App();
  landingZone(app, landingZonePlan(change));
  return synthStacks(app);
}

const single = synthIn("eu-west-1", (scope) => {
  new SessionAudit(scope, "SessionAudit", { name: "acme", evidence: {} });
});
const organization = stacksOf({ evidence: {} });

const blocks = (stack: Synthesized, type: string): Block[] => Object.values(stack.all(type));
const texts = (stack: Synthesized): string[] => Object.values<Block>(stack.json.output).flatMap(({ value }) => value);
const steps = (stack: Synthesized): string[][] =>
  Object.entries<Block>(stack.json.output)
    .filter(([id]) => id.endsWith("_next_steps"))
    .map(([, { value }]) => value);

describe.each([["single-account", single] as const, ...organization])("%s names", (_, stack) => {
  const told = texts(stack);

  test("every policy that is attached to nobody", () => {
    const attached = JSON.stringify(blocks(stack, "aws_iam_role_policy_attachment"));
    const loose = Object.entries<Block>(stack.all("aws_iam_policy"))
      .filter(([id]) => !attached.includes(`aws_iam_policy.${id}.`))
      .map(([, { name }]) => name);
    expect(loose.filter((name) => !told.some((text) => text.endsWith(`:policy/${name}`)))).toEqual([]);
    const ofOrganization = Object.keys(stack.all("aws_organizations_policy"));
    expect(ofOrganization.filter((id) => !told.includes(`\${aws_organizations_policy.${id}.id}`))).toEqual([]);
    expect(loose.length + ofOrganization.length).toBeGreaterThan(0);
  });

  test("every bucket, log group and topic that it makes, but what serves the ledger alone", () => {
    const places = [
      ...blocks(stack, "aws_s3_bucket").map(({ bucket }) => bucket),
      ...blocks(stack, "aws_cloudwatch_log_group").map(({ name }) => name),
      ...blocks(stack, "aws_sns_topic").map(({ name }) => name),
    ].filter((name) => !/answers|session-ledger/.test(name));
    expect(places.filter((name) => !told.some((text) => text.endsWith(name)))).toEqual([]);
  });

  test("the steps that are left", () => {
    for (const list of steps(stack)) expect(list.length).toBeGreaterThan(3);
    expect(steps(stack).length).toBeGreaterThan(0);
  });
});

test("tells the same order in every stack of an organization, which has as many steps with many accounts as with few", () => {
  const lists = [...organization.values()].flatMap(steps).map((list) => list.join("\n"));
  expect(new Set(lists).size).toBe(1);
  const more = stacksOf({
    evidence: {},
    accounts: [...accounts, { id: "666666666666", name: "search", role: "workload" }],
  });
  expect(steps(more.get("landing-zone-log-archive")!)[0]!.join("\n")).toBe(lists[0]);
});

test("begins with the owners of existing pieces, in an organization that has some", () => {
  const [first] = steps(stacksOf({ existing: existingBucket }).get("landing-zone-log-archive")!);
  expect(first![0]).toMatch(/owners of existing pieces/);
  expect(steps(organization.get("landing-zone-log-archive")!)[0]![0]).toMatch(/^Apply LogArchive/);
});

test("says for each Region of a workload where its transcripts and its output lie", () => {
  const { output } = organization.get("landing-zone-workload-shop")!.json;
  expect(output.workload_account_transcript_locations.value).toEqual(
    ["eu-west-1", "us-east-1"].map(
      (region) => `s3://acme-audit-transcripts-222222222222-eu-west-1/sessions/${SHOP}/${region}/`,
    ),
  );
  expect(output.workload_account_session_log_group_arns.value).toEqual(
    ["eu-west-1", "us-east-1"].map((region) => `arn:aws:logs:${region}:${SHOP}:log-group:/acme-audit/sessions`),
  );
});
