import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  type AtLeastOne,
  AuditModule,
  accountIds,
  arns,
  askOwner,
  organizationId as organizationIdRule,
  type PolicyStatement,
  type RegionProps,
  refuse,
  trailArn as trailArnRule,
} from "../core/internal";
import type { BucketEncryption, ILogBucket, UncheckedEncryption } from "./log-bucket";
import {
  accountTranscripts,
  connectionRecordings,
  organizationTranscripts,
  type TrailOwner,
  trailDelivery,
} from "./log-bucket-policy";
import {
  closedToOthers,
  closedToRecordings,
  existingLogBucketSchema,
  keyPrefix,
  trailOwner,
} from "./log-bucket-schema";
import { warnOfManagedKey } from "./warn-of-managed-key";

export interface ExistingLogBucketProps extends RegionProps {
  /** Name of the bucket. */
  readonly name: string;
  /**
   * Its default encryption: its key, `"s3-managed"` for SSE-S3, or `"aws-managed"` for the key `aws/s3`. With
   * `"unchecked"` the agent does not check: a session runs without a transcript if the bucket is missing or the node
   * has no access. If such a bucket has a key, other policies must let the nodes use it.
   */
  readonly encryption: BucketEncryption | UncheckedEncryption;
  /**
   * The 12 digits of the account that owns the bucket and is asked for the grants.
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
    warnOfManagedKey(this, props.name, props.encryption);
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
    // Only Terraform may know the account; then it is the account of the stack.
    if (this.owner !== account) this.ask(...accountTranscripts(this.bucketArn, prefix, this.aws));
  }

  grantOrganizationTranscripts(organizationId: string, prefix: string, writers?: readonly string[]): void {
    this.given(organizationIdRule, organizationId, "organizationId");
    this.given(keyPrefix, prefix, "prefix");
    refuse(this, closedToOthers(this.encryption));
    this.ask(...organizationTranscripts(this.bucketArn, prefix, organizationId, writers));
    if (typeof this.encryption !== "string") this.encryption.grantOrganizationUploads(this.bucketArn, organizationId);
  }

  grantConnectionRecordings(accounts: AtLeastOne<string> = [this.aws.account]): void {
    this.given(accountIds, accounts, "accounts");
    refuse(this, closedToRecordings(this.encryption));
    this.ask(connectionRecordings(this.bucketArn, accounts));
    if (typeof this.encryption !== "string" && !this.grantsGiven) this.encryption.grantConnectionRecordings(accounts);
  }

  private ask(...statements: PolicyStatement[]): void {
    if (this.grantsGiven) return;
    askOwner(this, { policy: "bucket policy", resource: this.bucketArn, account: this.owner }, statements);
  }
}
