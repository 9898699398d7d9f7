export type { LedgerReaderProps } from "./ledger-reader";
export { LedgerReader } from "./ledger-reader";
export type { ISessionLedger, LedgerPlace, ReaderRole, SessionLedgerProps } from "./session-ledger";
export { SessionLedger } from "./session-ledger";
export type { CollectorRole } from "./session-ledger-policy";
