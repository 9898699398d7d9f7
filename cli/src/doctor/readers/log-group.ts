import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { known, type Reading } from "../../fleet/place";
import { followReading } from "../readings";
import type { LogGroup } from "../state";
import { readKey } from "./keys";
import type { Site } from "./site";

/** A group by its name, found as the agent finds it: among those that begin with it. */
export async function readLogGroup(site: Site, name: string): Promise<Reading<LogGroup | undefined>> {
  const listed = await site.ask(
    () => site.client(CloudWatchLogsClient).send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name })),
    // A name that is none, an ARN say.
    ["InvalidParameterException"],
  );
  return followReading(listed, async (found) => {
    const group = found?.logGroups?.find(({ logGroupName }) => logGroupName === name);
    if (!group) return known(undefined);
    return known({
      name,
      arn: `arn:${site.partition}:logs:${site.region}:${site.account}:log-group:${name}`,
      ...(group.kmsKeyId && { keyArn: group.kmsKeyId, key: await readKey(site, group.kmsKeyId) }),
      ...(group.retentionInDays && { retentionDays: group.retentionInDays }),
      isProtected: group.deletionProtectionEnabled ?? false,
      isMasked: group.dataProtectionStatus === "ACTIVATED",
      isForInfrequentAccess: group.logGroupClass === "INFREQUENT_ACCESS",
    });
  });
}
