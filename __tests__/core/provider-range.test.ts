import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { allowAwsProviderRange, setAwsContext } from "../../modules/core";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogGroup } from "../../modules/log-group";
import { newStack, type Synthesized, synthStack } from "../support/synth";

function range(stack: TerraformStack): string {
  allowAwsProviderRange(stack);
  const synthesized: Synthesized = synthStack(stack);
  return synthesized.json.terraform?.required_providers?.aws.version;
}

test("asks for the first provider that can do it all where no resource has a Region", () => {
  const stack = newStack();
  new LogGroup(stack, "Group", { name: "/acme" });
  expect(range(stack)).toBe(">= 5.100, < 7.0");
});

test("asks for provider 6 as soon as one resource has a Region", () => {
  const stack = newStack();
  new LogGroup(stack, "Here", { name: "/here" });
  new LogGroup(stack, "There", { name: "/there", region: "us-east-1" });
  expect(range(stack)).toBe(">= 6.0, < 7.0");
});

test("asks for provider 6 where a data source has a Region", () => {
  const stack = newStack();
  EncryptionKey.fromAliasArn(stack, "Key", "arn:aws:kms:us-east-1:111122223333:alias/acme");
  expect(range(stack)).toBe(">= 6.0, < 7.0");
});

test.each<[what: string, make: (stack: TerraformStack) => void]>([
  ["of the provider", () => {}],
  ["that was stated", (stack) => setAwsContext(stack, { account: "111122223333", region: "eu-west-1" })],
])("needs no Region for a key that is in the one %s", (_, make) => {
  const stack = newStack();
  make(stack);
  const key = EncryptionKey.fromAliasArn(stack, "Key", "arn:aws:kms:eu-west-1:111122223333:alias/acme");
  expect(key.region).toBe("eu-west-1");
  expect(range(stack)).toBe(">= 5.100, < 7.0");
});

test("does not depend on whether it is called before or after the modules", () => {
  const stack = newStack();
  allowAwsProviderRange(stack);
  new LogGroup(stack, "Group", { name: "/acme", region: "us-east-1" });
  expect(range(stack)).toBe(">= 6.0, < 7.0");
});

test("leaves a stack without the AWS provider alone", () => {
  expect(range(new TerraformStack(new App(), "empty"))).toBeUndefined();
});

test("counts a provider with an alias", () => {
  const stack = new TerraformStack(new App(), "aliased");
  const provider = new AwsProvider(stack, "West", { alias: "west", region: "us-west-2" });
  new LogGroup(stack, "Group", { name: "/acme", provider });
  expect(range(stack)).toBe(">= 5.100, < 7.0");
});
