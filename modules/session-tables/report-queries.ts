/** The queries without parameters, which can run on a schedule. */
export const reportQueries = [
  "sessions",
  "missing-recordings",
  "unlogged",
  "unknown",
  "refused",
  "root",
  "without-mfa",
  "preference-changes",
  "unread-places",
] as const;

export type ReportQuery = (typeof reportQueries)[number];
