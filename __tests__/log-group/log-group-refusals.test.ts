import { type TerraformStack, TerraformVariable } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { logRetentionDays } from "../../modules/facts";
import { LogGroup, type LogGroupProps } from "../../modules/log-group";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make = (props: Partial<LogGroupProps>) => (scope: TerraformStack) =>
  new LogGroup(scope, "Sessions", { name: "/acme", ...props });

describe("name", () => {
  test.each(["a", "/acme/sessions", "Acme.Sessions_1-2#3", "/aws/acme"])("takes %s", (name) => {
    expect(build(make({ name })).logGroupName).toBe(name);
  });

  test.each(["acme sessions", "acme:sessions", "acme*", "acmé", "aws/acme", "{{name}}"])("is refused: %p", (name) => {
    expectRefusal(make({ name }), {
      prop: "name",
      allowed: "letters, digits and _-/.#, not starting with aws/",
      got: name,
      fix: "write it like /acme/sessions",
    });
  });

  test.each([1, 512])("takes %d characters", (length) => {
    expect(() => build(make({ name: "a".repeat(length) }))).not.toThrow();
  });

  test.each([0, 513])("is refused at %d characters", (length) => {
    const name = "a".repeat(length);
    expectRefusal(make({ name }), {
      prop: "name",
      allowed: "1 to 512 characters long",
      got: name,
      fix: `it has ${length}; choose a`,
    });
  });

  test("of an existing group is held to the same rules", () => {
    expectRefusal((scope) => LogGroup.fromName(scope, "Old", { name: "a:b", encrypted: true }), {
      prop: "name",
      allowed: "letters, digits",
      got: "a:b",
      fix: "write it like",
    });
  });
});

describe("retentionDays", () => {
  test.each(logRetentionDays)("takes %d, which CloudWatch Logs knows", (retentionDays) => {
    expect(build(make({ retentionDays })).resources.logGroup.retentionInDaysInput).toBe(retentionDays);
  });

  test.each([0, 2, 364, 366, 3652, 3654, 365.5, -1])("is refused at %d", (got) => {
    expectRefusal(make({ retentionDays: got as LogGroupProps["retentionDays"] }), {
      prop: "retentionDays",
      allowed:
        "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
      got,
      fix: "choose one of them",
    });
  });
});

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
