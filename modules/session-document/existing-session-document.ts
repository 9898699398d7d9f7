import { DataAwsSsmDocument } from "@cdktf/provider-aws/lib/data-aws-ssm-document";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arns, type RegionProps } from "../core/internal";
import type { IEncryptionKey } from "../encryption-key";
import { DEFAULT_DOCUMENT_NAME, type SessionType } from "../facts";
import type { ILogBucket } from "../log-bucket";
import type { ILogGroup } from "../log-group";
import type { ISessionDocument } from "./session-document";
import { existingSessionDocumentSchema } from "./session-document-schema";

export interface ExistingSessionDocumentProps extends RegionProps {
  /**
   * Name of the document.
   * @default "SSM-SessionManagerRunShell" - the preferences of the account and Region
   */
  readonly name?: string;
  /**
   * How its sessions run.
   * @default "Standard_Stream"
   */
  readonly sessionType?: SessionType;
  /**
   * The key that it names for traffic between client and node.
   * @default - none
   */
  readonly encryptionKey?: IEncryptionKey;
  /**
   * The bucket that it names for transcripts.
   * @default - none
   */
  readonly bucket?: ILogBucket;
  /**
   * The prefix that it names, exactly as written there.
   * @default - none: transcripts are at the top of the bucket
   */
  readonly prefix?: string;
  /**
   * The log group that it names.
   * @default - none
   */
  readonly logGroup?: ILogGroup;
}

/** What a document must say, by input field. */
type Inputs = Readonly<Record<"s3BucketName" | "s3KeyPrefix" | "cloudWatchLogGroupName", string>>;

/**
 * A document that somebody else manages. You state what its sessions need and where they are logged; the plan checks
 * that the document says the same, because otherwise nodes could not write their logs.
 */
export class ExistingSessionDocument extends AuditModule implements ISessionDocument {
  readonly documentName: string;
  readonly documentArn: string;
  readonly region: string;
  readonly account: string;
  readonly sessionType: SessionType;
  readonly encryptionKey: IEncryptionKey | undefined;
  readonly bucket: ILogBucket | undefined;
  readonly transcriptPrefix: string;
  readonly logGroup: ILogGroup | undefined;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly document: DataAwsSsmDocument };

  constructor(scope: Construct, id: string, props: ExistingSessionDocumentProps) {
    super(scope, id, existingSessionDocumentSchema.of(props));
    const { name = DEFAULT_DOCUMENT_NAME, sessionType = "Standard_Stream", bucket, prefix = "", logGroup } = props;
    this.documentName = name;
    this.documentArn = arns.document(this.aws, name);
    this.region = this.aws.region;
    this.account = this.aws.account;
    this.sessionType = sessionType;
    this.encryptionKey = props.encryptionKey;
    this.bucket = bucket;
    this.transcriptPrefix = prefix;
    this.logGroup = logGroup;
    props.encryptionKey?.grantAccount();
    bucket?.grantTranscripts(prefix);
    const document = this.place(
      new DataAwsSsmDocument(this, "Resource", {
        name,
        documentFormat: "JSON",
        lifecycle: {
          postcondition: agreements({
            s3BucketName: bucket?.bucketName ?? "",
            s3KeyPrefix: prefix,
            cloudWatchLogGroupName: logGroup?.logGroupName ?? "",
          }),
        },
      }),
    );
    this.ready = [document];
    this.resources = { document };
  }
}

/** A field missing from the document equals an empty one. */
function agreements(inputs: Inputs) {
  return Object.entries(inputs).map(([field, expected]) => ({
    condition: `\${try(jsondecode(self.content).inputs.${field}, "") == "${expected}"}`,
    errorMessage: `The document does not have "${expected}" as its ${field}: state what it has, or let this library keep it.`,
  }));
}
