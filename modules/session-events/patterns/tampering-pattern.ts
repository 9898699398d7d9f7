import { arnParts } from "../../core/internal";
import { type AuditPiece, eventNames } from "../../facts";
import { anyOf, type EventPattern, type Fit, fitsRule, type Match, type PatternFields } from "./event-pattern";
import { given, watchedChain } from "./session-patterns-schema";
import type { WatchedChain } from "./watched-chain";

/**
 * Somebody changed or deleted a piece of this audit chain. Matches write calls of CloudTrail, S3, KMS, CloudWatch,
 * CloudWatch Logs, EventBridge and its Scheduler, SNS, SQS, Lambda and IAM that name exactly these pieces; deployments of the stack match too. A
 * refused call matches only if its record names the piece: it may be recorded without parameters. Calls on objects and
 * log events are data events, which no rule sees. A long chain does not fit the 2,048 characters of one pattern: see
 * `tamperingParts`.
 */
export function tampering(chain: WatchedChain): EventPattern {
  return anyOf(...parts("tampering", chain, fitsRule));
}

/** The same as several patterns, each of which fits a rule. `packed` makes them few. */
export function tamperingParts(chain: WatchedChain): EventPattern[] {
  return tamperingPartsBy(fitsRule, chain);
}

/** The same by another measure. */
export function tamperingPartsBy(fits: Fit, chain: WatchedChain): EventPattern[] {
  return parts("tamperingParts", chain, fits);
}

function parts(name: string, chain: WatchedChain, fits: Fit): EventPattern[] {
  const {
    trails = [],
    buckets = [],
    keys = [],
    logGroups = [],
    rules = [],
    topics = [],
    alarms = [],
    ledgers = [],
    buses = [],
    roles = [],
    instanceProfiles = [],
    policies = [],
    organization = false,
  } = given(watchedChain, name, chain, "chain");
  const queues = [...rules, ...ledgers].flatMap(({ deadLetterQueueName }) => deadLetterQueueName ?? []);
  const some = <T>(pieces: readonly T[], pattern: (pieces: readonly T[]) => EventPattern) =>
    fewest(fits, pieces, pattern);
  return [
    ...some(trails, trailChanges),
    ...some(buckets, bucketChanges),
    ...some(keys, keyChanges),
    ...some(logGroups, logGroupChanges),
    ...some(rules, ruleChanges),
    ...some(queues, queueChanges),
    ...some(topics, topicChanges),
    ...some(
      alarms.flatMap(({ alarmNames }) => alarmNames),
      alarmChanges,
    ),
    ...some(ledgers, functionChanges),
    ...some(ledgers, scheduleChanges),
    ...some(buses, busChanges),
    ...some(roles, roleChanges),
    ...some(instanceProfiles, instanceProfileChanges),
    ...some(policies, policyChanges),
    ...(organization ? [organizationChanges] : []),
    ...(logGroups.length > 0 ? [api("logs", { eventName: calls("nothing", "log-group") })] : []),
    ...(topics.length > 0 ? [api("sns", { eventName: calls("nothing", "topic") })] : []),
  ];
}

/** As few patterns as can name all pieces of a kind, each short enough for a rule. */
function fewest<T>(fits: Fit, pieces: readonly T[], pattern: (pieces: readonly T[]) => EventPattern): EventPattern[] {
  if (pieces.length === 0) return [];
  const all = pattern(pieces);
  if (pieces.length === 1 || fits(all)) return [all];
  const half = Math.ceil(pieces.length / 2);
  return [...fewest(fits, pieces.slice(0, half), pattern), ...fewest(fits, pieces.slice(half), pattern)];
}

/** The pieces that the calls of a service act on. */
const piecesOf: Readonly<Record<string, readonly AuditPiece[]>> = {
  cloudtrail: ["trail"],
  s3: ["bucket"],
  kms: ["key", "key-alias"],
  logs: ["log-group"],
  events: ["rule", "event-bus"],
  sqs: ["dead-letter-queue"],
  sns: ["topic"],
  monitoring: ["alarm"],
  iam: ["administrator", "instance-profile", "policy"],
};

