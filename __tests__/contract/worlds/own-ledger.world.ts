import { LogBucket, LogGroup, SessionLedger, setAwsContext } from "../../../modules";
import { newStack } from "../../support/synth";
import { World } from "../support/world";

/** One account whose ledger reads its own sessions. */
export const ownLedger = World.of(ownLedgerStack());

function ownLedgerStack() {
  const stack = newStack();
  setAwsContext(stack, { account: "111122223333", region: "eu-west-1" });
  new SessionLedger(stack, "Ledger", {
    name: "acme-session-ledger",
    bucket: LogBucket.fromName(stack, "Archive", { name: "acme-archive", encryption: "s3-managed" }),
    logGroup: LogGroup.fromName(stack, "LedgerLogs", { name: "/acme/session-ledger", encrypted: true }),
    places: [{ accounts: ["111122223333"], regions: ["eu-west-1"] }],
  });
  return stack;
}
