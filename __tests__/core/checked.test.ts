import { TerraformVariable } from "cdktf";
import { checked, ValidationError } from "../../modules/core";
import { newStack } from "../support/synth";

test.each<[name: keyof typeof checked, right: unknown, wrong: unknown]>([
  ["sessionCall", "StartSession", "GetSession"],
  ["accountRole", "workload", "sandbox"],
  ["objectLockMode", "COMPLIANCE", "compliance"],
  ["retentionDays", 365, 364],
  ["atLeastOne", ["eu-west-1"], []],
  ["sessionCall", "StartSession", undefined],
  ["atLeastOne", ["eu-west-1"], undefined],
])("%s gives back %j, and refuses %j", (name, right, wrong) => {
  const check = checked[name] as (value: unknown) => unknown;
  expect(check(right)).toBe(right);
  expect(() => check(wrong)).toThrow(ValidationError);
  expect(() => check(wrong)).toThrow(`checked.${name}: `);
});

test("days that only Terraform knows are days", () => {
  const days = new TerraformVariable(newStack(), "days", { type: "number" }).numberValue;
  expect(checked.retentionDays(days)).toBe(days);
});
