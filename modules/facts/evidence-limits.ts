import type { Limit } from "./limit";

/** Limits of the ledger, the tables and the dashboard. */
export const evidenceLimits = {
  /** What the suffix of the schedule's role leaves of 64 characters. */
  ledgerNameLength: {
    min: 1,
    max: 55,
    unit: "characters",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  },
  /** An alarm looks back twice as long, and a week at most. */
  ledgerHours: {
    min: 1,
    max: 24,
    unit: "hours",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
  },
  /** What the longest query name in a schedule leaves of 64 characters. */
  tablesNameLength: {
    min: 1,
    max: 45,
    unit: "characters",
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html",
  },
  queriedYears: {
    min: 1,
    max: 100,
    unit: "years",
    source: "https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html",
  },
  /** Athena requires at least 10 MB. */
  scanLimitGigabytes: {
    min: 1,
    max: 100000,
    unit: "gigabytes",
    source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html",
  },
  /** Queries look back 30 days. */
  reportDays: {
    min: 1,
    max: 30,
    unit: "days",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
  },
  /** What the longest alarm suffix leaves of 255 characters. */
  dashboardNameLength: {
    min: 1,
    max: 200,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html",
  },
  callsPerHour: {
    min: 1,
    max: 1000000,
    unit: "calls",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  },
} as const satisfies Record<string, Limit>;
