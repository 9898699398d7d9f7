/** What Terraform makes of changes of code. What synthesis says to them: `core/audit-data/changes.sweep.test.ts`. */
import { auditData, type Change, harmlessChanges, refusedChanges } from "../support/audit-data/changes";
import { planSteps, type StepPlan, type Steps } from "../support/audit-data/plans";
import { Project } from "../support/audit-data/project";
import { waysOn } from "../support/audit-data/ways-on";
import { describeTerraform } from "../support/terraform/describe-terraform";

/** A minute on an idle machine: the provider starts four times, and plans some 1,200 resources. */
const planSeconds = 600;

describeTerraform("A change of code", (tooling) => {
  let unguarded: Readonly<Record<string, StepPlan>>;
  let guarded: Readonly<Record<string, StepPlan>>;

  beforeAll(async () => {
    const locked = stepsOf({ ...harmlessChanges, ...waysOn }, true);
    // One plan for all that succeeds, and one for all that fails, since a plan that fails shows nothing else.
    unguarded = await planSteps({ ...locked, ...stepsOf(refused("deletes"), false) }, tooling);
    guarded = await planSteps(stepsOf(refused("replaces"), false), tooling);
  }, planSeconds * 1000);

  it.each(Object.keys(harmlessChanges))("destroys no audit data where synthesis lets it through: %s", (title) => {
    const { delete: deleted, replace: replaced } = ofAuditData(unguarded[title]!);
    expect({ deleted, replaced }).toEqual({});
  });

  it("is none of audit data where the code says the same", () => {
    expect(ofAuditData(unguarded.nothing!)).toEqual({});
  });

  it.each(Object.keys(refused("deletes")))("would destroy what only synthesis refuses to lose: %s", (title) => {
    expect(ofAuditData(unguarded[title]!).delete).toEqual([...refusedChanges[title]!.loses].sort());
  });

  it.each(Object.keys(refused("replaces")))("would replace what Terraform refuses to, as well: %s", (title) => {
    // One is enough for the whole plan. What depends on it is not planned at all.
    expect(guarded[title]!.guarded).not.toEqual([]);
    expect(refusedChanges[title]!.loses).toEqual(expect.arrayContaining([...guarded[title]!.guarded]));
  });

  it.each(Object.entries(waysOn))("does what the code says: %s", (title, { plan, actions }) => {
    expect(Object.keys(unguarded[title]!.actions).sort()).toEqual(actions);
    expect(ofAuditData(unguarded[title]!)).toEqual(plan);
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

function ofAuditData({ actions }: StepPlan): StepPlan["actions"] {
  const found = Object.entries(actions).map(
    ([action, all]) => [action, all.filter((it) => auditData.test(it))] as const,
  );
  return Object.fromEntries(found.filter(([, addresses]) => addresses.length > 0));
}
