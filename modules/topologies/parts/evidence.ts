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

/** The evidence settings that users of a topology choose. */
export interface EvidencePreferences
  extends Pick<SessionLedgerProps, "everyHours">,
    Pick<SessionTablesProps, "years" | "scanLimitGigabytes" | "report"> {
  /**
   * Names of auditors' roles in the account with the evidence.
   * @default - nobody; attach the policy `<name>-evidence-auditors`
   */
  readonly auditors?: readonly string[];
  /**
   * How many calls per hour raise the alarms of the dashboard.
   * @default - 5 refusals, or 1 change of preferences
   */
  readonly alarms?: CallAlarms;
}

interface EvidenceProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  readonly preferences: EvidencePreferences;
  readonly aws: AwsContext;
  /** The key of the log group and of query results. */
  readonly encryption: IEncryptionKey;
  /** The bucket of the transcripts, which also keeps the ledger. */
  readonly archive: ILogBucket;
  readonly accessLogs: IAccessLogBucket | undefined;
  readonly trail: QueriedTrail | undefined;
  readonly places: readonly LedgerPlace[];
  readonly reader?: ReaderRole;
  readonly topic: IAlertTopic;
  readonly retentionDays?: LogRetentionDays;
  readonly placement: Placement;
}

/** The ledger of an account or an organization, and what is needed to query it. */
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
  tables: (name: string) => `${name}-evidence`,
};

/** Query results are copies of the evidence, so they are deleted after a month. */
const ANSWER_DAYS = 30;

/** Creates the parts directly in `scope`. */
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
    name: evidenceNames.tables(name),
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
