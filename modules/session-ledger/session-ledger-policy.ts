import { type AwsContext, arns, keyThroughS3, onBucketKey, type PolicyStatement } from "../core/internal";
import { COLLECTIONS_PREFIX, LEDGER_PREFIX } from "../evidence";
import { TRANSCRIPT_PREFIX } from "../facts";
import type { ILogBucket } from "../log-bucket";
import type { LedgerPlace } from "./session-ledger";

/**
 * Only functions in the role's own account can have it, so the condition adds little; AWS shows it like this.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html
 */
export function functionTrust({ account }: AwsContext): PolicyStatement {
  return {
    sid: "AllowLambda",
    principals: { Service: ["lambda.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
    conditions: { StringEquals: { "aws:SourceAccount": [account] } },
  };
}

export function schedulePermissions(functionArn: string, queueArn: string): PolicyStatement[] {
  return [
    { sid: "AllowInvocation", actions: ["lambda:InvokeFunction"], resources: [functionArn] },
    { sid: "AllowDeadLetters", actions: ["sqs:SendMessage"], resources: [queueArn] },
  ];
}

/** What a collector may do besides reading sessions: add to the ledger, and list it. It changes and deletes nothing. */
export function collectorPermissions(
  bucket: ILogBucket,
  { logGroupArn, queueArn, aws }: { readonly logGroupArn: string; readonly queueArn: string; readonly aws: AwsContext },
): PolicyStatement[] {
  const { bucketArn } = bucket;
  const keys = [LEDGER_PREFIX, COLLECTIONS_PREFIX].map((prefix) => `${prefix}/*`);
  return [
    { sid: "AllowAddingFiles", actions: ["s3:PutObject"], resources: keys.map((key) => `${bucketArn}/${key}`) },
    { sid: "AllowReadingLedger", actions: ["s3:GetObject"], resources: [`${bucketArn}/${LEDGER_PREFIX}/*`] },
    listing("AllowListingLedger", bucketArn, LEDGER_PREFIX),
    ...onBucketKey(bucket, {
      sid: "AllowKeyOfLedger",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: keyThroughS3(bucket, aws, keys),
    }),
    {
      sid: "AllowLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [`${logGroupArn}:*`],
    },
    { sid: "AllowDeadLetters", actions: ["sqs:SendMessage"], resources: [queueArn] },
  ];
}

/** A listing shows whether a transcript exists and how long it is. Its content stays out of reach. */
export function transcriptListing({ bucketArn }: ILogBucket): PolicyStatement {
  return listing("AllowListingTranscripts", bucketArn, TRANSCRIPT_PREFIX);
}

function listing(sid: string, bucketArn: string, prefix: string): PolicyStatement {
  return {
    sid,
    actions: ["s3:ListBucket"],
    resources: [bucketArn],
    conditions: { StringLike: { "s3:prefix": [`${prefix}/*`] } },
  };
}

/** For the function's own account. The call has no resource-level permissions. */
export function describeSessions(places: readonly LedgerPlace[]): PolicyStatement {
  return describeSessionsIn([...new Set(places.flatMap(({ regions }) => regions))]);
}

export function describeSessionsIn(regions: readonly string[]): PolicyStatement {
  return {
    sid: "AllowReadingSessions",
    actions: ["ssm:DescribeSessions"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:RequestedRegion": regions } },
  };
}

/** The role of that name in every account of the organization, because a list of accounts would not fit. */
export function assumeReaders(readerArn: string, organizationId: string): PolicyStatement {
  return {
    sid: "AllowReaderRoles",
    actions: ["sts:AssumeRole"],
    resources: [readerArn],
    conditions: { StringEquals: { "aws:ResourceOrgID": [organizationId] } },
  };
}

/** Trusts one role of the collector's account, by name: the role may be re-created, and need not exist first. */
export function readerTrust(
  aws: Pick<AwsContext, "partition">,
  { account, roleName, organizationId }: CollectorRole,
): PolicyStatement {
  const collector = { ...aws, account, region: "", dnsSuffix: "" };
  return {
    sid: "AllowCollector",
    principals: { AWS: [arns.accountRoot(collector)] },
    actions: ["sts:AssumeRole"],
    conditions: {
      StringEquals: { "aws:PrincipalOrgID": [organizationId] },
      ArnEquals: { "aws:PrincipalArn": [arns.role(collector, roleName)] },
    },
  };
}

/** The role of a collector in another account of the organization. */
export interface CollectorRole {
  /** Id of the account that has the ledger: 12 digits. */
  readonly account: string;
  /** Name of the function's role. */
  readonly roleName: string;
  /** Id of the AWS organization: `o-` and 10 to 32 characters. */
  readonly organizationId: string;
}
