import { DescribeRegionsCommand, type EC2Client } from "@aws-sdk/client-ec2";
import { UsageError } from "../io";

/** The Regions that an account has enabled. Those it has not answer no call. */
export async function enabledRegions(client: EC2Client): Promise<string[]> {
  const { Regions } = await client.send(new DescribeRegionsCommand({ AllRegions: false }));
  return (Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []).sort();
}

/** Regions from options, each once: `--region eu-west-1,eu-central-1`. */
export function parseRegions(values: readonly string[]): string[] {
  const regions = values.flatMap((value) => value.split(",")).map((region) => region.trim());
  for (const region of regions) {
    if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) {
      throw new UsageError(`--region must be the code of a Region, such as eu-west-1, got: ${region || '""'}`);
    }
  }
  return [...new Set(regions)];
}
