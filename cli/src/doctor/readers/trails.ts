import {
  type AdvancedEventSelector,
  type AdvancedFieldSelector,
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

/** What a selector sees of a start of a session. Of other fields, such as the caller, each start has its own. */
const ofEveryStart: Readonly<Record<string, string>> = {
  eventCategory: "Management",
  eventName: "StartSession",
  eventSource: "ssm.amazonaws.com",
  eventType: "AwsApiCall",
  readOnly: "false",
};

/**
 * Selectors by field: management events, and no condition that leaves out starts of sessions, or some of them.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
function takesAllWrites({ FieldSelectors = [] }: AdvancedEventSelector): boolean {
  const names = FieldSelectors.map(({ Field }) => Field);
  return names.includes("eventCategory") && FieldSelectors.every(takesEveryStart);
}

function takesEveryStart({ Field = "", ...operators }: AdvancedFieldSelector): boolean {
  const value = ofEveryStart[Field];
  if (value === undefined) return false;
  const { Equals, NotEquals, StartsWith, NotStartsWith, EndsWith, NotEndsWith } = operators;
  return (
    (!Equals || Equals.includes(value)) &&
    (!StartsWith || StartsWith.some((start) => value.startsWith(start))) &&
    (!EndsWith || EndsWith.some((end) => value.endsWith(end))) &&
    !NotEquals?.includes(value) &&
    !NotStartsWith?.some((start) => value.startsWith(start)) &&
    !NotEndsWith?.some((end) => value.endsWith(end))
  );
}
