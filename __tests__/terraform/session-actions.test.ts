import { SessionActions } from "../../examples/session-actions";
import { Emulator } from "../support/emulator/emulator";
import { converges } from "../support/terraform/converges";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { PlanJson } from "../support/terraform/plan-json";
import { namesOnlyKeys, unknownPolicies } from "../support/terraform/plan-policies";
import { synthesize, synthesizeHcl } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { createFunction } from "./support/create-function";

/** The provider waits for a minute until what it reads of queues and lifecycles has settled. */
const applySeconds = 240;
const otherSeconds = 90;
const clean = { errors: [], warnings: [] };

jest.setTimeout(otherSeconds * 1000);

describeTerraform("The session-actions example", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    // The example names a function that exists already; its permission can be given to no other.
    await createFunction(emulator, "session-started");
    const { "session-actions": config } = synthesize((app) => new SessionActions(app));
    workspace = new TerraformWorkspace(config!, { tooling, env: emulator.environment });
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("is planned without a warning; a pattern or policy is unknown for the ARN of a key only", async () => {
    const { diagnostics, changes } = await workspace.plan();
    expect(diagnostics).toEqual(clean);
    expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(["create"]));
    const plan = await workspace.showPlan();
    expect(unknownPolicies(plan).filter((policy) => !namesOnlyKeys(policy))).toEqual([]);
    const unknownPatterns = plan.resource_changes!.filter(({ change }) => change.after_unknown.event_pattern === true);
    expect(unknownPatterns.map(({ address }) => address)).toEqual(["aws_cloudwatch_event_rule.recording_tampered"]);
  });

  it("is planned the same where it is written as HCL", async () => {
    const { "session-actions": hcl } = synthesizeHcl((app) => new SessionActions(app));
    const inHcl = new TerraformWorkspace(hcl!, { tooling, env: emulator.environment });
    try {
      await inHcl.init();
      const { errors, warnings } = (await inHcl.plan()).diagnostics;
      expect(errors).toEqual([]);
      // CDKTF puts what a resource depends on in quotes.
      expect(new Set(warnings.map(({ summary }) => summary))).toEqual(new Set(["Quoted references are deprecated"]));
      const [fromHcl, fromJson] = [await inHcl.showPlan(), await workspace.showPlan()];
      expect(fromHcl.resource_changes!.length).toBeGreaterThan(80);
      expect(comparable(fromHcl)).toEqual(comparable(fromJson));
    } finally {
      inHcl.delete();
    }
  });

  it(
    "is applied, and a second plan is empty",
    async () => {
      await converges(workspace, emulator);
    },
    applySeconds * 1000,
  );

  it("has no pattern that is longer than EventBridge takes", async () => {
    const rules = (await workspace.resources()).filter(({ type }) => type === "aws_cloudwatch_event_rule");
    const lengths = rules.map(({ values }) => String(values.event_pattern).length);
    expect(lengths).not.toEqual([]);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(2048);
  });
});

/** What would be made. A heredoc ends in a line break, which says nothing where it holds JSON. */
function comparable({ resource_changes }: PlanJson) {
  const value = (given: unknown) =>
    typeof given === "string" && /^\{.*\}\n?$/s.test(given) ? JSON.parse(given) : given;
  return resource_changes!.map(({ address, change: { actions, after, after_unknown } }) => ({
    address,
    actions,
    after: Object.fromEntries(Object.entries(after ?? {}).map(([name, given]) => [name, value(given)])),
    after_unknown,
  }));
}
