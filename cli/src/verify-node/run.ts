import { randomBytes } from "node:crypto";
import { GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { SSMClient, StartSessionCommand, TerminateSessionCommand } from "@aws-sdk/client-ssm";
import { DEFAULT_DOCUMENT_NAME } from "../../../modules/facts";
import { type Logging, logging } from "../doctor/policies/preferences";
import { readDocument } from "../doctor/readers/documents";
import { Site } from "../doctor/readers/site";
import type { Outcome } from "../exit-codes";
import { Fleet, type FleetOptions } from "../fleet/fleet";
import { unreadable } from "../fleet/obstacles";
import { describeObstacle, describeUnreadable, type Place } from "../fleet/place";
import { type Io, UsageError } from "../io";
import { destinationsOf, type Looked, type Patience, waitFor } from "./destinations";
import { type Ending, ShellChannel } from "./protocol/channel";
import type { MakeDataKey } from "./protocol/handshake";

export interface VerifyOptions {
  readonly node: string;
  /** @default - the preferences */
  readonly document?: string;
  readonly queueUrl?: string;
  readonly bucketAccount?: string;
  readonly isConfirmed: boolean;
  readonly patience: Patience;
}

/** Opens a real session, types something that nobody else has typed, and looks whether it was recorded. */
export async function runVerifyNode(fleetOptions: FleetOptions, options: VerifyOptions, io: Io): Promise<Outcome> {
  const fleet = await Fleet.open(fleetOptions, io);
  try {
    const place = onlyPlace(fleet, options);
    const wanted = await wantedLogging(fleet, place, options);
    if ("why" in wanted) {
      io.stdout.write(`✖ ${wanted.why}\n`);
      return wanted.outcome;
    }
    await confirm(options, place, io);
    const nonce = `session-audit-${randomBytes(12).toString("hex")}`;
    const session = await openAndType(fleet, place, options, nonce);
    if (typeof session === "string") {
      io.stdout.write(`✖ No session could be opened on ${options.node}: ${session}\n`);
      return "finding";
    }
    io.stdout.write(`✔ session ${session.id} on ${options.node} typed ${nonce} and ended\n`);
    const destinations = destinationsOf(fleet, place, wanted, { id: session.id, nonce }, options);
    const looked = await waitFor(destinations, place, options.patience);
    io.stdout.write(describe(looked, options));
    const missing = looked.filter(({ foundAfterMs }) => foundAfterMs === undefined);
    if (missing.some(({ obstacle }) => !obstacle)) return "finding";
    return missing.length > 0 ? "incomplete" : "fine";
  } finally {
    fleet.close();
  }
}

function onlyPlace(fleet: Fleet, { bucketAccount }: VerifyOptions): Place {
  const [unread] = fleet.unreadable;
  if (unread) throw new UsageError(describeUnreadable(unread));
  const places = fleet.places.filter(({ account }) => account !== bucketAccount || fleet.places.length === 1);
  if (places.length === 1) return places[0]!;
  throw new UsageError(
    `verify-node needs exactly one account and Region, got ${places.length}: add --region, and --account`,
  );
}

/** Where the session is to be recorded, or why it is not, or cannot be said. */
async function wantedLogging(
  fleet: Fleet,
  place: Place,
  { document = DEFAULT_DOCUMENT_NAME }: VerifyOptions,
): Promise<Logging | { readonly outcome: Outcome; readonly why: string }> {
  const access = {
    accounts: [place.account],
    partition: fleet.partition,
    client: fleet.client.bind(fleet) as Fleet["client"],
  };
  const reading = await readDocument(new Site(access, place), document);
  if (!reading.known) return { outcome: "incomplete", why: describeUnreadable(reading.unreadable) };
  const wanted = logging(reading.value?.content);
  if (!reading.value) {
    const why = `There is no document ${document} in ${place.account} ${place.region}: sessions leave no recording.`;
    return { outcome: "finding", why };
  }
  if (!wanted.bucket && !wanted.group)
    return {
      outcome: "finding",
      why: `${document} names neither a bucket nor a log group: sessions leave no recording.`,
    };
  return wanted;
}

async function confirm({ node, isConfirmed }: VerifyOptions, { account, region }: Place, io: Io): Promise<void> {
  const explanation = [
    `This opens a session on ${node} in ${account} ${region} as you, types echo with one unique line, and then exit.`,
    "It changes nothing on the node. Like every session, it is recorded and raises an alert: tell those who receive alerts.",
  ].join("\n");
  io.stderr.write(`${explanation}\n`);
  if (isConfirmed) return;
  if (!io.confirm) throw new UsageError("there is no terminal to ask for confirmation: give --yes");
  if (!(await io.confirm("Open it?"))) throw new UsageError("not confirmed: nothing was done");
}

/** The session, or why there was none. */
async function openAndType(
  fleet: Fleet,
  place: Place,
  { node, document }: VerifyOptions,
  nonce: string,
): Promise<{ id: string } | string> {
  const ssm = fleet.client(SSMClient, place);
  const kms = fleet.client(KMSClient, place);
  const makeDataKey: MakeDataKey = async (KeyId, NumberOfBytes, EncryptionContext) => {
    const key = await kms.send(new GenerateDataKeyCommand({ KeyId, NumberOfBytes, EncryptionContext }));
    return { plain: Buffer.from(key.Plaintext!), encrypted: Buffer.from(key.CiphertextBlob!) };
  };
  let id: string | undefined;
  try {
    const started = await ssm.send(
      new StartSessionCommand({ Target: node, Reason: nonce, ...(document && { DocumentName: document }) }),
    );
    id = started.SessionId!;
    const channel = new ShellChannel(
      { id, target: node, streamUrl: started.StreamUrl!, token: started.TokenValue! },
      makeDataKey,
    );
    const ending = await channel.run([`echo ${nonce}`, "exit"], shellTimeoutMs);
    return refusal(ending, nonce) ?? { id };
  } catch (error) {
    return describeObstacle(unreadable(error, place));
  } finally {
    // Ended by exit; this is for one that hangs. It may be over already.
    if (id) await ssm.send(new TerminateSessionCommand({ SessionId: id })).catch(() => undefined);
  }
}

const shellTimeoutMs = 120_000;

/** What the agent said instead of echoing; an agent that refuses words its reason when it closes the channel. */
function refusal({ output, reason, hasBegun }: Ending, nonce: string): string | undefined {
  if (output.includes(nonce)) return undefined;
  if (!hasBegun) return reason || "the session ended before a shell appeared";
  return `the shell did not echo what was typed. ${reason} It showed: ${output.slice(-500)}`;
}

function describe(looked: readonly Looked[], { patience, queueUrl }: VerifyOptions): string {
  const waited = `${Math.round(patience.timeoutMs / 1000)} s`;
  const lines = looked.map(({ destination, foundAfterMs, obstacle }) => {
    if (foundAfterMs !== undefined) return `✔ ${destination}: found after ${Math.round(foundAfterMs / 1000)} s`;
    if (obstacle) return `? ${destination}: could not be read: ${obstacle}`;
    return `✖ ${destination}: not there after ${waited}. Look at the agent's log on the node: /var/log/amazon/ssm/errors.log`;
  });
  if (!queueUrl) lines.push("? alerts were not checked: give --alert-queue, an SQS queue that is subscribed to them");
  return `${lines.join("\n")}\n`;
}
