import { type AnyRule, flag, optional } from "../../../modules/core/internal";
import { limits } from "../../../modules/facts";
import { reportQueries } from "../../../modules/session-tables/report-queries";
import { collectorZip } from "../../collector/bundle";
import { memberFeature, type Override } from "../variables";
import { baseNameLiteral } from "./inputs";

/**
 * The ledger of sessions, and what is needed to query it. The construct calculates with these numbers, so it gets ones that
 * are found nowhere else, and what it makes of them becomes an expression.
 */

const at = "var.evidence";
const report = `${at}.report`;
const alarms = `${at}.alarms`;
// What may be null is asked through `try`, also where nothing is made of it.
const auditors = `try(${at}.auditors, toset([]))`;
const queries = `try(${report}.queries, [])`;
const startsPerHour = `try(${alarms}.starts_per_hour, null)`;

const most = {
  everyHours: limits.ledgerHours.max - 1,
  years: limits.queriedYears.max - 1,
  gigabytes: limits.scanLimitGigabytes.max - 1,
  everyDays: limits.reportDays.max - 1,
  starts: limits.callsPerHour.max - 1,
  refusals: limits.callsPerHour.max - 2,
  changes: limits.callsPerHour.max - 3,
};
const silentHours = 2 * most.everyHours + 1;

const always = (name: string, value: number) => [
  { name: `evidence.${name}`, states: { set: { when: "true", value: () => value } } },
];

export const evidenceInputs = {
  docs: {
    evidence: "EvidencePreferences",
    "evidence.report": "QuestionReport",
    "evidence.alarms": "CallAlarms",
  },
  overrides: {
    evidence: {
      default: "null",
      features: [
        {
          name: "evidence",
          states: { none: { when: `${at} == null` }, some: { when: `${at} != null`, value: () => ({}) } },
        },
      ],
    },
    "evidence.everyHours": { features: always("everyHours", most.everyHours) },
    "evidence.years": { features: always("years", most.years) },
    "evidence.scanLimitGigabytes": { features: always("scanLimitGigabytes", most.gigabytes) },
    "evidence.auditors": {
      features: [
        {
          name: "evidence.auditors",
          states: {
            none: { when: `length(${auditors}) == 0` },
            some: { when: `length(${auditors}) > 0`, value: () => ["each.auditor"] },
          },
        },
      ],
      placeholders: [{ literal: "each.auditor", list: auditors, item: "auditor", sample: "auditors" }],
    },
    "evidence.report": {
      features: [
        {
          name: "evidence.report",
          states: {
            none: { when: `try(${report}, null) == null` },
            some: { when: `try(${report}, null) != null`, value: () => ({}) },
          },
        },
      ],
    },
    "evidence.report.queries": {
      features: reportQueries.map((query) => {
        return memberFeature("evidence.report.queries", "evidence.report.queries", query, () => query, queries);
      }),
    },
    "evidence.report.everyDays": { features: always("report.everyDays", most.everyDays) },
    "evidence.alarms.startsPerHour": {
      features: [
        {
          name: "evidence.alarms.startsPerHour",
          states: {
            unset: { when: `${startsPerHour} == null` },
            set: { when: `${startsPerHour} != null`, value: () => most.starts },
          },
        },
      ],
    },
    "evidence.alarms.refusalsPerHour": { features: always("alarms.refusalsPerHour", most.refusals) },
    "evidence.alarms.preferenceChangesPerHour": { features: always("alarms.preferenceChangesPerHour", most.changes) },
  } satisfies Record<string, Override>,
  literals: {
    // Names of databases have no hyphens.
    [baseNameLiteral.replaceAll("-", "_")]: 'replace(var.name, "-", "_")',
    [`rate(${most.everyHours} hours)`]: `rate(\${${at}.every_hours} \${${at}.every_hours == 1 ? "hour" : "hours"})`,
    [`rate(${most.everyDays} days)`]: `rate(\${${report}.every_days} \${${report}.every_days == 1 ? "day" : "days"})`,
    [`${silentHours} hours`]: `\${2 * ${at}.every_hours + 1} hours`,
    [`NOW-${most.years}YEARS`]: `NOW-\${${at}.years}YEARS`,
    [String(most.starts)]: `${alarms}.starts_per_hour`,
    [String(most.refusals)]: `${alarms}.refusals_per_hour`,
    [String(most.changes)]: `${alarms}.preference_changes_per_hour`,
  },
  numbers: {
    [silentHours]: `2 * ${at}.every_hours + 1`,
    [most.gigabytes * 1_000_000_000]: `${at}.scan_limit_gigabytes * 1000000000`,
    [most.starts]: `${alarms}.starts_per_hour`,
    [most.refusals]: `${alarms}.refusals_per_hour`,
    [most.changes]: `${alarms}.preference_changes_per_hour`,
  },
};

/** What a module for another account of an organization with a ledger is told of it. */
export function ledgerFlag(description: string) {
  return { rule: optional(flag()) as AnyRule, override: { description } satisfies Override };
}

/** The code of the ledger's function. A module has a copy: who takes its folder only has all that it needs. */
export const collectorFile = { "collector.zip": collectorZip };
