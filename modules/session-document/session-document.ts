import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { Annotations, type IResolvable, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arns, type RegionalModuleProps } from "../core/internal";
import type { IEncryptionKey } from "../encryption-key";
import { DEFAULT_DOCUMENT_NAME, type SessionType, TRANSCRIPT_PREFIX } from "../facts";
import type { ILogBucket } from "../log-bucket";
import type { ILogGroup } from "../log-group";
import { documentRisks } from "./document-risks";
import { ExistingSessionDocument, type ExistingSessionDocumentProps } from "./existing-session-document";
import {
  type DocumentParameter,
  type SessionCommands,
  type ShellProfile,
  sessionDocumentContent,
} from "./session-document-content";
import { sessionDocumentSchema } from "./session-document-schema";

/** What a consumer needs of a session document: its name, and where its sessions are logged. */
export interface ISessionDocument {
  readonly documentName: string;
  readonly documentArn: string;
  readonly region: string;
  readonly account: string;
  readonly sessionType: SessionType;
  readonly encryptionKey: IEncryptionKey | undefined;
  readonly bucket: ILogBucket | undefined;
  /** Prefix of the transcripts in the bucket, with account and Region and without a trailing slash. */
  readonly transcriptPrefix: string;
  readonly logGroup: ILogGroup | undefined;
  /** The operating system user of its sessions; undefined for `ssm-user`. */
  readonly runAsUser?: string;
  readonly ready: ITerraformDependable[];
}

/** The whole object key except the file name. */
export interface ExactPrefix {
  readonly exact: string;
}

export interface SessionDocumentProps extends RegionalModuleProps {
  /**
   * Name of the document. Sessions must ask for a document that does not have the default name.
   * @default "SSM-SessionManagerRunShell" - the preferences of the account and Region
   */
  readonly name?: string;
  /**
   * How sessions run. `Port` documents are refused because their sessions are never logged.
   * @default "Standard_Stream"
   */
  readonly sessionType?: SessionType;
  /**
   * Key of the document's Region that encrypts traffic between client and node, on top of TLS.
   * @default - TLS only
   */
  readonly encryptionKey?: IEncryptionKey;
  /**
   * Where transcripts are uploaded when a session ends.
   * @default - no upload; then `logGroup` must be given and encrypted
   */
  readonly bucket?: ILogBucket;
  /**
   * Start of the object keys; `/<account>/<region>` is appended. `{ exact: "folder" }` appends nothing: transcripts of
   * every account and Region share one folder, and policies cannot tell them apart.
   * @default "sessions"
   */
  readonly prefix?: string | ExactPrefix;
  /**
   * Where session output goes in CloudWatch Logs, in the document's Region.
   * @default - none; then `bucket` must be given
   */
  readonly logGroup?: ILogGroup;
  /**
   * Whether output is sent line by line during the session, instead of at its end.
   * @default - on for shells with an encrypted log group and a bucket, otherwise off
   */
  readonly streaming?: boolean | IResolvable;
  /**
   * Whether sessions may run unlogged. It allows an unencrypted log group as the only destination, and streaming
   * without a bucket: if the group is missing or closed to the node, or streaming is off there, the agent starts the
   * session anyway.
   * @default false - such documents are refused
   */
  readonly mayRunUnlogged?: boolean;
  /**
   * Minutes without activity after which the service ends a session, 1 to 60.
   * @default 20
   */
  readonly idleTimeoutMinutes?: number;
  /**
   * Minutes after which the service ends any session, 1 to 1440. Values outside the DescribeSessions pattern, such as
   * 1080, are accepted with a warning.
   * @default - no limit
   */
  readonly maxDurationMinutes?: number;
  /**
   * The operating system user of sessions on Linux and macOS. The caller's IAM tag `SSMSessionRunAs` overrides it, so
   * `OperatorAccess` refuses callers with that tag.
   * @default - `ssm-user`, which the agent creates with sudo rights
   */
  readonly runAs?: { readonly defaultUser: string };
  /**
   * Commands typed into each new shell.
   * @default - none
   */
  readonly shellProfile?: ShellProfile;
  /**
   * The command of an `InteractiveCommands` or `NonInteractiveCommands` document, per operating system.
   * @default - none
   */
  readonly commands?: SessionCommands;
  /**
   * Values that the caller of StartSession passes to `commands`, as `{{name}}`.
   * @default - none
   */
  readonly parameters?: Readonly<Record<string, DocumentParameter>>;
  /**
   * Adopts an existing document of this name, such as the preferences that the console created, by a Terraform import
   * block. The block may stay: it does nothing once the document is in the state. The plan fails if there is no such
   * document.
   * @default false - Terraform creates the document, and fails if it exists
   */
  readonly adopt?: boolean;
  /**
   * Whether sessions of just-in-time node access use this document: both timeouts must be given, and the key must have
   * the tag that its policies require.
   * @default false
   */
  readonly justInTimeAccess?: boolean;
}