/** The same for a ledger, which only one account has. */
const piecesOfLedger: typeof piecesOf = { lambda: ["function"], scheduler: ["schedule"] };

/** The same for the management account. */
const piecesOfOrganization: typeof piecesOf = { organizations: ["organization"] };

/** The same calls on any piece, for a bus that gets only what other rules have already selected. */
export function forwardedTampering({ ledger = false, organization = false } = {}): EventPattern[] {
  const all = { ...piecesOf, ...(ledger && piecesOfLedger), ...(organization && piecesOfOrganization) };
  return Object.entries(all).map(([service, pieces]) =>
    api(service, {
      eventName: ([undefined, "nothing", "iam:PolicyARN"] as const).flatMap((toldBy) => calls(toldBy, ...pieces)),
    }),
  );
}

type Pieces<K extends Exclude<keyof WatchedChain, "organization">> = NonNullable<WatchedChain[K]>;

/** Calls identify trails by name or ARN, in `name` or `trailName`. @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
function trailChanges(trails: Pieces<"trails">): EventPattern {
  const named = trails.flatMap(({ trailName }): Match[] => [trailName, { suffix: `:trail/${trailName}` }]);
  return changes("cloudtrail", calls(undefined, "trail"), { name: named }, { trailName: named });
}

/** All bucket settings. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html */
function bucketChanges(buckets: Pieces<"buckets">): EventPattern {
  return changes("s3", calls(undefined, "bucket"), { bucketName: buckets.map(({ bucketName }) => bucketName) });
}

/**
 * KMS records the ARN of the key in `resources`, however the caller named it. For UpdateAlias that is the new key; the
 * key that loses its alias is identified only by the alias, whose ARN is there too.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-disablekey.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-updatealias.html
 */
function keyChanges(keys: Pieces<"keys">): EventPattern {
  const aliases = keys.flatMap(({ aliasArn }) => (aliasArn === undefined ? [] : arnParts(aliasArn).resource));
  const named: Match[] = [...keys.map(({ keyArn }) => keyArn), ...aliases.map((alias) => ({ suffix: `:${alias}` }))];
  return api("kms", { eventName: calls(undefined, "key", "key-alias"), resources: { ARN: named } });
}

/** Calls identify a group by its name, or by an identifier that is a name or an ARN. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutTransformer.html */
function logGroupChanges(groups: Pieces<"logGroups">): EventPattern {
  const names = groups.map(({ logGroupName }) => logGroupName);
  const byArn = names.map((name): Match => ({ suffix: `:log-group:${name}` }));
  return changes(
    "logs",
    calls(undefined, "log-group"),
    { logGroupName: names },
    { logGroupIdentifier: [...names, ...byArn] },
    { resourceIdentifier: byArn },
  );
}

/** Calls on a rule name it in `name`, calls on its targets in `rule`. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
function ruleChanges(rules: Pieces<"rules">): EventPattern {
  const names = rules.map(({ ruleName }) => anyName(ruleName));
  return changes("events", calls(undefined, "rule"), { name: names }, { rule: names });
}

/** Calls identify queues by URL, which ends in account and name, or by ARN. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/logging-using-cloudtrail.html */
function queueChanges(queues: readonly string[]): EventPattern {
  const ending = (mark: string) => queues.map((name) => anyName(name, mark));
  return changes("sqs", calls(undefined, "dead-letter-queue"), { queueUrl: ending("/") }, { sourceArn: ending(":") });
}

