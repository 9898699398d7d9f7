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

/** The places of an event, each once. */
export function placesOf(event: CollectorEvent): Place[] {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/.test(event.scheduledTime)) {
    throw new Error(`scheduledTime must be a time, such as 2026-07-14T06:00:00Z, got: ${event.scheduledTime}`);
  }
  const places = new Map<string, Place>();
  for (const { accounts, regions } of event.places ?? []) {
    for (const account of accounts) {
      for (const region of regions) places.set(`${account} ${region}`, { account, region });
    }
  }
  if (places.size === 0) throw new Error("places must name accounts and Regions, got none");
  return [...places.values()];
}
