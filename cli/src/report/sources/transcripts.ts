import { ListObjectsV2Command, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { type TranscriptPlace, transcriptKey } from "../../../../modules/evidence";
import { inParallel } from "../../fleet/fleet";
import { everyPage } from "../../fleet/pages";

export interface StoredTranscript {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
}

/** Up to so many sessions, asking for each costs less than listing what a bucket has gathered over the years. */
const askForEach = 100;

/** The transcripts of these sessions that are in the bucket, by session id. */
export async function findTranscripts(
  client: S3Client,
  place: TranscriptPlace,
  sessionIds: readonly string[],
): Promise<Map<string, StoredTranscript>> {
  const found = new Map<string, StoredTranscript>();
  const wanted = new Map(sessionIds.map((id) => [transcriptKey(place, id), id]));
  const note = (key: string | undefined, bytes = 0) => {
    const id = key && wanted.get(key);
    if (id) found.set(id, { bucket: place.name, key, bytes });
  };
  if (wanted.size <= askForEach) {
    await inParallel([...wanted.keys()], 10, async (Prefix) => {
      const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: place.name, Prefix, MaxKeys: 1 }));
      for (const { Key, Size } of Contents ?? []) note(Key, Size);
    });
    return found;
  }
  // Everything that the keys have in common before the session id.
  const Prefix = transcriptKey(place, "").replace(/\.log$/, "");
  const pages = everyPage("s3:ListBucket", paginateListObjectsV2, { client }, { Bucket: place.name, Prefix });
  for await (const { Contents } of pages) for (const { Key, Size } of Contents ?? []) note(Key, Size);
  return found;
}
