import { type CloudTrailClient, paginateLookupEvents } from "@aws-sdk/client-cloudtrail";
import { interning, type TrailCall, trailCall } from "../../../../modules/evidence";
import { everyPage } from "../../fleet/pages";

/** The StartSession calls of a Region, refused ones included, from CloudTrail's event history. */
export async function readCalls(client: CloudTrailClient, since: Date): Promise<TrailCall[]> {
  const calls: TrailCall[] = [];
  const kept = interning();
  const input = {
    // LookupEvents takes one attribute: whose StartSession it was is told by the record.
    LookupAttributes: [{ AttributeKey: "EventName" as const, AttributeValue: "StartSession" }],
    StartTime: since,
  };
  const pages = everyPage("cloudtrail:LookupEvents", paginateLookupEvents, { client, pageSize: 50 }, input);
  for await (const { Events } of pages) {
    for (const { CloudTrailEvent } of Events ?? []) {
      const call = trailCall(JSON.parse(CloudTrailEvent ?? "{}"), kept);
      if (call) calls.push(call);
    }
  }
  return calls;
}
