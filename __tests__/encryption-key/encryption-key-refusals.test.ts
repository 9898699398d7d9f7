import { type TerraformStack, TerraformVariable } from "cdktf";
import { EncryptionKey, type EncryptionKeyProps } from "../../modules/encryption-key";
import { expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make = (props: Partial<EncryptionKeyProps>) => (scope: TerraformStack) =>
  new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d", ...props });

test("an administrator of another partition is refused by its place in the list", () => {
  const [ours, theirs] = ["arn:aws:iam::111122223333:role/path/Admin", "arn:aws-cn:iam::111122223333:role/Admin"];
  expectRefusal(make({ administrators: [ours, theirs] }), {
    prop: "administrators[1]",
    allowed: "an ARN of partition aws",
    got: theirs,
    fix: "name one of this partition",
  });
});

test("what only Terraform knows passes and arrives", () => {
  const stack = newStack();
  const text = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
  const number = (name: string) => new TerraformVariable(stack, name, { type: "number" }).numberValue;
  new EncryptionKey(stack, "Key", {
    alias: text("alias"),
    description: "d",
    rotationDays: number("rotation"),
    deletionWindowDays: number("window"),
    administrators: [text("admin")],
  });
  const synthesized = synthStack(stack);
  expect(synthesized.only("aws_kms_alias").name).toBe("${var.alias}");
  expect(synthesized.only("aws_kms_key")).toMatchObject({
    rotation_period_in_days: "${var.rotation}",
    deletion_window_in_days: "${var.window}",
  });
  expect(synthesized.statement("AllowAdministrationWithoutUse", "aws_kms_key").Principal).toEqual({
    AWS: "${var.admin}",
  });
});
