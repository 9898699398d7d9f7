import { isKnownRegion, limits, longest, partitionOf } from "../../modules/facts";

test.each([
  ["eu-west-1", "aws", "amazonaws.com"],
  ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
  ["cn-northwest-1", "aws-cn", "amazonaws.com.cn"],
  ["us-iso-east-1", "aws-iso", "c2s.ic.gov"],
  ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"],
  ["us-isof-south-1", "aws-iso-f", "csp.hci.ic.gov"],
  ["eu-isoe-west-1", "aws-iso-e", "cloud.adc-e.uk"],
  ["eusc-de-east-1", "aws-eusc", "amazonaws.eu"],
])("%s is of partition %s, where names end in %s", (region, partition, dnsSuffix) => {
  expect(partitionOf(region)).toEqual({ partition, dnsSuffix });
});

test("a Region that is newer than this library belongs to the partition of its neighbours", () => {
  expect(partitionOf("us-gov-south-9").partition).toBe("aws-us-gov");
  expect(partitionOf("zz-north-1").partition).toBe("aws");
});

test.each([
  ["eu-west-1", true],
  ["us-gov-west-1", true],
  ["eu-west-9", false],
  ["eu-west", false],
])("%s is a Region that this library knows: %p", (region, expected) => {
  expect(isKnownRegion(region)).toBe(expected);
});

test("the longest values are those of the table", () => {
  expect({ ...longest, keyArn: longest.keyArn.length }).toEqual({
    account: "123456789012",
    partition: "aws-us-gov",
    dnsSuffix: "amazonaws.com.cn",
    region: "us-isof-south-1",
    keyArn: "arn:aws-iso-f:kms:us-isof-south-1:123456789012:key/12345678-1234-1234-1234-123456789012".length,
  });
});

test("the longest base name leaves every bucket name within its limit, in the Region with the longest name", () => {
  // A longer Region would shorten the base name: that is a breaking change.
  expect(limits.baseNameLength.max).toBe(22);
  const name = `${"a".repeat(22)}-transcripts-${longest.account}-${longest.region}`;
  expect(name.length).toBeLessThanOrEqual(limits.bucketNameLength.max);
});
