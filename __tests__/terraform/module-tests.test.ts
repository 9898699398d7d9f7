import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../support/terraform/child-process";
import { cliConfigFile } from "../support/terraform/cli-config";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { emulatedEnvironment } from "../support/terraform/environment";

jest.setTimeout(120_000);

const exported = join(__dirname, "../../terraform");
const modules = readdirSync(exported).filter((name) => existsSync(join(exported, name, "main.tf")));

describeTerraform("The tests of the exported modules", (tooling) => {
  let folder: string;
  const terraform = (cwd: string, ...args: readonly string[]) => {
    // Nobody listens there: what asks AWS fails.
    const env = { ...emulatedEnvironment("http://127.0.0.1:9"), TF_CLI_CONFIG_FILE: join(folder, "terraform.rc") };
    return run(tooling.terraform, args, { cwd, env, timeoutSeconds: 100 });
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "module-tests-"));
    cliConfigFile(folder, tooling.mirrors);
    cpSync(exported, join(folder, "terraform"), { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("find every file formatted", async () => {
    const { stdout, exitCode } = await terraform(join(folder, "terraform"), "fmt", "-check", "-recursive");
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 0 });
  });

  it.each(modules)("pass without AWS: %s", async (name) => {
    const module = join(folder, "terraform", name);
    expect(await terraform(module, "init", "-no-color", "-input=false")).toMatchObject({ exitCode: 0 });
    const { stdout, stderr } = await terraform(module, "test", "-no-color");
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Success! \d+ passed, 0 failed\.$/m);
  });

  it("find all examples valid", async () => {
    const calls = modules.map((name) => [name, { source: `./${name}/examples/complete` }]);
    writeFileSync(join(folder, "terraform", "examples.tf.json"), JSON.stringify({ module: Object.fromEntries(calls) }));
    const root = join(folder, "terraform");
    expect(await terraform(root, "init", "-no-color", "-input=false")).toMatchObject({ exitCode: 0 });
    const { stdout } = await terraform(root, "validate", "-json");
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
  });
});
