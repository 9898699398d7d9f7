import {
  accountId,
  construct,
  iamName,
  known,
  listOf,
  moduleRules,
  object,
  optional,
  organizationId,
  region,
  regionalRules,
  removalRules,
  Schema,
  sameRegion,
  text,
  wholeNumber,
} from "../core/internal";
import { limits } from "../facts";
import { logBucket } from "../log-bucket/log-bucket-schema";
import { logGroup } from "../log-group/log-group-schema";
import type { LedgerReaderProps } from "./ledger-reader";
import type { ISessionLedger, LedgerPlace, ReaderRole, SessionLedgerProps } from "./session-ledger";
import type { CollectorRole } from "./session-ledger-policy";

export const sessionLedger = construct<ISessionLedger>(
  "a SessionLedger",
  ["functionName", "deadLetterQueueName", "everyHours", "unreadableMetric", "region"],
  "pass the ledger itself",
);

const regions = listOf(region, { unit: "Region", some: true, unique: true, resize: "name the Regions to read" });
const roleName = iamName(limits.roleNameLength);

const place = object<LedgerPlace>({
  accounts: listOf(accountId, { unit: "account", some: true, unique: true, resize: "name the accounts to read" }),
  regions,
});

/** Must be known: the alarm waits for twice as long. */
export const everyHours = optional(known(wholeNumber(limits.ledgerHours)));

export const sessionLedgerSchema = Schema.for<SessionLedgerProps>({
  ...regionalRules,
  ...removalRules,
  name: text({
    length: limits.ledgerNameLength,
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-session-ledger",
  }),
  bucket: logBucket,
  transcripts: optional(logBucket),
  logGroup,
  places: listOf(place, { unit: "place", some: true, resize: "name accounts and Regions" }),
  reader: optional(object<ReaderRole>({ roleName, organizationId })),
  everyHours,
})
  .relate(["bucket", "transcripts", "logGroup"], ({ bucket, transcripts, logGroup: group }, aws) => [
    ...sameRegion("bucket", bucket.region, aws.region),
    ...(transcripts ? sameRegion("transcripts", transcripts.region, aws.region) : []),
    ...sameRegion("logGroup", group.region, aws.region),
  ])
  .relate(["places", "reader"], ({ places, reader }, aws) => {
    if (reader) return [];
    const others = places.flatMap(({ accounts }) => accounts).filter((account) => account !== aws.account);
    if (others.length === 0) return [];
    const fix = "give it, and make a LedgerReader in each of these accounts";
    return [{ prop: "reader", allowed: "given where other accounts are read", got: others, fix }];
  });

export const ledgerReaderSchema = Schema.for<LedgerReaderProps>({
  ...moduleRules,
  name: roleName,
  regions,
  collector: object<CollectorRole>({ account: accountId, roleName, organizationId }),
});
