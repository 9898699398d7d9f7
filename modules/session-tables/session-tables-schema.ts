import {
  accountId,
  iamName,
  known,
  listOf,
  object,
  oneOf,
  optional,
  organizationId,
  region,
  regionalRules,
  Schema,
  sameRegion,
  text,
  wholeNumber,
} from "../core/internal";
import { evidenceQueries } from "../evidence";
import { limits } from "../facts";
import { logBucket } from "../log-bucket/log-bucket-schema";
import { reportQueries } from "./report-queries";
import type { QueriedTrail, QuestionReport, SessionTablesProps } from "./session-tables";

const accounts = listOf(accountId, {
  unit: "account",
  some: true,
  unique: true,
  resize: "name the accounts of the trail",
});
const regions = listOf(region, { unit: "Region", some: true, unique: true, resize: "name the Regions of the trail" });

/** Rules for the props that topologies offer too. */
export const questionRules = {
  years: optional(known(wholeNumber(limits.queriedYears))),
  // Calculated with: AWS counts in bytes.
  scanLimitGigabytes: optional(known(wholeNumber(limits.scanLimitGigabytes))),
  report: optional(
    object<QuestionReport>({
      queries: listOf(known(oneOf(reportQueries)), { unit: "question", some: true, unique: true }),
      everyDays: known(wholeNumber(limits.reportDays)),
    }),
  ),
};

/** Names of the roles that may run queries. */
export const auditorNames = listOf(known(iamName(limits.roleNameLength)), { unique: true });

export const sessionTablesSchema = Schema.for<SessionTablesProps>({
  ...regionalRules,
  ...questionRules,
  name: text({
    length: limits.tablesNameLength,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    allowed: "lower-case letters, digits and single inner hyphens",
    fix: "write it like acme-audit-evidence",
  }),
  trail: optional(
    object<QueriedTrail>({ bucket: logBucket, accounts, regions, organizationId: optional(organizationId) }),
  ),
  ledger: optional(logBucket),
  results: logBucket,
  attachTo: optional(auditorNames),
})
  .relate(["trail", "ledger"], ({ trail, ledger }) => {
    if (trail || ledger) return [];
    return [
      { prop: "trail", allowed: "given where ledger is left out", got: undefined, fix: "name the bucket to query" },
    ];
  })
  .relate(["trail", "ledger", "report"], ({ trail, ledger, report }) => {
    const given = { trail, ledger, collections: ledger };
    const answerless = evidenceQueries.filter(
      ({ name, tables }) =>
        (report?.queries as readonly string[] | undefined)?.includes(name) &&
        tables.some((table) => given[table] === undefined),
    );
    if (answerless.length === 0) return [];
    const allowed = "questions whose tables are there";
    const fix = "name trail and ledger, or leave these questions out";
    return [{ prop: "report.queries", allowed, got: answerless.map(({ name }) => name), fix }];
  })
  .relate(["trail", "ledger", "results"], ({ trail, ledger, results }, aws) => [
    ...(trail ? sameRegion("trail.bucket", trail.bucket.region, aws.region) : []),
    ...(ledger ? sameRegion("ledger", ledger.region, aws.region) : []),
    ...sameRegion("results", results.region, aws.region),
  ]);
