import { proves } from "./support/table";
import { auditorCalls, collectorCalls, keysAreKept, ledgerServices, readerCalls, reportCalls } from "./tables/evidence";
import { ownSessions } from "./tables/own-ledger";
import { evidenceAccount } from "./worlds/evidence-account.world";
import { ownLedger } from "./worlds/own-ledger.world";

proves({ title: "the collector of a ledger", world: evidenceAccount, rows: collectorCalls });
proves({ title: "services that run it", world: evidenceAccount, rows: ledgerServices });
proves({ title: "the role that lets it in", world: evidenceAccount, rows: readerCalls });
proves({ title: "auditors", world: evidenceAccount, rows: auditorCalls });
proves({ title: "a report that asks by itself", world: evidenceAccount, rows: reportCalls });
proves({ title: "whoever wants its keys gone", world: evidenceAccount, rows: keysAreKept });
proves({ title: "a ledger of one account", world: ownLedger, rows: ownSessions });
