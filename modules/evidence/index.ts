export * from "./expectation";
export * from "./ledger-path";
export * from "./session-record";
export * from "./trail-call";
export * from "./verdict";
