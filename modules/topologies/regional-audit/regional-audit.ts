import type { Construct } from "constructs";
import type { LogRetentionDays, RegionalModuleProps, RemovalProps } from "../../core";
import { EncryptionKey } from "../../encryption-key";
import type { ILogBucket } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import { SessionDocument, type SessionDocumentProps } from "../../session-document";

/** What of a session document a user of a topology still decides; the rest follows from the topology. */
export type SessionPreferences = Pick<
  SessionDocumentProps,
  "idleTimeoutMinutes" | "maxDurationMinutes" | "runAs" | "shellProfile" | "adopt"
>;

export interface RegionalAuditProps extends RegionalModuleProps, RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  /** Where transcripts go: a bucket, or one that is made with the Region's key for logs at rest. */
  readonly bucket: ILogBucket | ((logsKey: EncryptionKey) => ILogBucket);
  readonly session?: SessionPreferences;
  readonly retentionDays?: LogRetentionDays;
  readonly keyAdministrators?: readonly string[];
}

/** What each Region of an account has of its own, since documents, log groups and keys do not cross Regions. */
export interface RegionalAudit {
  readonly sessionKey: EncryptionKey;
  readonly logsKey: EncryptionKey;
  readonly logGroup: LogGroup;
  readonly document: SessionDocument;
}

/** Creates the parts straight in `scope`, so that those of the home Region need no level of their own in their ids. */
export function createRegionalAudit(scope: Construct, props: RegionalAuditProps): RegionalAudit {
  const { name, bucket, session, retentionDays, keyAdministrators: administrators, removal } = props;
  const at = { provider: props.provider, region: props.region };

  const sessionKey = new EncryptionKey(scope, "SessionKey", {
    ...at,
    alias: `alias/${name}-sessions`,
    description: "Traffic of Session Manager sessions, used by operators and nodes",
    administrators,
    removal,
  });
  const logsKey = new EncryptionKey(scope, "LogsKey", {
    ...at,
    alias: `alias/${name}-logs`,
    description: "Session transcripts, trail files and log groups at rest",
    administrators,
    removal,
  });
  const logGroup = new LogGroup(scope, "SessionLogGroup", {
    ...at,
    name: `/${name}/sessions`,
    encryptionKey: logsKey,
    retentionDays,
    removal,
  });
  const document = new SessionDocument(scope, "Document", {
    ...at,
    ...session,
    encryptionKey: sessionKey,
    bucket: typeof bucket === "function" ? bucket(logsKey) : bucket,
    logGroup,
  });
  return { sessionKey, logsKey, logGroup, document };
}
