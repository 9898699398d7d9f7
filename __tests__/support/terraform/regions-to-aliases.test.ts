import type { TerraformConfig } from "./config";
import { regionsToAliases } from "./regions-to-aliases";

const assumed = {
  alias: "log_archive",
  region: "eu-west-1",
  assume_role: [{ role_arn: "arn:aws:iam::444455556666:role/Deploy" }],
};

function config(blocks: Pick<TerraformConfig, "resource" | "data">): TerraformConfig {
  return {
    terraform: { required_providers: { aws: { source: "aws", version: ">= 6.0" } } },
    provider: { aws: [{ region: "eu-west-1" }, assumed] },
    ...blocks,
  };
}

describe("regionsToAliases", () => {
  it("gives a resource in another Region a clone of its provider", () => {
    const turned = regionsToAliases(
      config({ resource: { aws_kms_key: { sessions: { description: "x", region: "us-east-1" } } } }),
    );
    expect(turned.resource).toEqual({ aws_kms_key: { sessions: { description: "x", provider: "aws.us_east_1" } } });
    expect(turned.provider).toEqual({
      aws: [{ region: "eu-west-1" }, assumed, { alias: "us_east_1", region: "us-east-1" }],
    });
  });

  it("clones the provider that a block names, with its assumed role", () => {
    const block = { provider: "aws.log_archive", region: "us-east-1" };
    const turned = regionsToAliases(config({ data: { aws_region: { here: block } } }));
    expect(turned.data).toEqual({ aws_region: { here: { provider: "aws.log_archive_us_east_1" } } });
    expect(turned.provider?.aws).toContainEqual({ ...assumed, alias: "log_archive_us_east_1", region: "us-east-1" });
  });

  it("needs one clone for all blocks of a provider and Region", () => {
    const block = { region: "us-east-1" };
    const turned = regionsToAliases(
      config({ resource: { aws_kms_key: { a: block, b: block } }, data: { aws_region: { c: block } } }),
    );
    expect(turned.provider?.aws).toHaveLength(3);
  });

  it("needs no clone where the provider works in that Region already", () => {
    const named = { region: "eu-west-1", provider: "aws.log_archive" };
    const turned = regionsToAliases(config({ resource: { aws_kms_key: { a: { region: "eu-west-1" }, b: named } } }));
    expect(turned.resource).toEqual({ aws_kms_key: { a: {}, b: { provider: "aws.log_archive" } } });
    expect(turned.provider?.aws).toHaveLength(2);
  });

  it("makes a clone where the provider leaves its Region to the environment", () => {
    const block = { aws_kms_key: { a: { region: "eu-west-1" } } };
    const turned = regionsToAliases({ provider: { aws: {} }, resource: block });
    expect(turned.provider).toEqual({ aws: [{}, { alias: "eu_west_1", region: "eu-west-1" }] });
  });

  it("steps aside when an alias is taken", () => {
    const provider = { aws: [{ region: "eu-west-1" }, { alias: "us_east_1", region: "us-west-2" }] };
    const turned = regionsToAliases({ provider, resource: { aws_kms_key: { a: { region: "us-east-1" } } } });
    expect(turned.resource).toEqual({ aws_kms_key: { a: { provider: "aws.us_east_1_2" } } });
  });

  it("asks no longer for provider 6", () => {
    const turned = regionsToAliases(config({ resource: { aws_kms_key: { a: { region: "us-east-1" } } } }));
    expect(turned.terraform).toEqual({ required_providers: { aws: { source: "aws", version: ">= 5.100" } } });
  });

  it("leaves Regions that are expressions, and blocks without a Region, as they are", () => {
    const given = config({ resource: { aws_kms_key: { a: { region: "${var.region}" }, b: { description: "x" } } } });
    expect(regionsToAliases(given)).toBe(given);
  });

  it("does not change what it is given", () => {
    const given = config({ resource: { aws_kms_key: { a: { region: "us-east-1" } } } });
    const before = structuredClone(given);
    regionsToAliases(given);
    expect(given).toEqual(before);
  });
});
