import { proves } from "./support/table";
import { evidenceAccount, ownLedger } from "./support/worlds";
import { auditorCalls, collectorCalls, keysAreKept, ledgerServices, readerCalls, reportCalls } from "./tables/evidence";
import { ownSessions } from "./tables/own-ledger";

proves({ title: "the collector of a ledger", world: evidenceAccount, rows: collectorCalls });
proves({ title: "services that run it", world: evidenceAccount, rows: ledgerServices });
proves({ title: "the role that lets it in", world: evidenceAccount, rows: readerCalls });
proves({ title: "auditors", world: evidenceAccount, rows: auditorCalls });
proves({ title: "a report that asks by itself", world: evidenceAccount, rows: reportCalls });
proves({ title: "whoever wants its keys gone", world: evidenceAccount, rows: keysAreKept });
proves({ title: "a ledger of one account", world: ownLedger, rows: ownSessions });
