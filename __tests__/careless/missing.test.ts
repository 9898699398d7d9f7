import { TerraformVariable } from "cdktf";
import { EventQueue } from "../../modules/event-queue";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { makers } from "../support/makers";
import { build } from "../support/refusals";

/** What TypeScript would refuse, from a caller that runs without its checks or with a `!` too many. */
test.each(["Destroy", "keep", null, true])("removal %p does not release the data", (removal) => {
  const make = () => build((scope) => new LogGroup(scope, "Group", { name: "/acme", removal: removal as never }));
  expect(make).toThrow("`removal` must be one of retain, destroy");
});

test.each(Object.entries(makers))("a prop that %s does not have is refused, not passed over", (_, { valid, make }) => {
  const misspelt = () => build((scope) => make(scope, { ...valid(scope), retentonDays: 7 }));
  expect(misspelt).toThrow("`retentonDays` must be the name of a prop, got: 7; leave it out, or use ");
});

test("a required name that is not there is refused, not written as undefined", () => {
  const name = process.env.NO_SUCH_VARIABLE!;
  expect(() => build((scope) => new LogGroup(scope, "Group", { name }))).toThrow("`name` must be a text of 1 to 512");
});

test.each([undefined, {}, "aws:kms", "arn:aws:kms:eu-west-1:111122223333:key/abc"])(
  "encryption %p does not fall back to SSE-S3",
  (encryption) => {
    expect(() =>
      build((scope) => new LogBucket(scope, "Bucket", { name: "acme", encryption: encryption as never })),
    ).toThrow('`encryption` must be an EncryptionKey, "s3-managed" or "aws-managed"');
  },
);

test("a number that is calculated with must be known", () => {
  expect(() =>
    build((scope) => {
      const days = new TerraformVariable(scope, "days", { type: "number" }).numberValue;
      new EventQueue(scope, "Queue", { name: "acme", retentionDays: days });
    }),
  ).toThrow("`retentionDays` must be known when the stack is synthesized");
});
