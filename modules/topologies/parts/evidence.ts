import type { Construct } from "constructs";
import type { IAlertTopic } from "../../alert-topic";
import { AuditAlarms } from "../../audit-alarms";
import type { AwsContext, Placement, RemovalProps } from "../../core/internal";
import type { IEncryptionKey } from "../../encryption-key";
import type { LogRetentionDays } from "../../facts";
import { type IAccessLogBucket, type ILogBucket, LogBucket } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import type { CallAlarms } from "../../session-dashboard";
import { type LedgerPlace, type ReaderRole, SessionLedger, type SessionLedgerProps } from "../../session-ledger";
import { type QueriedTrail, SessionTables, type SessionTablesProps } from "../../session-tables";

/** What users of a topology decide about evidence. */
export interface EvidencePreferences
  extends Pick<SessionLedgerProps, "everyHours">,
    Pick<SessionTablesProps, "years" | "scanLimitGigabytes" | "report"> {
  /**
   * Names of the roles of auditors, in the account that has the evidence.
   * @default - nobody; attach the policy `<name>-evidence-auditors`
   */
  readonly auditors?: readonly string[];
  /**
   * From how many calls in an hour on the dashboard raises alarms.
   * @default - 5 refusals, or 1 change of preferences
   */
  readonly alarms?: CallAlarms;
}

interface EvidenceProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  readonly preferences: EvidencePreferences;
  readonly aws: AwsContext;
  /** Of the log group, and of answers. */
  readonly encryption: IEncryptionKey;
  /** The bucket of the transcripts, which keeps the ledger too. */
  readonly archive: ILogBucket;
  readonly accessLogs: IAccessLogBucket | undefined;
  readonly trail: QueriedTrail | undefined;
  readonly places: readonly LedgerPlace[];
  readonly reader?: ReaderRole;
  readonly topic: IAlertTopic;
  readonly retentionDays?: LogRetentionDays;
  readonly placement: Placement;
}

/** The ledger of an account or an organization, and what is needed to ask it. */
export interface Evidence {
  readonly ledger: SessionLedger;
  readonly ledgerLogGroup: LogGroup;
  readonly answersBucket: LogBucket;
  readonly tables: SessionTables;
  readonly alarms: AuditAlarms;
}

/** Names that accounts must agree on. */
export const evidenceNames = {
  ledger: (name: string) => `${name}-session-ledger`,
  reader: (name: string) => `${name}-ledger-reader`,
};

/** Answers are copies of what the evidence holds: they go after a month. */
const ANSWER_DAYS = 30;

/** Creates the parts straight in `scope`. */
export function createEvidence(scope: Construct, props: EvidenceProps): Evidence {
  const { name, preferences, aws, encryption, archive, topic, removal, placement } = props;
  const { everyHours, auditors, years, scanLimitGigabytes, report } = preferences;
  const ledgerLogGroup = new LogGroup(scope, "LedgerLogGroup", {
    name: `/${name}/session-ledger`,
    encryptionKey: encryption,
    retentionDays: props.retentionDays,
    removal,
    ...placement,
  });
  const ledger = new SessionLedger(scope, "Ledger", {
    name: evidenceNames.ledger(name),
    bucket: archive,
    transcripts: archive,
    logGroup: ledgerLogGroup,
    places: props.places,
    reader: props.reader,
    everyHours,
    removal,
    ...placement,
  });
  const answersBucket = new LogBucket(scope, "AnswersBucket", {
    name: `${name}-answers-${aws.account}-${aws.region}`,
    encryption,
    retention: { expireAfterDays: ANSWER_DAYS },
    accessLogs: props.accessLogs,
    removal,
    ...placement,
  });
  const tables = new SessionTables(scope, "Tables", {
    name: `${name}-evidence`,
    trail: props.trail,
    ledger: archive,
    results: answersBucket,
    years,
    scanLimitGigabytes,
    attachTo: auditors,
    report,
    ...placement,
  });
  const alarms = new AuditAlarms(scope, "Alarms", { topic, ledgers: [ledger], ...placement });
  return { ledger, ledgerLogGroup, answersBucket, tables, alarms };
}
