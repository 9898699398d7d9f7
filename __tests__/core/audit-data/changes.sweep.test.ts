/** What synthesis says to changes of code whose resources are deployed; `terraform/audit-data.test.ts` has what Terraform would do. */
import { type Change, harmlessChanges, refusedChanges } from "../../support/audit-data/changes";
import { Project } from "../../support/audit-data/project";

const project = new Project();
afterAll(() => project.delete());

function refusal({ before, after, aws }: Change): string {
  project.write("audit-data-lock/acme.txt", "");
  project.synth(before);
  return project.refusal(after, { aws });
}

test.each(Object.entries(refusedChanges))("audit data is not lost where %s", (_, change) => {
  const lost = refusal(change).match(/^ {2}(aws_\w+\.\w+) \(/gm) ?? [];
  expect(lost.map((line) => line.trim().replace(" (", ""))).toEqual([...change.loses].sort());
});

test.each(Object.entries(harmlessChanges))("nothing is refused where %s", (_, { before, after }) => {
  project.write("audit-data-lock/acme.txt", "");
  project.synth(before);
  const kept = project.lock().map((line) => line.split(" ")[0]);
  project.synth(after);
  expect(project.lock().map((line) => line.split(" ")[0])).toEqual(expect.arrayContaining(kept));
});
