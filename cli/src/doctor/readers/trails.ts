import {
  type AdvancedEventSelector,
  CloudTrailClient,
  type Trail as Described,
  DescribeTrailsCommand,
  type EventSelector,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { known, type Reading } from "../../fleet/place";
import { followReading, mapReading } from "../readings";
import type { Trail } from "../state";
import { readKey } from "./keys";
import type { Site } from "./site";

/** Trails that record this Region, wherever they are at home. */
export async function readTrails(site: Site): Promise<Reading<readonly Trail[]>> {
  const listed = await site.ask(() => site.client(CloudTrailClient).send(new DescribeTrailsCommand({})));
  return followReading(listed, async (found) => {
    return known(await Promise.all((found?.trailList ?? []).map((trail) => readTrail(site, trail))));
  });
}

function readTrail(site: Site, trail: Described): Promise<Trail> {
  const Name = trail.TrailARN!;
  return site.once(`trail ${site.account} ${Name}`, async () => {
    // A trail of several Regions is asked where it is at home.
    const home = site.at(site.account, trail.HomeRegion!);
    const client = home.client(CloudTrailClient);
    const [status, selectors] = await Promise.all([
      home.ask(() => client.send(new GetTrailStatusCommand({ Name }))),
      home.ask(() => client.send(new GetEventSelectorsCommand({ TrailName: Name }))),
    ]);
    return {
      arn: Name,
      homeRegion: trail.HomeRegion!,
      isMultiRegion: trail.IsMultiRegionTrail ?? false,
      validatesFiles: trail.LogFileValidationEnabled ?? false,
      ...(trail.KmsKeyId && { key: await readKey(home, trail.KmsKeyId) }),
      status: mapReading(status, (found) => ({
        isLogging: found?.IsLogging ?? false,
        ...(found?.LatestDeliveryError && { deliveryError: found.LatestDeliveryError }),
        ...(found?.LatestCloudWatchLogsDeliveryError && { groupError: found.LatestCloudWatchLogsDeliveryError }),
      })),
      recordsWrites: mapReading(selectors, (found) => {
        const { EventSelectors = [], AdvancedEventSelectors = [] } = found ?? {};
        // Where nobody chose, a trail takes all management events.
        const isDefault = EventSelectors.length + AdvancedEventSelectors.length === 0;
        return isDefault || EventSelectors.some(takesWrites) || AdvancedEventSelectors.some(takesAllWrites);
      }),
    };
  });
}

function takesWrites({
  IncludeManagementEvents,
  ReadWriteType,
  ExcludeManagementEventSources,
}: EventSelector): boolean {
  return (
    IncludeManagementEvents !== false &&
    ReadWriteType !== "ReadOnly" &&
    !ExcludeManagementEventSources?.includes("ssm.amazonaws.com")
  );
}

/** Selectors by field: management events, and no condition that leaves writes of Systems Manager out. */
function takesAllWrites({ FieldSelectors = [] }: AdvancedEventSelector): boolean {
  const field = (name: string) => FieldSelectors.find(({ Field }) => Field === name);
  if (!field("eventCategory")?.Equals?.includes("Management")) return false;
  if (field("readOnly")?.Equals?.includes("true")) return false;
  const source = field("eventSource");
  if (source?.NotEquals?.includes("ssm.amazonaws.com")) return false;
  return !source?.Equals || source.Equals.includes("ssm.amazonaws.com");
}
