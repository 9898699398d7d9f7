import { EncryptionKey, LedgerReader, LogBucket, LogGroup, SessionLedger, SessionTables } from "../../../modules";
import { newStack } from "../../support/synth";
import { World } from "../support/world";

/**
 * The archive of an organization with ledger, tables and a daily report, and, where its collector reads, the role that lets
 * it in: here it is that of another archive.
 */
export const evidenceAccount = World.of(evidenceStack());

function evidenceStack() {
  const stack = newStack();
  const key = (id: string) =>
    new EncryptionKey(stack, `${id}Key`, { alias: `alias/acme-${id.toLowerCase()}`, description: id });
  // What the policies of buckets do, the other worlds show.
  const bucket = (id: string) =>
    LogBucket.fromName(stack, id, { name: `acme-${id.toLowerCase()}`, encryption: key(id), grantsGiven: true });
  const archive = bucket("Archive");
  const organizationId = "o-a1b2c3d4e5";
  new SessionLedger(stack, "Ledger", {
    name: "acme-session-ledger",
    bucket: archive,
    transcripts: archive,
    logGroup: LogGroup.fromName(stack, "LedgerLogs", { name: "/acme/session-ledger", encrypted: true }),
    places: [{ accounts: ["444455556666"], regions: ["eu-west-1"] }],
    reader: { roleName: "acme-ledger-reader", organizationId },
  });
  new SessionTables(stack, "Tables", {
    name: "acme-evidence",
    trail: { bucket: bucket("Trail"), organizationId, accounts: ["444455556666"], regions: ["eu-west-1"] },
    ledger: archive,
    results: bucket("Answers"),
    report: { queries: ["missing-recordings"], everyDays: 1 },
  });
  new LedgerReader(stack, "Reader", {
    name: "acme-ledger-reader",
    regions: ["eu-west-1"],
    collector: { account: "999988887777", roleName: "acme-session-ledger", organizationId },
  });
  return stack;
}
