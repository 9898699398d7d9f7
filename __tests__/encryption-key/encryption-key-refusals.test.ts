import { type TerraformStack, TerraformVariable } from "cdktf";
import { EncryptionKey, type EncryptionKeyProps } from "../../modules/encryption-key";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make = (props: Partial<EncryptionKeyProps>) => (scope: TerraformStack) =>
  new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d", ...props });

describe("alias", () => {
  test.each(["alias/acme/sessions_2-b", "alias/awsome"])("takes %s", (alias) => {
    expect(build(make({ alias })).resources.alias.nameInput).toBe(alias);
  });

  test.each([
    ["without a prefix", "acme-sessions"],
    ["with the prefix of AWS", "alias/aws/sns"],
    ["with a blank", "alias/acme sessions"],
    ["with a colon", "alias/acme:sessions"],
  ])("is refused %s", (_, alias) => {
    expectRefusal(make({ alias }), {
      prop: "alias",
      allowed: "alias/ and letters, digits, slash, underscore or hyphen, but not alias/aws/",
      got: alias,
      fix: "write it like alias/acme-sessions",
    });
  });

  test.each([7, 256])("takes %d characters", (length) => {
    expect(() => build(make({ alias: "alias/".padEnd(length, "a") }))).not.toThrow();
  });

  test.each([6, 257])("is refused at %d characters", (length) => {
    const alias = "alias/".padEnd(length, "a");
    expectRefusal(make({ alias }), {
      prop: "alias",
      allowed: "7 to 256 characters long",
      got: alias,
      fix: `it has ${length}; choose a`,
    });
  });
});

describe.each([
  ["rotationDays", 90, 2560],
  ["deletionWindowDays", 7, 30],
] as const)("%s", (prop, min, max) => {
  test.each([min, max])("takes %d, a limit of KMS", (value) => {
    expect(() => build(make({ [prop]: value }))).not.toThrow();
  });

  test.each([min - 1, max + 1, min + 0.5, 0, -min])("is refused at %d", (got) => {
    expectRefusal(make({ [prop]: got }), {
      prop,
      allowed: `a whole number of days from ${min} to ${max}`,
      got,
      fix: "choose a value in that range",
    });
  });
});

describe("administrators", () => {
  const role = "arn:aws:iam::111122223333:role/path/Admin";

  test.each([
    ["a name", "Admin"],
    ["everybody", "*"],
    ["a group, which is no principal", "arn:aws:iam::111122223333:group/Admins"],
    ["another service", "arn:aws:sts::111122223333:assumed-role/Admin/alice"],
    ["another partition", "arn:aws-cn:iam::111122223333:role/Admin"],
    ["an ARN with a Region", "arn:aws:iam:eu-west-1:111122223333:role/Admin"],
    ["an ARN without an account", "arn:aws:iam:::role/Admin"],
  ])("are refused by their place in the list: %s", (_, got) => {
    expectRefusal(make({ administrators: [role, got] }), {
      prop: "administrators[1]",
      allowed: "an ARN of iam in partition aws, like arn:<partition>:iam::<account>:role/<name>",
      got,
      fix: "copy the full ARN",
    });
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
