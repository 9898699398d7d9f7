import { type TerraformStack, TerraformVariable } from "cdktf";
import { AlertTopic, type AlertTopicProps, subscribers } from "../../modules/alert-topic";
import { EncryptionKey } from "../../modules/encryption-key";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make =
  (props: Partial<AlertTopicProps>, keyRegion?: string) =>
  (scope: TerraformStack): AlertTopic => {
    const encryptionKey = new EncryptionKey(scope, "Key", { alias: "alias/a", description: "d", region: keyRegion });
    return new AlertTopic(scope, "Topic", { name: "acme-alerts", encryptionKey, ...props });
  };

describe("an e-mail subscriber", () => {
  const ok = subscribers.email("ok@example.com");

  test.each(["a@b.co", "first.last+tag@sub.example.com", "o'neil@example.com"])("may be %s", (address) => {
    expect(() => build(make({ subscribers: [subscribers.email(address)] }))).not.toThrow();
  });

  test.each([
    "security",
    "security@",
    "@example.com",
    "security@example",
    "security@example..com",
    "a b@example.com",
    "Security <security@example.com>",
    "a@example.com,b@example.com",
    "a@b@example.com",
    "",
  ])("is refused by its place in the list: %p", (address) => {
    expectRefusal(make({ subscribers: [ok, subscribers.email(address)] }), {
      prop: "subscribers[1]",
      allowed: "an e-mail address",
      got: address,
      fix: "write it like security@example.com",
    });
  });
});

describe("an https subscriber", () => {
  test.each(["https://hooks.example.com", "https://hooks.example.com/a/b?c=d#e", "https://hooks.example.com:8443/x"])(
    "may be %s",
    (url) => {
      expect(() => build(make({ subscribers: [subscribers.https(url)] }))).not.toThrow();
    },
  );

  test.each([
    ["plain HTTP", "http://hooks.example.com"],
    ["no host", "https://"],
    ["no dot in the host", "https://localhost/x"],
    ["a blank", "https://hooks.example.com/a b"],
    ["credentials, which everybody may read", "https://user:secret@hooks.example.com/"],
    ["another scheme", "ftp://hooks.example.com"],
    ["no URL", "hooks.example.com"],
  ])("is refused with %s", (_, url) => {
    expectRefusal(make({ subscribers: [subscribers.https(url)] }), {
      prop: "subscribers[0]",
      allowed: "an https:// URL without credentials in it",
      got: url,
      fix: "write it like https://hooks.example.com/sessions",
    });
  });
});

test("a key of another Region is refused", () => {
  expectRefusal(make({}, "us-east-1"), {
    prop: "encryptionKey",
    allowed: "in Region eu-west-1",
    got: "us-east-1",
    fix: "pass one of the same Region",
  });
});

test("the same subscriber twice is refused", () => {
  const address = subscribers.email("security@example.com");
  expect(() => build(make({ subscribers: [address, address] }))).toThrow("security@example.com");
});

test("what only Terraform knows passes and arrives", () => {
  const stack = newStack();
  const text = (id: string) => new TerraformVariable(stack, id, { type: "string" }).stringValue;
  make({ name: text("name"), subscribers: [subscribers.email(text("address")), subscribers.https(text("url"))] })(
    stack,
  );
  const synthesized = synthStack(stack);
  expect(synthesized.only("aws_sns_topic").name).toBe("${var.name}");
  const endpoints = Object.values(synthesized.all("aws_sns_topic_subscription")).map(({ endpoint }) => endpoint);
  expect(endpoints.sort()).toEqual(["${var.address}", "${var.url}"]);
});