/** The ARN of a subscription is the ARN of its topic plus an id. @see https://docs.aws.amazon.com/sns/latest/dg/sns-logging-using-cloudtrail.html */
function topicChanges(topics: Pieces<"topics">): EventPattern {
  const arns = topics.map(({ topicArn }) => topicArn);
  return changes(
    "sns",
    calls(undefined, "topic"),
    { topicArn: arns },
    { resourceArn: arns },
    { subscriptionArn: arns.map((arn) => ({ prefix: `${arn}:` })) },
  );
}

/** CloudWatch records itself under the name of its endpoint. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html */
function alarmChanges(alarmNames: readonly string[]): EventPattern {
  const names = alarmNames.map((name) => anyName(name));
  return changes(
    "monitoring",
    calls(undefined, "alarm"),
    { alarmName: names },
    { alarmNames: names },
    { muteTargets: { alarmNames: names } },
  );
}

/** Calls identify a function by its name or ARN, or the end of either, and the version. @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
function functionChanges(ledgers: Pieces<"ledgers">): EventPattern {
  const anyForm = (name: string): Match[] => [name, { suffix: `:${name}` }, { suffix: `${name}:$LATEST` }];
  const named = ledgers.flatMap(({ functionName }) => anyForm(functionName));
  return changes("lambda", calls(undefined, "function"), { functionName: named });
}

/** @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_UpdateSchedule.html */
function scheduleChanges(ledgers: Pieces<"ledgers">): EventPattern {
  return changes("scheduler", calls(undefined, "schedule"), { name: ledgers.map(({ functionName }) => functionName) });
}

/** Calls on the default bus need not name it. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html */
function busChanges(buses: Pieces<"buses">): EventPattern {
  const names: Match[] = buses.map(({ busName }) => busName);
  const unnamed: Match[] = names.includes("default") ? [{ exists: false }] : [];
  return anyOf(
    changes("events", calls(undefined, "event-bus"), { name: names }),
    changes("events", calls("nothing", "event-bus"), { eventBusName: [...names, ...unnamed] }),
  );
}

function roleChanges(roles: Pieces<"roles">): EventPattern {
  return changes("iam", calls(undefined, "administrator"), {
    roleName: roles.map(({ roleName }) => anyName(roleName)),
  });
}

function instanceProfileChanges(profiles: Pieces<"instanceProfiles">): EventPattern {
  const names = profiles.map(({ instanceProfileName }) => anyName(instanceProfileName));
  return changes("iam", calls(undefined, "instance-profile"), { instanceProfileName: names });
}

function policyChanges(policies: Pieces<"policies">): EventPattern {
  const eventName = [...calls(undefined, "policy"), ...calls("iam:PolicyARN", "policy")];
  return changes("iam", eventName, { policyArn: policies.map(({ policyArn }) => anyName(policyArn)) });
}

/** Of any policy and account, since each may be part of the guardrail. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html */
const organizationChanges = api("organizations", {
  eventName: [...calls(undefined, "organization"), ...calls("nothing", "organization")],
});

/** A name, or the end of a longer one after a separator. */
function anyName(name: string, mark?: string): Match {
  if (name.includes("*")) return { wildcard: mark ? `*${mark}${name}` : name };
  return mark ? { suffix: `${mark}${name}` } : name;
}

function calls(toldBy: "nothing" | "iam:PolicyARN" | undefined, ...pieces: readonly AuditPiece[]): Match[] {
  return pieces
    .flatMap((piece) => eventNames(piece, toldBy))
    .map((name) => (name.endsWith("*") ? { prefix: name.slice(0, -1) } : name));
}

/** Calls of a service whose request has one of these parameters. */
function changes(service: string, eventName: readonly Match[], ...requests: readonly PatternFields[]): EventPattern {
  const [first, ...others] = requests.map((requestParameters) => ({ requestParameters }));
  return api(service, { eventName, ...(others.length > 0 ? { $or: [first!, ...others] } : first) });
}

function api(service: string, detail: PatternFields): EventPattern {
  return { source: [`aws.${service}`], "detail-type": ["AWS API Call via CloudTrail"], detail };
}
