import type { Construct } from "constructs";
import { AccountSettings } from "../../account-settings";
import type { AtLeastOne, Placement, RemovalProps } from "../../core/internal";
import { EncryptionKey, type IEncryptionKey } from "../../encryption-key";
import type { LogRetentionDays } from "../../facts";
import type { ILogBucket } from "../../log-bucket";
import { type ILogGroup, LogGroup } from "../../log-group";
import { type ISessionDocument, SessionDocument } from "../../session-document";
import type { DocumentPreferences } from "../../session-document/session-document-schema";
import { createForwarding, type Forwarding, type ForwardingTarget } from "./forwarding";
import type { WatchPreferences } from "./integrity-watch";

/** The session settings that users of a topology choose. The rest follows from the topology. */
export interface SessionPreferences extends DocumentPreferences {
  /**
   * Regions whose existing preferences, such as those that the console created, are adopted by Terraform import blocks.
   * The blocks may stay: they do nothing once a document is in the state. `true` means every Region;
   * `npx session-audit adopt --plan` lists the Regions that have preferences.
   * @default - none: Terraform creates the documents, and fails if one exists
   */
  readonly adopt?: boolean | AtLeastOne<string>;
}

/** How users of the topology record sessions in each Region. */
export interface RecordPreferences {
  /**
   * Whether session traffic has its own key in each Region, or shares that of the session output. Disabling a shared
   * key ends sessions instead of leaving them unlogged.
   * @default "separate"
   */
  readonly regionalKeys?: "separate" | "shared";
  /**
   * Whether CloudWatch Logs refuses to delete the log groups, for every caller. Needs AWS provider 6.25.
   * @default false
   */
  readonly logDeletionProtection?: boolean;
}

interface RegionalProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  /** Provider and Region of everything created here. */
  readonly placement: Placement;
}

/** The keys of each Region of an account; one if they are shared. */
export interface RegionalKeys {
  readonly sessionKey: EncryptionKey;
  readonly logsKey: EncryptionKey;
}

interface RegionalKeysProps extends RegionalProps, Pick<RecordPreferences, "regionalKeys"> {
  readonly keyAdministrators: readonly string[] | undefined;
  readonly session: SessionPreferences | undefined;
}

/** The same, created here or not. */
export interface KnownKeys {
  readonly sessionKey: IEncryptionKey;
  readonly logsKey: IEncryptionKey;
}

/** Creates the keys directly in `scope`, because buckets of the audit may need one of them first. */
export function createRegionalKeys(scope: Construct, props: RegionalKeysProps): RegionalKeys;
export function createRegionalKeys(scope: Construct, props: RegionalKeysProps, existing: Partial<KnownKeys>): KnownKeys;
export function createRegionalKeys(
  scope: Construct,
  props: RegionalKeysProps,
  existing: Partial<KnownKeys> = {},
): KnownKeys {
  const { name, regionalKeys = "separate", keyAdministrators: administrators, session, removal, placement } = props;
  const createKey = (id: string, alias: string, description: string, justInTimeAccess?: boolean) =>
    new EncryptionKey(scope, id, {
      alias: `alias/${name}-${alias}`,
      description,
      administrators,
      justInTimeAccess,
      removal,
      ...placement,
    });
  const forSessions = session?.justInTimeAccess;
  const sessionKey =
    existing.sessionKey ??
    (regionalKeys === "separate"
      ? createKey(
          "SessionKey",
          "sessions",
          "Traffic of Session Manager sessions, used by operators and nodes",
          forSessions,
        )
      : undefined);
  const logsKey =
    existing.logsKey ??
    createKey("LogsKey", "logs", "Session output and other audit data at rest", sessionKey ? undefined : forSessions);
  return { sessionKey: sessionKey ?? logsKey, logsKey };
}

