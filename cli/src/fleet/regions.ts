import { DescribeRegionsCommand, type EC2Client } from "@aws-sdk/client-ec2";

/** The Regions that an account has enabled. Those it has not answer no call. */
export async function enabledRegions(client: EC2Client): Promise<string[]> {
  const { Regions } = await client.send(new DescribeRegionsCommand({ AllRegions: false }));
  return (Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort();
}
