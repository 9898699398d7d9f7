import { type AwsContext, arns, type PolicyStatement, policyVariable } from "../core/internal";
import { agentActions, GUI_CONNECT } from "../facts";

/** `{ "AWS": "*" }` means the same as `"*"`. S3 and tools that read its policies accept this form everywhere. */
const everyone = { AWS: ["*"] };

/** The header that names the algorithm, as a condition key. Headers about keys start with it. */
const SSE = "s3:x-amz-server-side-encryption";

/** What encrypts objects that arrive without an encryption header. */
export interface DefaultEncryption {
  readonly algorithm: "AES256" | "aws:kms";
  /** ARN of your key. SSE-KMS without one uses the AWS managed key. */
  readonly keyArn?: string;
}

/** @see https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5 */
export function denyInsecureTransport(bucketArn: string): PolicyStatement {
  return {
    sid: "DenyInsecureTransport",
    effect: "Deny",
    principals: everyone,
    actions: ["s3:*"],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: { Bool: { "aws:SecureTransport": ["false"] } },
  };
}

/**
 * Refuses objects that auditors could not read. The agent sends no encryption header if it cannot read the bucket's
 * configuration, and the bucket default then applies. `Null: false` therefore refuses only a header that is present and
 * wrong. `...IfExists` would also hold for an absent header, and the deny would fire. CloudTrail is exempt, because it
 * encrypts with the key of its trail.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function denyWrongEncryption(bucketArn: string, { algorithm, keyArn }: DefaultEncryption): PolicyStatement[] {
  const statements = [
    denyHeader(bucketArn, "DenyWrongEncryptionAlgorithm", SSE, algorithm),
    {
      // Nobody else can read an object encrypted with a key that the caller supplies (SSE-C).
      sid: "DenyCustomerProvidedKey",
      effect: "Deny",
      principals: everyone,
      actions: ["s3:PutObject"],
      resources: [`${bucketArn}/*`],
      conditions: { Null: { [`${SSE}-customer-algorithm`]: ["false"] } },
    } as const,
  ];
  if (algorithm === "AES256") return statements;
  if (!keyArn) return [...statements, denyOtherKeys(bucketArn)];
  return [
    ...statements,
    denyHeader(bucketArn, "DenyWrongEncryptionKey", `${SSE}-aws-kms-key-id`, keyArn),
    denyUnnamedKey(bucketArn),
  ];
}

/**
 * A request for SSE-KMS that names no key uses the AWS managed key, or that of the sender's account, not the bucket's.
 * The agent sends both headers or neither; the parts of a long transcript have neither, and replication is no
 * PutObject.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
function denyUnnamedKey(bucketArn: string): PolicyStatement {
  return {
    sid: "DenyUnnamedEncryptionKey",
    effect: "Deny",
    principals: everyone,
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/*`],
    conditions: {
      Null: { [SSE]: ["false"], [`${SSE}-aws-kms-key-id`]: ["true"] },
      Bool: { "aws:PrincipalIsAWSService": ["false"] },
    },
  };
}

/** The AWS managed key is used when no key is named; the condition key exists only if a request names one. */
function denyOtherKeys(bucketArn: string): PolicyStatement {
  return {
    sid: "DenyOtherEncryptionKeys",
    effect: "Deny",
    principals: everyone,
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/*`],
    conditions: {
      Null: { [`${SSE}-aws-kms-key-id`]: ["false"] },
      Bool: { "aws:PrincipalIsAWSService": ["false"] },
    },
  };
}

function denyHeader(bucketArn: string, sid: string, header: string, expected: string): PolicyStatement {
  return {
    sid,
    effect: "Deny",
    principals: everyone,
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/*`],
    conditions: {
      StringNotEquals: { [header]: [expected] },
      Null: { [header]: ["false"] },
      Bool: { "aws:PrincipalIsAWSService": ["false"] },
    },
  };
}

/** The account that owns a trail and, for an organization trail, the organization whose accounts it records. */
export interface TrailOwner {
  readonly account: string;
  readonly organizationId?: string;
}

/**
 * Delivery of one trail. An organization trail writes the files of its member accounts below the organization's id.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function trailDelivery(
  bucketArn: string,
  trailArn: string,
  { account, organizationId }: TrailOwner,
): PolicyStatement[] {
  const cloudTrail = { Service: ["cloudtrail.amazonaws.com"] };
  const owners = organizationId ? [account, organizationId] : [account];
  return [
    {
      sid: "AllowCloudTrailAclCheck",
      principals: cloudTrail,
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn],
      conditions: { StringEquals: { "aws:SourceArn": [trailArn] } },
    },
    {
      sid: "AllowCloudTrailWrite",
      principals: cloudTrail,
      actions: ["s3:PutObject"],
      resources: owners.map((owner) => `${bucketArn}/AWSLogs/${owner}/*`),
      conditions: {
        StringEquals: { "aws:SourceArn": [trailArn], "s3:x-amz-acl": ["bucket-owner-full-control"] },
      },
    },
  ];
}

/**
 * Transcripts of every account of an organization, each below its own account id, which the policy variable inserts.
 * Nobody may read or delete, and only the roles of nodes may write. S3 does not treat a policy with a fixed
 * organization as public, whatever else it allows.
 * @param writers ARNs of roles, `*` allowed; every principal of the organization if undefined
 * @see https://repost.aws/knowledge-center/ssm-s3-bucket-logging-multiple-accounts
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function organizationTranscripts(
  bucketArn: string,
  prefix: string,
  organizationId: string,
  writers: readonly string[] = [],
): PolicyStatement[] {
  const ofOrganization = { StringEquals: { "aws:PrincipalOrgID": [organizationId] } };
  const byWriters = writers.length > 0 ? { ArnLike: { "aws:PrincipalArn": writers } } : {};
  return [
    {
      sid: "AllowOrganizationTranscripts",
      principals: everyone,
      actions: agentActions({ on: "transcripts" }),
      resources: [`${bucketArn}/${prefix}/${policyVariable("aws:PrincipalAccount")}/*`],
      conditions: { ...ofOrganization, ...byWriters },
    },
    {
      sid: "AllowOrganizationToReadEncryption",
      principals: everyone,
      actions: agentActions({ on: "bucket" }),
      resources: [bucketArn],
      conditions: ofOrganization,
    },
  ];
}

/**
 * Transcripts of another account, whose IAM policies decide which of its nodes may write. Nobody may read or delete.
 * @see https://repost.aws/knowledge-center/ssm-s3-bucket-logging-multiple-accounts
 */
export function accountTranscripts(bucketArn: string, prefix: string, aws: AwsContext): PolicyStatement[] {
  const principals = { AWS: [arns.accountRoot(aws)] };
  return [
    {
      sid: "AllowAccountTranscripts",
      principals,
      actions: agentActions({ on: "transcripts" }),
      resources: [prefix === "" ? `${bucketArn}/*` : `${bucketArn}/${prefix}/*`],
    },
    {
      sid: "AllowAccountToReadEncryption",
      principals,
      actions: agentActions({ on: "bucket" }),
      resources: [bucketArn],
    },
  ];
}

/**
 * Recordings of Remote Desktop connections that begin in these accounts. GUI Connect takes no prefix.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-just-in-time-node-access-rdp-recording.html
 */
export function connectionRecordings(bucketArn: string, accounts: readonly string[]): PolicyStatement {
  return {
    sid: "AllowConnectionRecordings",
    principals: { Service: [GUI_CONNECT] },
    actions: ["s3:PutObject"],
    resources: [`${bucketArn}/*`],
    conditions: { StringEquals: { "aws:SourceAccount": accounts } },
  };
}

/**
 * Server access logs of one bucket of this account.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function accessLogDelivery(targetArn: string, sourceBucketName: string, aws: AwsContext): PolicyStatement {
  return {
    sid: "AllowS3LogDelivery",
    principals: { Service: ["logging.s3.amazonaws.com"] },
    actions: ["s3:PutObject"],
    resources: [`${targetArn}/*`],
    conditions: {
      ArnLike: { "aws:SourceArn": [arns.bucket(aws, sourceBucketName)] },
      StringEquals: { "aws:SourceAccount": [aws.account] },
    },
  };
}
