/**
 * Whatever a program passes, there are two outcomes: a ValidationError, or a stack that lets nobody in by mistake and holds
 * nothing that Terraform cannot read. Values are generated from the schemas.
 */
import { expectSound, parameters } from "./support/outcome";
import { programs } from "./support/programs";

test.each(Object.entries(programs))("%s: refused, or a stack in which nothing is wrong", (_name, program) => {
  expect(expectSound(program.values, program.build).length).toBeLessThanOrEqual(parameters.numRuns);
});