interface RegionalAuditProps<Keys = RegionalKeys>
  extends RegionalProps,
    Pick<RecordPreferences, "logDeletionProtection"> {
  readonly keys: Keys;
  /** Where transcripts go. */
  readonly bucket: ILogBucket;
  readonly session: SessionPreferences | undefined;
  readonly retentionDays: LogRetentionDays | undefined;
  readonly watches: WatchPreferences;
  /**
   * Where events of the Region go.
   * @default - they stay on the Region's default bus
   */
  readonly forwardTo?: ForwardingTarget;
}

/** What each Region of an account has of its own, because documents, log groups and keys do not cross Regions. */
export interface RegionalAudit extends RegionalKeys {
  readonly logGroup: LogGroup;
  readonly document: SessionDocument;
  readonly settings: AccountSettings;
  readonly forwarding: Forwarding | undefined;
}

/** The same in an account that may already have a group for session output. */
export interface WorkloadRegion extends Omit<RegionalAudit, "logGroup"> {
  /** A `LogGroup` if it is created here. */
  readonly logGroup: ILogGroup;
}

/** The same, created here or not. */
export interface KnownRegionalAudit extends KnownKeys {
  readonly logGroup: ILogGroup;
  readonly document: ISessionDocument;
  readonly settings: AccountSettings;
  readonly forwarding: Forwarding | undefined;
}

/** Creates the parts directly in `scope`, so those of the home Region need no level of their own in their ids. */
export function createRegionalAudit(scope: Construct, props: RegionalAuditProps): RegionalAudit;
export function createRegionalAudit(
  scope: Construct,
  props: RegionalAuditProps,
  existing: { readonly logGroup: ILogGroup | undefined },
): WorkloadRegion;
export function createRegionalAudit(
  scope: Construct,
  props: RegionalAuditProps<KnownKeys>,
  existing: Partial<Pick<KnownRegionalAudit, "logGroup" | "document">>,
): KnownRegionalAudit;
export function createRegionalAudit(
  scope: Construct,
  props: RegionalAuditProps<KnownKeys>,
  existing: Partial<Pick<KnownRegionalAudit, "logGroup" | "document">> = {},
): KnownRegionalAudit {
  const { name, keys, watches, forwardTo, removal, placement } = props;
  const logGroup = existing.logGroup ?? createLogGroup(scope, props);
  const document = existing.document ?? createDocument(scope, props, logGroup);
  const settings = new AccountSettings(scope, "Settings", placement);
  const forwarding =
    forwardTo &&
    createForwarding(scope, {
      name,
      forwardTo,
      watches,
      chain: { keys: keysOf(keys), logGroups: [logGroup], buses: [{ busName: "default" }] },
      logged: { document, logGroup },
      removal,
      placement,
    });
  return { ...keys, logGroup, document, settings, forwarding };
}

function createLogGroup(scope: Construct, props: RegionalAuditProps<KnownKeys>): LogGroup {
  return new LogGroup(scope, "SessionLogGroup", {
    name: `/${props.name}/sessions`,
    encryptionKey: props.keys.logsKey,
    retentionDays: props.retentionDays,
    deletionProtection: props.logDeletionProtection,
    removal: props.removal,
    ...props.placement,
  });
}

function createDocument(scope: Construct, props: RegionalAuditProps<KnownKeys>, logGroup: ILogGroup): SessionDocument {
  const { session, keys, bucket, placement } = props;
  return new SessionDocument(scope, "Document", {
    ...session,
    adopt: isAdopted(session?.adopt, placement.region),
    encryptionKey: keys.sessionKey,
    bucket,
    logGroup,
    ...placement,
  });
}

/** Each key once, shared or not. */
export function keysOf({ sessionKey, logsKey }: KnownKeys): IEncryptionKey[] {
  return sessionKey === logsKey ? [logsKey] : [sessionKey, logsKey];
}

function isAdopted(adopt: SessionPreferences["adopt"], region: string | undefined): boolean | undefined {
  return typeof adopt === "object" ? adopt.some((named) => named === region) : adopt;
}
