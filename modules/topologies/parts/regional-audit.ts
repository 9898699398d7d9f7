import type { Construct } from "constructs";
import { AccountSettings } from "../../account-settings";
import type { Placement, RemovalProps } from "../../core/internal";
import { EncryptionKey } from "../../encryption-key";
import type { IEventBus, IForwardingRole } from "../../event-bus";
import type { LogRetentionDays } from "../../facts";
import type { ILogBucket } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import { SessionDocument, type SessionDocumentProps } from "../../session-document";
import { SessionEvents, sessionPatterns, targets } from "../../session-events";

/** What users of a topology decide about sessions; the rest follows from the topology. */
export type SessionPreferences = Pick<
  SessionDocumentProps,
  "idleTimeoutMinutes" | "maxDurationMinutes" | "runAs" | "shellProfile" | "adopt"
>;

/** Name of the rules that forward session events; their role is bound to it. */
export const forwardingRuleName = (name: string) => `${name}-session-forwarding`;

interface RegionalProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  /** Provider and Region of everything made. */
  readonly placement: Placement;
}

/** The keys that each Region of an account has of its own. */
export interface RegionalKeys {
  readonly sessionKey: EncryptionKey;
  readonly logsKey: EncryptionKey;
}

interface RegionalKeysProps extends RegionalProps {
  readonly keyAdministrators: readonly string[] | undefined;
}

/** Creates the keys straight in `scope`: buckets that the audit writes to may need one of them first. */
export function createRegionalKeys(scope: Construct, props: RegionalKeysProps): RegionalKeys {
  const { name, keyAdministrators: administrators, removal, placement } = props;
  const sessionKey = new EncryptionKey(scope, "SessionKey", {
    alias: `alias/${name}-sessions`,
    description: "Traffic of Session Manager sessions, used by operators and nodes",
    administrators,
    removal,
    ...placement,
  });
  const logsKey = new EncryptionKey(scope, "LogsKey", {
    alias: `alias/${name}-logs`,
    description: "Session output and other audit data at rest",
    administrators,
    removal,
    ...placement,
  });
  return { sessionKey, logsKey };
}

interface RegionalAuditProps extends RegionalProps {
  readonly keys: RegionalKeys;
  /** Where transcripts go. */
  readonly bucket: ILogBucket;
  readonly session: SessionPreferences | undefined;
  readonly retentionDays: LogRetentionDays | undefined;
  /**
   * Where session events of the Region go, and the role to send them with.
   * @default - they stay on the Region's default bus
   */
  readonly forwardTo?: { readonly bus: IEventBus; readonly role: IForwardingRole };
}

/** What each Region of an account has of its own, since documents, log groups and keys do not cross Regions. */
export interface RegionalAudit extends RegionalKeys {
  readonly logGroup: LogGroup;
  readonly document: SessionDocument;
  readonly settings: AccountSettings;
  readonly forwarding: SessionEvents | undefined;
}

/** Creates the parts straight in `scope`, so that those of the home Region need no level of their own in their ids. */
export function createRegionalAudit(scope: Construct, props: RegionalAuditProps): RegionalAudit {
  const { name, keys, bucket, session, retentionDays, removal, placement } = props;
  const logGroup = new LogGroup(scope, "SessionLogGroup", {
    name: `/${name}/sessions`,
    encryptionKey: keys.logsKey,
    retentionDays,
    removal,
    ...placement,
  });
  const document = new SessionDocument(scope, "Document", {
    ...session,
    encryptionKey: keys.sessionKey,
    bucket,
    logGroup,
    ...placement,
  });
  const settings = new AccountSettings(scope, "Settings", placement);
  return { ...keys, logGroup, document, settings, forwarding: forward(scope, props) };
}

/** One hop: EventBridge passes an event on once, so each Region sends straight to where events are acted on. */
function forward(
  scope: Construct,
  { name, forwardTo, removal, placement }: RegionalAuditProps,
): SessionEvents | undefined {
  if (!forwardTo) return undefined;
  return new SessionEvents(scope, "Forwarding", {
    name: forwardingRuleName(name),
    pattern: sessionPatterns.calls(),
    targets: [targets.eventBus(forwardTo.bus, { role: forwardTo.role })],
    removal,
    ...placement,
  });
}
