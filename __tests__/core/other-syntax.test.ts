import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules";
import { hclOutput, withEnvironment } from "../support/environment";

describe("a stack that is written in one folder, now as JSON, now as HCL", () => {
  let outdir: string;
  const folder = () => join(outdir, "stacks", "stack");

  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), "other-syntax-"));
  });
  afterEach(() => rmSync(outdir, { recursive: true }));

  function synthesize(hcl: boolean): string[] {
    withEnvironment(hclOutput(hcl), () => {
      const app = new App({ outdir });
      const stack = new TerraformStack(app, "stack");
      new AwsProvider(stack, "Aws", { region: "eu-west-1" });
      new EncryptionKey(stack, "Key", { alias: "alias/acme", description: "Alerts" });
      app.synth();
    });
    return readdirSync(folder()).filter((name) => /\.tf(\.json)?$/.test(name));
  }

  test("is there once, in the syntax asked for last", () => {
    expect(synthesize(false)).toEqual(["cdk.tf.json"]);
    expect(synthesize(true)).toEqual(["cdk.tf"]);
    expect(readFileSync(join(folder(), "cdk.tf"), "utf8")).toContain('resource "aws_kms_key"');
    expect(synthesize(false)).toEqual(["cdk.tf.json"]);
  });

  test("loses no other file", () => {
    synthesize(true);
    for (const name of ["own.tf", "own.tf.json", ".terraform.lock.hcl"]) writeFileSync(join(folder(), name), "{}");
    expect(synthesize(false)).toEqual(["cdk.tf.json", "own.tf", "own.tf.json"]);
    expect(readdirSync(folder())).toContain(".terraform.lock.hcl");
  });
});
