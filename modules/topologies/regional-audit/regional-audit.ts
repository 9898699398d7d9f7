import type { Construct } from "constructs";
import { AccountSettings } from "../../account-settings";
import type { RegionalModuleProps, RemovalProps } from "../../core";
import { EncryptionKey } from "../../encryption-key";
import type { IEventBus, IForwardingRole } from "../../event-bus";
import type { LogRetentionDays } from "../../facts";
import type { ILogBucket } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import { SessionDocument, type SessionDocumentProps } from "../../session-document";
import { SessionEvents, sessionPatterns, targets } from "../../session-events";

/** What of a session document a user of a topology still decides; the rest follows from the topology. */
export type SessionPreferences = Pick<
  SessionDocumentProps,
  "idleTimeoutMinutes" | "maxDurationMinutes" | "runAs" | "shellProfile" | "adopt"
>;

/** Name of the rules that forward session events; their role is bound to it. */
export const forwardingRuleName = (name: string) => `${name}-session-forwarding`;

export interface RegionalAuditProps extends RegionalModuleProps, RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  /** Where transcripts go: a bucket, or one that is made with the Region's key for logs at rest. */
  readonly bucket: ILogBucket | ((logsKey: EncryptionKey) => ILogBucket);
  /**
   * Where session events of the Region go, and the role to send them with.
   * @default - they stay on the Region's default bus
   */
  readonly forwardTo?: { readonly bus: IEventBus; readonly role: IForwardingRole };
  /**
   * Preferences of the sessions themselves.
   * @default - an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile
   */
  readonly session?: SessionPreferences;
  /**
   * Days that CloudWatch Logs keeps session output.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
  /**
   * ARNs of IAM users or roles that may administer the keys by their own policies.
   * @default - whom IAM policies of the account name
   */
  readonly keyAdministrators?: readonly string[];
}

/** What each Region of an account has of its own, since documents, log groups and keys do not cross Regions. */
export interface RegionalAudit {
  readonly sessionKey: EncryptionKey;
  readonly logsKey: EncryptionKey;
  readonly logGroup: LogGroup;
  readonly document: SessionDocument;
  readonly settings: AccountSettings;
  readonly forwarding: SessionEvents | undefined;
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
    description: "Session output and other audit data at rest",
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
  const settings = new AccountSettings(scope, "Settings", at);
  return { sessionKey, logsKey, logGroup, document, settings, forwarding: forward(scope, props) };
}

/** One hop: EventBridge passes an event on once, so each Region sends straight to where events are acted on. */
function forward(
  scope: Construct,
  { provider, region, name, forwardTo }: RegionalAuditProps,
): SessionEvents | undefined {
  if (!forwardTo) return undefined;
  return new SessionEvents(scope, "Forwarding", {
    provider,
    region,
    name: forwardingRuleName(name),
    pattern: sessionPatterns.calls(),
    targets: [targets.eventBus(forwardTo.bus, { role: forwardTo.role })],
  });
}
