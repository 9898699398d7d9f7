import type { ITerraformDependable } from "cdktf";
import {
  type AtLeastOne,
  AuditModule,
  type AwsContext,
  accountId,
  accountIds,
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
  connectionRecordingStatement,
  eventBridgeStatement,
  organizationDescribeStatement,
  organizationUploadStatement,
} from "./encryption-key-policy";

/** What a consumer needs of a key: its ARN, and the grants for the services that use it. */
export interface IEncryptionKey {
  readonly keyArn: string;
  readonly region: string;
  /** ARN of the alias by which others find the key, where it is known. */
  readonly aliasArn?: string;
  /** Whether the key has the tag that just-in-time node access requires. */
  readonly justInTimeAccess?: boolean;
  /** Resources to wait for before using the key. */
  readonly ready: ITerraformDependable[];
  /** Lets IAM policies in this account decide who may encrypt and decrypt. Nodes and operators depend on it. */
  grantAccount(): void;
  /** Lets CloudWatch Logs in this Region encrypt one log group. */
  grantCloudWatchLogs(logGroupArn: string): void;
  /** Lets CloudTrail encrypt the files of one trail, by default one in the key's own account. */
  grantCloudTrail(trailArn: string, owner?: { readonly account: string }): void;
  /** Lets EventBridge publish to topics encrypted with this key. */
  grantEventBridge(): void;
  /** Lets CloudWatch alarms publish to topics encrypted with this key. */
  grantCloudWatchAlarms(): void;
  /** Lets every account of an organization upload into one bucket. */
  grantOrganizationUploads(bucketArn: string, organizationId: string): void;
  /** Lets GUI Connect store recordings of Remote Desktop connections of these accounts in a bucket with this key. */
  grantConnectionRecordings(accounts: AtLeastOne<string>): void;
  /** Lets every account of an organization look up the key's ARN by its alias. */
  grantOrganizationLookup(organizationId: string): void;
}

/** The grants of a key, whether this library writes its policy or not. */
export abstract class GrantingKey extends AuditModule implements IEncryptionKey {
  abstract readonly keyArn: string;
  abstract readonly region: string;
  abstract readonly ready: ITerraformDependable[];

  protected abstract allow(...statements: PolicyStatement[]): void;

  /** Where the key is, which may be another Region than that of this construct. */
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

  grantConnectionRecordings(accounts: AtLeastOne<string>): void {
    this.given(accountIds, accounts, "accounts");
    this.allow(connectionRecordingStatement(this.keyContext, accounts));
  }

  grantOrganizationLookup(organizationId: string): void {
    this.given(organizationIdRule, organizationId, "organizationId");
    this.allow(organizationDescribeStatement(organizationId));
  }
}
