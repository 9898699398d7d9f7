/** Region prefix, partition and DNS suffix, longest prefix first. @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitions = [
  { prefix: "us-isob-", partition: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov" },
  { prefix: "us-isof-", partition: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov" },
  { prefix: "eu-isoe-", partition: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk" },
  { prefix: "us-iso-", partition: "aws-iso", dnsSuffix: "c2s.ic.gov" },
  { prefix: "us-gov-", partition: "aws-us-gov", dnsSuffix: "amazonaws.com" },
  { prefix: "eusc-", partition: "aws-eusc", dnsSuffix: "amazonaws.eu" },
  { prefix: "cn-", partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" },
  { prefix: "", partition: "aws", dnsSuffix: "amazonaws.com" },
] as const;

export function partitionOf(region: string): { readonly partition: string; readonly dnsSuffix: string } {
  return partitions.find(({ prefix }) => region.startsWith(prefix))!;
}
