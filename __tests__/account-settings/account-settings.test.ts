import { AccountSettings } from "../../modules/account-settings";
import { expectRefusal } from "../support/refusals";
import { synth, synthIn } from "../support/synth";

const arn = (region: string, partition = "aws") =>
  `arn:${partition}:ssm:${region}:111122223333:servicesetting/ssm/documents/console/public-sharing-permission`;

test("blocks public sharing of documents, by the ARN that the provider reads back", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    expect(new AccountSettings(scope, "Settings").settingArn).toBe(arn("eu-west-1"));
  });
  expect(stack.only("aws_ssm_service_setting")).toMatchObject({
    setting_id: arn("eu-west-1"),
    setting_value: "Disable",
  });
});

test("holds per Region", () => {
  const stack = synth((scope) => {
    for (const region of ["eu-west-1", "us-east-1"]) new AccountSettings(scope, region, { region });
  });
  const regions = Object.values(stack.all("aws_ssm_service_setting")).map(({ region }) => region);
  expect(regions.sort()).toEqual(["eu-west-1", "us-east-1"]);
});

test("names the partition of its Region", () => {
  synthIn("us-gov-west-1", (scope) => {
    expect(new AccountSettings(scope, "Settings").settingArn).toBe(arn("us-gov-west-1", "aws-us-gov"));
  });
});

test("belongs to one construct per Region", () => {
  expectRefusal(
    (scope) => {
      new AccountSettings(scope, "One");
      new AccountSettings(scope, "Two");
    },
    { prop: "region", allowed: "unique", got: "/ssm/documents/console/public-sharing-permission", fix: "test/One" },
  );
});
