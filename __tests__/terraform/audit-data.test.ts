/** What Terraform makes of changes of code. What synthesis says to them: `core/audit-data/changes.test.ts`. */
import { auditData, type Change, harmlessChanges, refusedChanges } from "../support/audit-data/changes";
import { planSteps, type StepPlan, type Steps } from "../support/audit-data/plans";
import { Project } from "../support/audit-data/project";
import { waysOn } from "../support/audit-data/ways-on";
import { describeTerraform } from "../support/terraform/describe-terraform";

jest.setTimeout(240_000);

describeTerraform("A change of code", (tooling) => {
  let unguarded: Readonly<Record<string, StepPlan>>;
  let guarded: Readonly<Record<string, StepPlan>>;

  beforeAll(async () => {
    const locked = stepsOf({ ...harmlessChanges, ...waysOn }, true);
    // One plan for all that succeeds, and one for all that fails, since a plan that fails shows nothing else.
    unguarded = await planSteps({ ...locked, ...stepsOf(refused("deletes"), false) }, tooling);
    guarded = await planSteps(stepsOf(refused("replaces"), false), tooling);
  });

  it.each(Object.keys(harmlessChanges))("destroys no audit data where synthesis lets it through: %s", (title) => {
    expect(destroyed(unguarded[title]!).filter((address) => auditData.test(address))).toEqual([]);
  });

  it("is none where the code says the same", () => {
    expect(unguarded.nothing!.actions).toEqual({});
  });

  it.each(Object.keys(refused("deletes")))("would destroy what only synthesis refuses to lose: %s", (title) => {
    expect(destroyed(unguarded[title]!)).toEqual(expect.arrayContaining([...refusedChanges[title]!.loses]));
  });

  it.each(Object.keys(refused("replaces")))("would replace what Terraform refuses to, as well: %s", (title) => {
    expect(guarded[title]!.guarded).toEqual([...refusedChanges[title]!.loses].sort());
  });

  it.each(Object.entries(waysOn))("does what the code says: %s", (title, { plan, actions }) => {
    const planned = unguarded[title]!.actions;
    expect(Object.keys(planned).sort()).toEqual(actions);
    const ofData = Object.entries(planned).map(([action, all]) => [action, all.filter((it) => auditData.test(it))]);
    expect(Object.fromEntries(ofData)).toEqual(expect.objectContaining(plan));
    if (!plan.delete) expect(destroyed(unguarded[title]!).filter((it) => auditData.test(it))).toEqual([]);
  });
});

/** Synthesized one after the other, with the lock that the first one leaves, or without one. */
function stepsOf(changes: Readonly<Record<string, Change>>, locked: boolean): Record<string, Steps> {
  const project = new Project();
  try {
    return Object.fromEntries(
      Object.entries(changes).map(([title, { before, after }]) => {
        if (locked) project.write("audit-data-lock/acme.txt", "");
        const [first, second] = [before, after].map((program) => project.synth(program, { test: !locked }).json);
        return [title, { before: first!, after: second! }];
      }),
    );
  } finally {
    project.delete();
  }
}

function refused(otherwise: string): Record<string, Change> {
  return Object.fromEntries(Object.entries(refusedChanges).filter(([, change]) => change.otherwise === otherwise));
}

function destroyed({ actions }: StepPlan): string[] {
  return [...(actions.delete ?? []), ...(actions.replace ?? [])];
}
