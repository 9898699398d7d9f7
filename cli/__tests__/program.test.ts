import { exitCodes, outcomeOf } from "../src/exit-codes";
import { UsageError } from "../src/io";
import type { CommandModule } from "../src/program";
import { runCommand } from "./support/commands";

/** A command that ends as its argument says. */
const sample: CommandModule = {
  register(program, io, done) {
    program
      .command("sample <end>")
      .option("--flag", "something")
      .action(async (end: string) => {
        if (end === "wrongly") throw new UsageError("end must be well, got: wrongly");
        if (end === "badly") throw new Error("unforeseen");
        io.stdout.write("done\n");
        done(end as "fine");
      });
  },
};
const run = (...args: string[]) => runCommand(args, { modules: [sample] });

test.each(["fine", "finding", "incomplete"] as const)(
  "an outcome becomes the exit code of the table: %s",
  async (end) => {
    expect(await run("sample", end)).toEqual({ exitCode: exitCodes[end].code, stdout: "done\n", stderr: "" });
  },
);

test("a wrong call is told in one line", async () => {
  const { exitCode, stderr } = await run("sample", "wrongly");
  expect([exitCode, stderr]).toEqual([3, "error: end must be well, got: wrongly\n"]);
});

test("a defect of the program is not taken for a finding", async () => {
  const { exitCode, stderr } = await run("sample", "badly");
  expect(exitCode).toBe(70);
  expect(stderr).toContain("Error: unforeseen");
});

test.each([[["sample"]], [["sample", "fine", "--nope"]], [["other"]]])("%j is a wrong call", async (args) => {
  const { exitCode, stderr } = await run(...args);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/^error: /);
});

test.each([[["--help"]], [["sample", "--help"]]])("%j shows every exit code", async (args) => {
  const { exitCode, stdout } = await run(...args);
  expect(exitCode).toBe(0);
  for (const { code, meaning } of Object.values(exitCodes)) expect(stdout).toContain(`${code}  ${meaning}`);
});

test("a finding outweighs what could not be read", () => {
  expect(outcomeOf({ finding: true, incomplete: true })).toBe("finding");
  expect(outcomeOf({ finding: false, incomplete: true })).toBe("incomplete");
  expect(outcomeOf({ finding: false, incomplete: false })).toBe("fine");
});
