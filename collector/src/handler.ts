import { awsBySdk } from "./aws";
import { collect, type Summary } from "./collect";
import { type CollectorEvent, dueTime, placesOf, settingsFrom } from "./settings";

/** As the Lambda runtime hands it over. */
interface Context {
  /** `arn:aws:lambda:eu-west-1:111122223333:function:acme-session-ledger`. */
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/** A place takes seconds. What is begun must end, and what was read must be noted. */
const reserveMs = 90_000;

export async function handler(event: CollectorEvent, context: Context): Promise<Summary> {
  const settings = settingsFrom(process.env);
  const summary = await collect(awsBySdk(settings), {
    scheduledTime: dueTime(event, new Date()),
    places: placesOf(event, settings.readerRole ? undefined : context.invokedFunctionArn.split(":")[4]),
    now: () => new Date(),
    hasTime: () => context.getRemainingTimeInMillis() > reserveMs,
  });
  // The alarms look for this line.
  console.log({ event: "collected", ...summary });
  return summary;
}
