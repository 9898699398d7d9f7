import type { Limit } from "./limit";

/** Limits of ledger, tables and dashboard. */
export const evidenceLimits = {
  /** What the name of the schedule's role leaves of 64. */
  ledgerNameLength: {
    min: 1,
    max: 55,
    unit: "characters",
    source: "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  },
  /** An alarm looks back for twice as long, within the week that it can. */
  ledgerHours: {
    min: 1,
    max: 24,
    unit: "hours",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
  },
  /** What the longest name of a scheduled question leaves of 64. */
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
  /** Athena wants 10 MB at least. */
  scanLimitGigabytes: {
    min: 1,
    max: 100000,
    unit: "gigabytes",
    source: "https://docs.aws.amazon.com/athena/latest/APIReference/API_WorkGroupConfiguration.html",
  },
  /** Questions look back for 30 days. */
  reportDays: {
    min: 1,
    max: 30,
    unit: "days",
    source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
  },
  /** What the longest name of an alarm beside it leaves of 255. */
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
