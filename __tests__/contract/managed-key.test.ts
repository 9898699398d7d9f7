/** A bucket with the AWS managed key `aws/s3`: objects under any other key are refused, or auditors could not read them. */
import { LogBucket } from "../../modules";
import { newStack, warnings } from "../support/synth";
import * as the from "./support/names";
import { role, service } from "./support/principals";
import { keyArn } from "./support/references";
import { allows, denies, proves } from "./support/table";
import { World } from "./support/world";

const trail = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme";
const stack = newStack();
const bucket = new LogBucket(stack, "Bucket", { name: "acme-logs", encryption: "aws-managed" });
bucket.grantTrailDelivery(trail, { account: "111122223333" });

const node = role("Nodes", "i-0123456789abcdef0", { almighty: true });
const cloudTrail = service("cloudtrail.amazonaws.com", { "aws:SourceArn": trail });
const transcript = `${the.bucket("acme-logs")}/sessions/111122223333/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const file = `${the.bucket("acme-logs")}/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/21/x.json.gz`;

const algorithm = "s3:x-amz-server-side-encryption";
const kms = { [algorithm]: "aws:kms" };
const under = (key: string) => ({ ...kms, [`${algorithm}-aws-kms-key-id`]: key });

proves({
  title: "a bucket with aws/s3",
  world: World.of(stack),
  rows: [
    allows(node, "s3:PutObject", transcript, "no header: the default of the bucket applies"),
    allows(node, "s3:PutObject", transcript, "SSE-KMS without a key means aws/s3", kms),
    denies(node, "s3:PutObject", transcript, "a key of the account", under(keyArn("some_key"))),
    denies(node, "s3:PutObject", transcript, "a key of a stranger", under("arn:aws:kms:eu-west-1:999988887777:key/x")),
    denies(node, "s3:PutObject", transcript, "another algorithm", { [algorithm]: "AES256" }),
    denies(node, "s3:PutObject", transcript, "a key that the caller keeps", {
      [`${algorithm}-customer-algorithm`]: "AES256",
    }),
    allows(cloudTrail, "s3:PutObject", file, "a trail encrypts with a key of its own", {
      ...the.toBucketOwner,
      ...under(keyArn("trail_key")),
    }),
  ],
});

test.each([
  ["made here", "acme-made", () => new LogBucket(stack, "Made", { name: "acme-made", encryption: "aws-managed" })],
  [
    "that exists",
    "acme-given",
    () => LogBucket.fromName(stack, "Given", { name: "acme-given", encryption: "aws-managed" }),
  ],
])("a bucket %s with that key is warned of, by name", (_, name, build) => {
  build();
  expect(warnings(stack).filter((text) => text.includes(`${name} is encrypted with aws/s3`))).toHaveLength(1);
});

test("nobody is warned of a bucket with SSE-S3", () => {
  const plain = newStack();
  new LogBucket(plain, "Bucket", { name: "acme-logs", encryption: "s3-managed" });
  expect(warnings(plain)).toEqual([]);
});
