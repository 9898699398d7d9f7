/** One Region of one account. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** What the schedule hands over. */
export interface CollectorEvent {
  /** When the run was due, as EventBridge Scheduler writes it: `2026-07-14T06:00:00Z`. The same for each attempt. */
  readonly scheduledTime: string;
  /** Each account with each Region that stands beside it. */
  readonly places: readonly { readonly accounts: readonly string[]; readonly regions: readonly string[] }[];
}

export interface Settings {
  /** Bucket of the ledger. */
  readonly bucket: string;
  /** Bucket of the transcripts. Without it nobody looks for transcripts. */
  readonly transcriptBucket?: string;
  /** ARN of the role to assume in each account, with `*` for the account. Without it the function reads by itself. */
  readonly readerRole?: string;
}

/** The function's settings, from its environment. */
export function settingsFrom(environment: NodeJS.ProcessEnv): Settings {
  const { LEDGER_BUCKET: bucket, TRANSCRIPT_BUCKET: transcriptBucket, READER_ROLE: readerRole } = environment;
  if (!bucket) throw new Error("LEDGER_BUCKET must be the name of the bucket of the ledger, got nothing");
  return { bucket, ...(transcriptBucket && { transcriptBucket }), ...(readerRole && { readerRole }) };
}

/** Who else may invoke the function could ask for anything: a run that is not due would stand for one that is. */
const latestHours = 12;

/** When the run was due. Scheduler and Lambda try for seven hours at most, and never before. */
export function dueTime({ scheduledTime }: CollectorEvent, now: Date): string {
  const text = String(scheduledTime);
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new Error(`scheduledTime must be a time, such as 2026-07-14T06:00:00Z, got: ${text}`);
  const age = now.getTime() - time;
  if (age < 0 || age > latestHours * 3_600_000)
    throw new Error(`scheduledTime must be within the last ${latestHours} hours, got: ${text} at ${now.toISOString()}`);
  return text;
}

/** The places of an event, each once. Without a role there is nobody to read other accounts than the function's own. */
export function placesOf(event: CollectorEvent, own?: string): Place[] {
  const places = new Map<string, Place>();
  for (const { accounts, regions } of event.places ?? []) {
    for (const account of accounts) {
      const allowed = own === undefined ? /^\d{12}$/.test(account) : account === own;
      if (!allowed) throw new Error(`places must name ${own ?? "accounts by their 12 digits"}, got: ${account}`);
      for (const region of regions) {
        // Part of host names and keys.
        if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region))
          throw new Error(`places must name Regions, such as eu-west-1, got: ${region}`);
        places.set(`${account} ${region}`, { account, region });
      }
    }
  }
  if (places.size === 0) throw new Error("places must name accounts and Regions, got none");
  return [...places.values()];
}