/** Somewhere to log to. Without a bucket, the group must be encrypted. */
export type SessionDestination = { readonly bucket: ILogBucket } | { readonly logGroup: ILogGroup };

/**
 * Shells have no command. A command has a type and a name, because the document with the default name is for shells.
 */
export type SessionKind =
  | { readonly sessionType?: "Standard_Stream"; readonly commands?: undefined; readonly parameters?: undefined }
  | {
      readonly sessionType: Exclude<SessionType, "Standard_Stream">;
      readonly name: string;
      readonly commands: SessionCommands;
      readonly shellProfile?: undefined;
    };

/**
 * An SSM document of type Session. It takes the bucket, the group and the key themselves, so its names match theirs and
 * its encryption flags follow from them: a session that cannot be logged is refused.
 *
 * @example
 * ```ts
 * const preferences = new SessionDocument(this, "Preferences", {
 *   encryptionKey: sessionKey,
 *   bucket,
 *   logGroup,
 *   idleTimeoutMinutes: 15,
 *   maxDurationMinutes: 480,
 *   runAs: { defaultUser: "operator" },
 * });
 * ```
 */
export class SessionDocument extends AuditModule implements ISessionDocument {
  readonly documentName: string;
  readonly documentArn: string;
  readonly region: string;
  readonly account: string;
  readonly sessionType: SessionType;
  readonly encryptionKey: IEncryptionKey | undefined;
  readonly bucket: ILogBucket | undefined;
  readonly transcriptPrefix: string;
  readonly logGroup: ILogGroup | undefined;
  readonly runAsUser: string | undefined;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly document: SsmDocument };

  constructor(scope: Construct, id: string, props: SessionDocumentProps & SessionDestination & SessionKind) {
    super(scope, id, sessionDocumentSchema.of(props));
    const { bucket, logGroup, encryptionKey, prefix = TRANSCRIPT_PREFIX } = props;
    this.documentName = props.name ?? DEFAULT_DOCUMENT_NAME;
    this.claim("session document", this.documentName, "name");
    this.documentArn = arns.document(this.aws, this.documentName);
    this.region = this.aws.region;
    this.account = this.aws.account;
    this.sessionType = props.sessionType ?? "Standard_Stream";
    this.encryptionKey = encryptionKey;
    this.bucket = bucket;
    this.transcriptPrefix = typeof prefix === "string" ? `${prefix}/${this.account}/${this.region}` : prefix.exact;
    this.logGroup = logGroup;
    this.runAsUser = props.runAs?.defaultUser;
    const streamable = this.sessionType === "Standard_Stream" && bucket !== undefined && logGroup?.encrypted === true;

    encryptionKey?.grantAccount();
    bucket?.grantTranscripts(this.transcriptPrefix);
    const document = this.place(
      new SsmDocument(this, "Resource", {
        name: this.documentName,
        documentType: "Session",
        documentFormat: "JSON",
        content: sessionDocumentContent({
          description: `Sessions of type ${this.sessionType}, logged for audit`,
          sessionType: this.sessionType,
          s3: bucket && {
            bucketName: bucket.bucketName,
            keyPrefix: this.transcriptPrefix,
            checked: bucket.encryption !== "unchecked",
          },
          cloudWatch: logGroup && {
            logGroupName: logGroup.logGroupName,
            encrypted: logGroup.encrypted,
            streaming: props.streaming ?? streamable,
          },
          kmsKeyArn: encryptionKey?.keyArn,
          runAsDefaultUser: props.runAs?.defaultUser,
          idleTimeoutMinutes: props.idleTimeoutMinutes ?? 20,
          maxDurationMinutes: props.maxDurationMinutes,
          shellProfile: props.shellProfile ?? {},
          commands: props.commands,
          parameters: props.parameters,
        }),
        // There must be something to log to from the first session on.
        dependsOn: [...(bucket?.ready ?? []), ...(logGroup?.ready ?? []), ...(encryptionKey?.ready ?? [])],
      }),
    );
    if (props.adopt) this.adopt(document, this.documentName);
    for (const risk of documentRisks(props)) Annotations.of(this).addWarning(risk);
    this.ready = [document];
    this.resources = { document };
  }

  /**
   * An existing document that somebody else manages. Terraform reads it, and the plan fails if it logs elsewhere than
   * stated here.
   */
  static fromName(scope: Construct, id: string, props: ExistingSessionDocumentProps): ISessionDocument {
    return new ExistingSessionDocument(scope, id, props);
  }
}
