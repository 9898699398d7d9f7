import { type TerraformStack, TerraformVariable } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogGroup, type LogGroupProps } from "../../modules/log-group";
import { expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make = (props: Partial<LogGroupProps>) => (scope: TerraformStack) =>
  new LogGroup(scope, "Sessions", { name: "/acme", ...props });

test("a key of another Region is refused", () => {
  expectRefusal(
    (scope) => {
      const encryptionKey = new EncryptionKey(scope, "Key", {
        alias: "alias/a",
        description: "d",
        region: "us-east-1",
      });
      make({ encryptionKey })(scope);
    },
    { prop: "encryptionKey", allowed: "in Region eu-west-1", got: "us-east-1", fix: "pass one of the same Region" },
  );
});

test("what only Terraform knows passes and arrives", () => {
  const stack = newStack();
  const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
  const retentionDays = new TerraformVariable(stack, "days", { type: "number" }).numberValue;
  new LogGroup(stack, "Sessions", { name, retentionDays: retentionDays as LogGroupProps["retentionDays"] });
  expect(synthStack(stack).only("aws_cloudwatch_log_group")).toMatchObject({
    name: "${var.name}",
    retention_in_days: "${var.days}",
  });
});
