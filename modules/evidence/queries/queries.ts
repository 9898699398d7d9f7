import { DEFAULT_DOCUMENT_NAME, eventNames } from "../../facts";
import { sessions, starts } from "./common-tables";
import { type EvidenceQuery, since } from "./query";

const newestFirst = "ORDER BY started_at DESC, session_id";

/** A question about all sessions, or about those that meet a condition. */
function aboutSessions(name: string, title: string, where = "", parameters: readonly string[] = []): EvidenceQuery {
  const condition = where && `WHERE ${where}\n`;
  return {
    name,
    title,
    tables: ["trail", "ledger"],
    parameters,
    sql: (days) => `WITH ${sessions(days).trim()}\nSELECT *\nFROM sessions\n${condition}${newestFirst}`,
  };
}

/** A question about StartSession calls. */
function aboutStarts(name: string, title: string, where: string): EvidenceQuery {
  return {
    name,
    title,
    tables: ["trail"],
    parameters: [],
    sql: (days) => `WITH ${starts(days).trim()}
SELECT
  started_at, account, region, person, principal, source_identity, identity_type, target, document, reason, source_address,
  user_agent, mfa, error_code, error_message, session_id, event_id
FROM starts
WHERE ${where}
ORDER BY started_at DESC, event_id`,
  };
}

const inText = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");

/** Calls on the documents that sessions ran, and on Systems Manager settings. */
const preferenceChanges: EvidenceQuery = {
  name: "preference-changes",
  title: "Who changed the session preferences, a document that sessions ran on, or a setting of Systems Manager?",
  tables: ["trail"],
  parameters: [],
  sql: (days) => `WITH ${starts(days).trim()},
changes AS (
  SELECT
    eventtime AS changed_at,
    account,
    region,
    eventname AS event_name,
    -- A document may be named by its ARN.
    coalesce(
      regexp_replace(json_extract_scalar(requestparameters, '$.name'), '^arn:.*:document/', ''),
      regexp_replace(json_extract_scalar(requestparameters, '$.resourceArn'), '^arn:.*:document/', ''),
      json_extract_scalar(requestparameters, '$.settingId')
    ) AS changed,
    useridentity.arn AS principal,
    sourceipaddress AS source_address,
    errorcode AS error_code,
    eventid AS event_id,
    row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
  FROM trail
  WHERE eventsource = 'ssm.amazonaws.com'
    AND eventname IN (${inText([...eventNames("document"), ...eventNames("setting")])})
    AND ${since(days, "%Y/%m/%d")}
)
SELECT changed_at, account, region, event_name, changed, principal, source_address, error_code, event_id
FROM changes
WHERE copy = 1
  AND (
    event_name IN (${inText(eventNames("setting"))})
    OR changed = '${DEFAULT_DOCUMENT_NAME}'
    OR changed IN (SELECT regexp_replace(document, '^arn:.*:document/', '') FROM starts)
  )
ORDER BY changed_at DESC, event_id`,
};

const unreadPlaces: EvidenceQuery = {
  name: "unread-places",
  title: "Which accounts and Regions could not be read, and until when is their ledger complete?",
  tables: ["collections"],
  parameters: [],
  sql: (days) => `SELECT
  account,
  region,
  count(*) AS runs,
  count_if(outcome = 'unreadable') AS unreadable_runs,
  max(CASE WHEN outcome = 'read' THEN collected_at END) AS last_read_at,
  max_by(outcome, collected_at) AS last_outcome,
  max_by(message, collected_at) AS last_message
FROM collections
WHERE ${since(days, "%Y-%m-%d")}
GROUP BY account, region
HAVING count_if(outcome = 'unreadable') > 0
  -- A place that no run has read for two days is not known any better.
  OR max(CASE WHEN outcome = 'read' THEN collected_at END) < date_format(current_date - INTERVAL '2' DAY, '%Y-%m-%d')
UNION ALL
SELECT NULL, NULL, 0, 0, NULL, NULL, 'no run has noted what it read'
FROM (SELECT count(*) AS runs FROM collections WHERE ${since(days, "%Y-%m-%d")}) AS noted
WHERE runs = 0
ORDER BY account, region`,
};

/** What auditors ask, in the order in which they ask it. */
export const evidenceQueries: readonly EvidenceQuery[] = [
  aboutSessions("sessions", "Who connected to what, when, from where, why and for how long, and is it recorded?"),
  aboutSessions("by-person", "What did one person connect to?", "? IN (person, principal, source_identity)", [
    "name of the person: IAM user, role session name, source identity or ARN",
  ]),
  aboutSessions("by-node", "Who connected to one node?", "target = ?", ["id of the node: i-0123456789abcdef0"]),
  aboutSessions(
    "missing-recordings",
    "Which sessions should have been recorded, and are not, or not whole?",
    "verdict IN ('missing', 'partial')",
  ),
  aboutSessions("unlogged", "Which sessions are never logged: port forwarding, SSH?", "verdict = 'unlogged'"),
  aboutSessions("unknown", "Of which sessions is it not known what became of them?", "verdict = 'unknown'"),
  aboutStarts("refused", "Who was refused a session?", "error_code IS NOT NULL"),
  aboutStarts("root", "Did anybody connect as the root user?", "identity_type = 'Root'"),
  aboutStarts("without-mfa", "Who connected without a second factor?", "mfa = 'false' AND error_code IS NULL"),
  preferenceChanges,
  unreadPlaces,
];
