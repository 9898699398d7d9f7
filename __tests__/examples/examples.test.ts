/** What every example must hold, whatever it shows. The list is that of main.ts. */
import { tmpdir } from "node:os";
import { blocksOf, policiesOf, synthExamples, textsOf } from "../support/examples";
import { examples as written } from "../support/examples.world";
import { findCycle, referencesIn } from "../support/reference-graph";
import { filesBelow, importsOf, read, root } from "../support/sources";
import type { Block } from "../support/synth";

const stacks = Object.entries(written).map(([id, text]) => [id, JSON.parse(text) as Block, text] as const);

test("main.ts registers every example", () => {
  const registered = importsOf(read("main.ts")).map(({ from }) => from);
  const examples = filesBelow("examples").filter((file) => !file.startsWith("examples/snippets/"));
  expect(examples.length).toBeGreaterThan(0);
  expect(registered).toEqual(expect.arrayContaining(examples.map((file) => `./${file.replace(/\.ts$/, "")}`)));
});

test("a second synthesis writes the same bytes", () => {
  expect(synthExamples()).toEqual(written);
});

describe.each(stacks)("%s", (_id, stack, text) => {
  test("has resources", () => {
    expect(Object.keys(blocksOf(stack)).length).toBeGreaterThan(5);
  });

  test("names no path of this machine", () => {
    const absolute = textsOf(stack).filter(
      ([, value]) => value.includes(root) || value.includes(tmpdir()) || /\/home\/|\\\\/.test(value),
    );
    expect(absolute).toEqual([]);
  });

  test("writes no partition down that it looks up, and knows one partition only", () => {
    const partitions = new Set(text.match(/arn:aws[a-z-]*(?=:)/g));
    const looksUp = stack.data?.aws_partition !== undefined;
    expect([...partitions]).toEqual(looksUp ? [] : [expect.stringMatching(/^arn:aws/)]);
  });

  test("leaves IAM policy variables to IAM", () => {
    expect(text).not.toMatch(/(?<!\$)\$\{(aws|saml|ec2|ssm|iam|sts|cognito-identity\S*|www\S*|accounts\S*|graph\S*):/);
  });

  test("gives each statement of a policy a sid of its own", () => {
    const policies = policiesOf(stack.resource);
    expect(policies.length).toBeGreaterThan(0);
    for (const [path, { Statement }] of policies) {
      const sids = Statement.map(({ Sid }) => Sid);
      expect([path, sids]).toEqual([path, [...new Set(sids)]]);
      for (const sid of sids) expect([path, sid]).toEqual([path, expect.stringMatching(/^[A-Z][A-Za-z0-9]+$/)]);
    }
  });

  test("has no circle of references", () => {
    const references = referencesIn(stack);
    expect([...references.values()].some(({ size }) => size > 0)).toBe(true);
    expect(findCycle(references)).toBeUndefined();
  });

  test("asks for the AWS provider that it really needs", () => {
    const regional = Object.values(blocksOf(stack)).some((block) => "region" in block);
    expect(stack.terraform.required_providers.aws).toEqual({
      // CDK Terrain spells the same source out.
      source: expect.stringMatching(/^(hashicorp\/)?aws$/),
      version: regional ? ">= 6.0, < 7.0" : ">= 5.100, < 7.0",
    });
  });
});

describe("the checks above", () => {
  const cyclic = (dependsOn?: string[]) => ({
    resource: {
      aws_kms_key: { key: { policy: "x ${aws_s3_bucket.logs.arn}", depends_on: dependsOn } },
      aws_s3_bucket: { logs: { bucket: "logs", note: "${data.aws_region.here.id}" } },
      aws_s3_bucket_policy: {
        policy: { bucket: "${aws_s3_bucket.logs.id}", policy: '{"Statement": "${aws_kms_key.key.arn}"}' },
      },
    },
    data: { aws_region: { here: {} } },
  });

  test("see a circle through interpolations and depends_on, and none where there is none", () => {
    expect(findCycle(referencesIn(cyclic()))).toBeUndefined();
    expect(findCycle(referencesIn(cyclic(["aws_s3_bucket_policy.policy"])))).toEqual([
      "aws_kms_key.key",
      "aws_s3_bucket_policy.policy",
      "aws_kms_key.key",
    ]);
  });

  test("find policies under any attribute", () => {
    const found = policiesOf({
      a: { rules: [{ anything: '{"Version": "1", "Statement": [{"Sid": "A"}]}' }], b: "Statement" },
    });
    expect(found).toEqual([["/a/rules/0/anything", { Version: "1", Statement: [{ Sid: "A" }] }]]);
  });
});
