import { bucketName } from "../../cli/__tests__/support/world";
import { awsBySdk } from "../../collector/src/aws";
import { collect } from "../../collector/src/collect";
import { placesOf } from "../../collector/src/settings";
import { served } from "./served";

/** One run of the ledger's function over a stand-in of so many accounts and Regions, which runs beside it. */
async function main(): Promise<void> {
  const { connection, stop, ...places } = await served("serve-fleet.js");
  const settings = { bucket: bucketName, transcriptBucket: bucketName, readerRole: "arn:aws:iam::*:role/reader" };
  const scheduledTime = "2026-07-14T12:00:00Z";
  const start = performance.now();
  const summary = await collect(awsBySdk(settings, { ...connection, forcePathStyle: true }), {
    scheduledTime,
    places: placesOf({ scheduledTime, places: [places] }),
    now: () => new Date(scheduledTime),
    hasTime: () => true,
  });
  const ms = performance.now() - start;
  stop();
  console.log(JSON.stringify({ ms, ...summary }));
}

main();
