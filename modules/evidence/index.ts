export * from "./expectation";
export { interning } from "./interning";
export * from "./ledger-path";
export * from "./session-record";
export * from "./trail-call";
export * from "./verdict";
