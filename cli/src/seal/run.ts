import { writeFileSync } from "node:fs";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import { S3Archive } from "../archive/s3-archive";
import type { Outcome } from "../exit-codes";
import { openCaller } from "../fleet/caller";
import { type Io, UsageError } from "../io";
import { plural } from "../terminal/text";
import type { SealFlags } from "./command";
import { dayOf, parseDay } from "./days";
import { sealDays } from "./sealing";
import { kmsSigner } from "./signer";

/** An upload begun on a day may end on the next: S3 counts it to the day it was begun. */
const hoursAfterDay = 6;

/** `session-audit seal`. */
export async function runSeal(flags: SealFlags, io: Io): Promise<Outcome> {
  const from = flags.from === undefined ? undefined : parseDay("--from", flags.from);
  const until = dayOf(new Date(io.now().getTime() - (24 + hoursAfterDay) * 3_600_000));
  if (from && from > until)
    throw new UsageError(`--from must be a day that is over, ${until} at the latest, got: ${from}`);
  const caller = await openCaller(flags, io);
  try {
    const signer = await kmsSigner(caller.client(KMSClient), flags.key);
    if (flags.publicKey) writeFileSync(flags.publicKey, signer.publicKey);
    const archive = new S3Archive(caller.client(S3Client), flags.bucket);
    const sealed = await sealDays(archive, signer, {
      prefixes: flags.prefix,
      sealPrefix: flags.sealPrefix,
      ...(from && { from }),
      until,
      concurrency: 32,
    });
    for (const { day, objects, sha256 } of sealed)
      io.stdout.write(`sealed ${day}: ${plural(objects, "object")}, sha256 ${sha256}\n`);
    if (sealed.length === 0) io.stdout.write(`nothing to seal: every day up to ${until} has its seal\n`);
    return "fine";
  } finally {
    caller.close();
  }
}
