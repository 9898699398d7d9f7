export type { ReportQuery } from "./report-queries";
export type { QueriedTrail, QuestionReport, SessionTablesProps } from "./session-tables";
export { SessionTables } from "./session-tables";
