import type { ITerraformDependable } from "cdktf";
import {
  AuditModule,
  type AwsContext,
  accountId,
  bucketArn as bucketArnRule,
  logGroupArn as logGroupArnRule,
  organizationId as organizationIdRule,
  type PolicyStatement,
  trailArn as trailArnRule,
} from "../core/internal";
import {
  accountUseStatement,
  cloudTrailStatements,
  cloudWatchAlarmsStatement,
  cloudWatchLogsStatement,
  eventBridgeStatement,
  organizationDescribeStatement,
  organizationUploadStatement,
} from "./encryption-key-policy";

/** What a consumer needs of a key: its ARN, and the grants that its service calls rest on. */
export interface IEncryptionKey {
  readonly keyArn: string;
  readonly region: string;
  /** Whether just-in-time node access may use the key: whether it has the tag that its policies ask for. */
  readonly justInTimeAccess?: boolean;
  /** Wait for these before using the key. */
  readonly ready: ITerraformDependable[];
  /** Lets IAM policies of this account say who may encrypt and decrypt: nodes and operators rest on it. */
  grantAccount(): void;
  /** Lets CloudWatch Logs of this Region encrypt one log group. */
  grantCloudWatchLogs(logGroupArn: string): void;
  /** Lets CloudTrail encrypt the files of one trail, by default of the key's own account. */
  grantCloudTrail(trailArn: string, owner?: { readonly account: string }): void;
  /** Lets EventBridge publish to topics encrypted with this key. */
  grantEventBridge(): void;
  /** Lets alarms of CloudWatch publish to topics encrypted with this key. */
  grantCloudWatchAlarms(): void;
  /** Lets every account of an organization upload into one bucket. */
  grantOrganizationUploads(bucketArn: string, organizationId: string): void;
  /** Lets every account of an organization learn the key's ARN from its alias. */
  grantOrganizationLookup(organizationId: string): void;
}

/** The grants of a key, whoever writes its policy. */
export abstract class GrantingKey extends AuditModule implements IEncryptionKey {
  abstract readonly keyArn: string;
  abstract readonly region: string;
  abstract readonly ready: ITerraformDependable[];

  protected abstract allow(...statements: PolicyStatement[]): void;

  /** Where the key itself lives, which for a key of another Region is not where this construct does. */
  protected get keyContext(): AwsContext {
    return { ...this.aws, region: this.region };
  }

  grantAccount(): void {
    this.allow(accountUseStatement(this.aws));
  }

  grantCloudWatchLogs(logGroupArn: string): void {
    this.given(logGroupArnRule, logGroupArn, "logGroupArn");
    this.allow(cloudWatchLogsStatement(this.keyContext, logGroupArn));
  }

  grantCloudTrail(trailArn: string, owner: { readonly account: string } = this.aws): void {
    this.given(trailArnRule, trailArn, "trailArn");
    this.given(accountId, owner.account, "owner.account");
    this.allow(...cloudTrailStatements({ ...this.keyContext, account: owner.account }, trailArn));
  }

  grantEventBridge(): void {
    this.allow(eventBridgeStatement());
  }

  grantCloudWatchAlarms(): void {
    this.allow(cloudWatchAlarmsStatement());
  }

  grantOrganizationUploads(bucketArn: string, organizationId: string): void {
    this.given(bucketArnRule, bucketArn, "bucketArn");
    this.given(organizationIdRule, organizationId, "organizationId");
    this.allow(organizationUploadStatement(this.keyContext, bucketArn, organizationId));
  }

  grantOrganizationLookup(organizationId: string): void {
    this.given(organizationIdRule, organizationId, "organizationId");
    this.allow(organizationDescribeStatement(organizationId));
  }
}
