import { findTooling, isMissing, type Tooling } from "./tooling";

/**
 * A `describe` for tests that need Terraform and the emulated AWS. Where a tool is missing they count as skipped, and one line says
 * what to install. With CI=true they fail instead: a check that never runs proves nothing.
 */
export function describeTerraform(name: string, tests: (tooling: Tooling) => void): void {
  const tooling = findTooling();
  if (!isMissing(tooling)) {
    describe(name, () => tests(tooling));
    return;
  }
  if (process.env.CI === "true") {
    describe(name, () => {
      it("finds the tools it needs", () => {
        throw new Error(`CI skips nothing: ${tooling.missing}`);
      });
    });
    return;
  }
  process.stderr.write(`Skipped "${name}": ${tooling.missing}\n`);
  // The tests are collected to be counted and never run, so that nothing reads the tooling.
  describe.skip(name, () => tests({ terraform: "", terraformVersion: "", mirrors: [], python: "" }));
}
