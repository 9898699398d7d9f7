import { type CloudTrailClient, paginateLookupEvents } from "@aws-sdk/client-cloudtrail";
import { interning, type TrailCall, trailCall } from "../../../../modules/evidence";
import { rememberAction } from "../../fleet/obstacles";
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
    for (const { EventId, CloudTrailEvent } of Events ?? []) {
      const call = trailCall(record(EventId, CloudTrailEvent), kept);
      if (call) calls.push(call);
    }
  }
  return calls;
}

/** A record that is none could be that of any session. */
function record(id: string | undefined, text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    const error = new Error(`the record of event ${id ?? "without an id"} is no JSON`);
    rememberAction(error, "cloudtrail:LookupEvents");
    throw error;
  }
}
