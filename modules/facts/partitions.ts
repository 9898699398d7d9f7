interface Partition {
  readonly partition: string;
  readonly dnsSuffix: string;
  /**
   * The Region that records IAM calls, since IAM is global. Rules see them there and nowhere else.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
   */
  readonly iamRegion: string;
  readonly regions: readonly string[];
}

/**
 * Partitions and their Regions as of November 2026.
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const partitions: readonly Partition[] = [
  {
    partition: "aws-cn",
    dnsSuffix: "amazonaws.com.cn",
    iamRegion: "cn-north-1",
    regions: ["cn-north-1", "cn-northwest-1"],
  },
  {
    partition: "aws-us-gov",
    dnsSuffix: "amazonaws.com",
    iamRegion: "us-gov-west-1",
    regions: ["us-gov-east-1", "us-gov-west-1"],
  },
  { partition: "aws-eusc", dnsSuffix: "amazonaws.eu", iamRegion: "eusc-de-east-1", regions: ["eusc-de-east-1"] },
  {
    partition: "aws-iso",
    dnsSuffix: "c2s.ic.gov",
    iamRegion: "us-iso-east-1",
    regions: ["us-iso-east-1", "us-iso-west-1"],
  },
  {
    partition: "aws-iso-b",
    dnsSuffix: "sc2s.sgov.gov",
    iamRegion: "us-isob-east-1",
    regions: ["us-isob-east-1", "us-isob-west-1"],
  },
  { partition: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk", iamRegion: "eu-isoe-west-1", regions: ["eu-isoe-west-1"] },
  {
    partition: "aws-iso-f",
    dnsSuffix: "csp.hci.ic.gov",
    iamRegion: "us-isof-south-1",
    regions: ["us-isof-east-1", "us-isof-south-1"],
  },
  {
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    iamRegion: "us-east-1",
    regions: [
      ...["af-south-1", "ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3"],
      ...["ap-south-1", "ap-south-2", "ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4"],
      ...["ap-southeast-5", "ap-southeast-6", "ap-southeast-7", "ca-central-1", "ca-west-1", "eu-central-1"],
      ...["eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"],
      ...["il-central-1", "me-central-1", "me-south-1", "mx-central-1", "sa-east-1"],
      ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
    ],
  },
];

const known = new Set(partitions.flatMap(({ regions }) => regions));

const byPrefix = new Map(
  partitions.flatMap(({ partition, dnsSuffix, regions }) =>
    regions.map((region) => [prefixOf(region), { partition, dnsSuffix }] as const),
  ),
);

/** Regions with one prefix, such as `us-gov`, belong to one partition, so a new Region of a known kind is placed correctly too. */
export function partitionOf(region: string): Pick<Partition, "partition" | "dnsSuffix"> {
  return byPrefix.get(prefixOf(region)) ?? byPrefix.get("us")!;
}

/** The Region in which CloudTrail records IAM calls, for accounts with resources in this one. */
export function iamRegionOf(region: string): string {
  const { partition } = partitionOf(region);
  return partitions.find((known) => known.partition === partition)!.iamRegion;
}

/** Every Region of every partition. */
export const knownRegions: readonly string[] = [...known];

export function isKnownRegion(region: string): boolean {
  return known.has(region);
}

/**
 * The longest values that AWS assigns. Sizes of names, policies and event patterns are checked with these, because
 * Terraform learns the real ones later.
 */
export const longest = {
  account: "123456789012",
  partition: longestOf(partitions.map(({ partition }) => partition)),
  dnsSuffix: longestOf(partitions.map(({ dnsSuffix }) => dnsSuffix)),
  region: longestOf([...known]),
  keyArn: longestOf(
    partitions.flatMap(({ partition, regions }) =>
      regions.map((region) => `arn:${partition}:kms:${region}:123456789012:key/12345678-1234-1234-1234-123456789012`),
    ),
  ),
} as const;

function longestOf(texts: readonly string[]): string {
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest));
}

/** `us-gov` in us-gov-west-1. */
function prefixOf(region: string): string {
  return region.split("-").slice(0, -2).join("-");
}
