import { acrossRegions, inAnyRegion } from "../../modules/session-access/across-regions";

const group = (region: string, name = "/acme") => `arn:aws:logs:${region}:111122223333:log-group:${name}`;

test("writes ARNs that differ in the Region once", () => {
  expect(acrossRegions([group("eu-west-1"), group("us-east-1"), group("eu-west-1", "/other")])).toEqual([
    group("*"),
    group("eu-west-1", "/other"),
  ]);
});

test("leaves one Region as it is, named twice or not", () => {
  expect(acrossRegions([group("eu-west-1"), group("eu-west-1")])).toEqual([group("eu-west-1")]);
});

test("leaves a name as it is that is not in as many Regions as asked for", () => {
  const arns = [group("eu-west-1"), group("us-east-1")];
  expect(acrossRegions(arns, 3)).toEqual(arns);
});

test("keeps what follows the Region", () => {
  expect(inAnyRegion("arn:aws:kms:eu-west-1:111122223333:alias/a:b")).toBe("arn:aws:kms:*:111122223333:alias/a:b");
});
