/** A sample of what generated programs make, held against the real provider: all of it in one run of Terraform. */
import { expectSound } from "../fuzz/support/outcome";
import { programs } from "../fuzz/support/programs";
import type { Block } from "../fuzz/support/rendered";
import type { TerraformConfig } from "../support/terraform/config";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { emulatedEnvironment } from "../support/terraform/environment";
import { TerraformWorkspace } from "../support/terraform/workspace";

jest.setTimeout(600_000);

/** So many programs of each kind; about one in four is accepted. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 10);

/** What the root module alone may hold is left out, and so is what provider 5.100 does not know. */
function asModule({ terraform: _, import: __, provider: ___, resource, data, ...config }: Block): TerraformConfig {
  const required = { aws: { source: "hashicorp/aws" } };
  return { ...config, terraform: { required_providers: required }, ...withoutNewer({ resource, data }) };
}

function withoutNewer(blocks: Block): Block {
  const newer = ["region", "deletion_protection_enabled"];
  return JSON.parse(JSON.stringify(blocks), (key, value) => (newer.includes(key) ? undefined : value));
}

const wrong: TerraformConfig = {
  resource: { aws_sqs_queue: { wrong: { name: "acme", message_retention_seconds: 1 } } },
};

describeTerraform("What generated programs make", (tooling) => {
  it("is valid for the AWS provider, which finds the one mistake that was put among it", async () => {
    const made = Object.entries(programs).flatMap(([name, { values, build }]) =>
      expectSound(values, build, numRuns).map((stack, index): [folder: string, config: TerraformConfig] => [
        `${name.replace(/\W/g, "-")}-${index}`,
        asModule(stack),
      ]),
    );
    const modules: Readonly<Record<string, TerraformConfig>> = { ...Object.fromEntries(made), wrong };
    const calls = Object.entries(modules).map(([folder, { variable = {} }]) => {
      const given = Object.keys(variable as object).map((name) => [name, "${var.unknown}"]);
      return [folder, { source: `./${folder}`, ...Object.fromEntries(given) }];
    });
    const root = {
      provider: { aws: [{ region: "eu-west-1" }] },
      variable: { unknown: {} },
      module: Object.fromEntries(calls),
    };
    // Nothing is asked of AWS.
    const env = emulatedEnvironment("http://127.0.0.1:9");
    const workspace = new TerraformWorkspace(root, { tooling, env }, modules);
    try {
      await workspace.init();
      const { errors } = await workspace.validate();
      expect(errors.map(({ summary, detail }) => `${summary} ${detail ?? ""}`)).toEqual([
        expect.stringContaining("message_retention_seconds to be in the range (60 - 1209600), got 1"),
      ]);
      expect(made.length).toBeGreaterThan(100);
    } finally {
      workspace.delete();
    }
  });
});
