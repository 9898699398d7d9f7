import { DEFAULT_DOCUMENT_NAME } from "../../facts";
import { since } from "./query";

const mfa = "useridentity.sessioncontext.attributes.mfaauthenticated";

/**
 * StartSession calls, each once: CloudTrail may deliver a record twice. Athena has a call of that name too, so the
 * source is compared. Columns are those that `trailCall` reads from a record.
 */
export const starts = (days: number) => `
starts AS (
  SELECT *
  FROM (
    SELECT
      json_extract_scalar(responseelements, '$.sessionId') AS session_id,
      eventid AS event_id,
      account,
      region,
      eventtime AS started_at,
      CASE
        WHEN useridentity.type = 'Root' THEN 'root'
        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
      END AS person,
      useridentity.arn AS principal,
      useridentity.sessioncontext.sourceidentity AS source_identity,
      useridentity.type AS identity_type,
      json_extract_scalar(requestparameters, '$.target') AS target,
      coalesce(json_extract_scalar(requestparameters, '$.documentName'), '${DEFAULT_DOCUMENT_NAME}') AS document,
      json_extract_scalar(requestparameters, '$.reason') AS reason,
      sourceipaddress AS source_address,
      useragent AS user_agent,
      CASE
        -- Identity Center asks for the second factor itself: "false" says nothing there.
        WHEN ${mfa} = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
        WHEN ${mfa} IS NOT NULL THEN ${mfa}
        -- An access key of a user has no session that could have had one.
        WHEN useridentity.type = 'IAMUser' THEN 'false'
      END AS mfa,
      errorcode AS error_code,
      errormessage AS error_message,
      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
    FROM trail
    WHERE eventsource = 'ssm.amazonaws.com'
      AND eventname = 'StartSession'
      AND ${since(days, "%Y/%m/%d")}
  ) AS calls
  WHERE copy = 1
)`;

/** Sessions from the ledger. If a session has two lines, the one about its end counts. */
const told = (days: number) => `
told AS (
  SELECT *
  FROM (
    SELECT
      *,
      row_number() OVER (
        PARTITION BY account, region, session_id
        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at
      ) AS line
    FROM ledger
    -- A day more: CloudTrail files a call of late evening under the next day.
    WHERE ${since(days + 1, "%Y-%m-%d")}
  ) AS lines
  WHERE line = 1
)`;

/**
 * Each session once, whichever source knows it, with a verdict in the words of `judge`. These tables do not know what a
 * document says about logging, so sessions of a custom document that logs nothing show as missing.
 */
export const sessions = (days: number) => `${starts(days)},${told(days)},
sessions AS (
  SELECT
    coalesce(told.session_id, starts.session_id) AS session_id,
    CASE
      WHEN told.transcript_bytes > 0 THEN 'recorded'
      WHEN told.status = 'failed' THEN 'refused'
      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'
      WHEN told.session_id IS NULL THEN 'unknown'
      WHEN told.status = 'active' THEN 'open'
      WHEN told.transcript_checked_at IS NULL THEN 'unknown'
      WHEN told.transcript_bytes = 0 THEN 'partial'
      ELSE 'missing'
    END AS verdict,
    coalesce(told.account, starts.account) AS account,
    coalesce(told.region, starts.region) AS region,
    coalesce(told.person, starts.person) AS person,
    coalesce(told.principal, starts.principal) AS principal,
    starts.source_identity AS source_identity,
    coalesce(told.target, starts.target) AS target,
    coalesce(told.document, starts.document) AS document,
    coalesce(told.started_at, starts.started_at) AS started_at,
    told.ended_at AS ended_at,
    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,
    coalesce(told.reason, starts.reason) AS reason,
    starts.source_address AS source_address,
    starts.mfa AS mfa,
    starts.user_agent AS user_agent,
    starts.event_id AS event_id,
    told.transcript_key AS transcript_key,
    told.transcript_bytes AS transcript_bytes
  FROM told
  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts
    ON told.session_id = starts.session_id
    AND told.account = starts.account
    AND told.region = starts.region
  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '${days}' DAY, '%Y-%m-%d')
)`;
