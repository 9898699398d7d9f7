import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  askOwner,
  organizationId as organizationIdRule,
  type PolicyStatement,
  type RegionProps,
  trailArn as trailArnRule,
} from "../core/internal";
import type { BucketEncryption, ILogBucket } from "./log-bucket";
import { organizationTranscripts, type TrailOwner, trailDelivery } from "./log-bucket-policy";
import { existingLogBucketSchema, keyPrefix, trailOwner } from "./log-bucket-schema";

export interface ExistingLogBucketProps extends RegionProps {
  /** Name of the bucket. */
  readonly name: string;
  /** Its default encryption: the key that it is configured with, or `"s3-managed"`. */
  readonly encryption: BucketEncryption;
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
  readonly encryption: BucketEncryption;
  readonly ready: ITerraformDependable[] = [];
  private readonly grantsGiven: boolean;

  constructor(scope: Construct, id: string, props: ExistingLogBucketProps) {
    super(scope, id, existingLogBucketSchema.of(props));
    this.bucketName = props.name;
    this.bucketArn = arns.bucket(this.aws, props.name);
    this.region = this.aws.region;
    this.encryption = props.encryption;
    this.grantsGiven = props.grantsGiven ?? false;
  }

  grantTrailDelivery(trailArn: string, owner: TrailOwner = this.aws): void {
    this.given(trailArnRule, trailArn, "trailArn");
    this.given(trailOwner, owner, "owner");
    this.ask(...trailDelivery(this.bucketArn, trailArn, owner));
  }

  grantOrganizationTranscripts(organizationId: string, prefix: string, writers?: readonly string[]): void {
    this.given(organizationIdRule, organizationId, "organizationId");
    this.given(keyPrefix, prefix, "prefix");
    this.ask(...organizationTranscripts(this.bucketArn, prefix, organizationId, writers));
    if (this.encryption !== "s3-managed") this.encryption.grantOrganizationUploads(this.bucketArn, organizationId);
  }

  private ask(...statements: PolicyStatement[]): void {
    if (this.grantsGiven) return;
    askOwner(this, `bucket ${this.bucketName}`, statements);
  }
}
