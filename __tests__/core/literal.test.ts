import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformVariable } from "cdktf";
import { literal } from "../../modules/core/literal";
import { newStack, synthStack } from "../support/synth";

test.each([
  ["a shell variable in braces", "cd ${HOME}", "cd $${HOME}"],
  ["a Terraform directive", "%{if}", "%%{if}"],
  ["each of several", "${A}${B:-x}", "$${A}$${B:-x}"],
  ["nothing in plain text", "echo $HOME 100% $(id) $$", "echo $HOME 100% $(id) $$"],
])("escapes %s", (_, text, escaped) => {
  expect(literal(text)).toBe(escaped);
});

test("leaves tokens to Terraform", () => {
  const stack = newStack();
  const user = new TerraformVariable(stack, "user", { type: "string" });
  new SsmParameter(stack, "P", {
    name: "p",
    type: "String",
    value: literal(`su ${user.stringValue} -c 'cd ${"${HOME}"}'`),
  });
  expect(synthStack(stack).only("aws_ssm_parameter").value).toBe("su ${var.user} -c 'cd $${HOME}'");
});
