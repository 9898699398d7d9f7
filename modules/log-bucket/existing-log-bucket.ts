import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  askOwner,
  organizationId as organizationIdRule,
  type PolicyStatement,
  type RegionProps,
  refuse,
  trailArn as trailArnRule,
} from "../core/internal";
import type { BucketEncryption, ILogBucket, UncheckedEncryption } from "./log-bucket";
import { accountTranscripts, organizationTranscripts, type TrailOwner, trailDelivery } from "./log-bucket-policy";
import { closedToOthers, existingLogBucketSchema, keyPrefix, trailOwner } from "./log-bucket-schema";

export interface ExistingLogBucketProps extends RegionProps {
  /** Name of the bucket. */
  readonly name: string;
  /**
   * Its default encryption: the key that it is configured with, `"s3-managed"` for SSE-S3, or `"aws-managed"` for the key
   * `aws/s3`. Where it is `"unchecked"`, the agent does not look, and a session whose bucket is gone or closed to the node
   * runs all the same, without a transcript; a key of the bucket must let the nodes in by other policies.
   */
  readonly encryption: BucketEncryption | UncheckedEncryption;
  /**
   * The 12 digits of the account that owns the bucket, which is asked for the grants.
   * @default - the account of the stack
   */
  readonly account?: string;
  /**
   * Whether the stack that owns the bucket gives the grants.
   * @default false - each grant is printed as a warning, ready to paste
   */
  readonly grantsGiven?: boolean;
}

export class ExistingLogBucket extends AuditModule implements ILogBucket {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly region: string;
  readonly encryption: BucketEncryption | UncheckedEncryption;
  readonly ready: ITerraformDependable[] = [];
  private readonly owner: string;
  private readonly grantsGiven: boolean;

  constructor(scope: Construct, id: string, props: ExistingLogBucketProps) {
    super(scope, id, existingLogBucketSchema.of(props));
    this.bucketName = props.name;
    this.bucketArn = arns.bucket(this.aws, props.name);
    this.region = this.aws.region;
    this.encryption = props.encryption;
    this.owner = props.account ?? this.aws.account;
    this.grantsGiven = props.grantsGiven ?? false;
  }

  grantTrailDelivery(trailArn: string, owner: TrailOwner = this.aws): void {
    this.given(trailArnRule, trailArn, "trailArn");
    this.given(trailOwner, owner, "owner");
    this.ask(...trailDelivery(this.bucketArn, trailArn, owner));
  }

  grantTranscripts(prefix: string): void {
    if (prefix !== "") this.given(keyPrefix, prefix, "prefix");
    if (this.grantsGiven) return;
    if (typeof this.encryption !== "string") this.encryption.grantAccount();
    const { account } = this.aws;
    // Whose account it is, Terraform alone may know: then it is that of the stack.
    if (this.owner !== account) this.ask(...accountTranscripts(this.bucketArn, prefix, this.aws));
  }

  grantOrganizationTranscripts(organizationId: string, prefix: string, writers?: readonly string[]): void {
    this.given(organizationIdRule, organizationId, "organizationId");
    this.given(keyPrefix, prefix, "prefix");
    refuse(this, closedToOthers(this.encryption));
    this.ask(...organizationTranscripts(this.bucketArn, prefix, organizationId, writers));
    if (typeof this.encryption !== "string") this.encryption.grantOrganizationUploads(this.bucketArn, organizationId);
  }

  private ask(...statements: PolicyStatement[]): void {
    if (this.grantsGiven) return;
    askOwner(this, { policy: "bucket policy", resource: this.bucketArn, account: this.owner }, statements);
  }
}
