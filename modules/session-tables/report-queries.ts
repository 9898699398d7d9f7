/** The questions that can be asked without anybody to say who or what is meant. */
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
