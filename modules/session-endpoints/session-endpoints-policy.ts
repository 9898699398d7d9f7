import { type AwsContext, arns, type PolicyStatement } from "../core/internal";
import { agentActions } from "../facts";
import type { ILogBucket } from "../log-bucket";

/** Gateway endpoints accept no other principal, so conditions restrict the caller. */
const everyone = "*";

/**
 * What an interface endpoint allows: any call by this account's principals, and nobody else's. Their own policies
 * decide which calls. Credentials of another account can neither carry a transcript out here nor reach a node
 * registered elsewhere.
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function ownPrincipals({ account }: AwsContext): PolicyStatement {
  return {
    sid: "AllowPrincipalsOfThisAccount",
    principals: everyone,
    actions: ["*"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:PrincipalAccount": [account] } },
  };
}

/** What the S3 endpoint allows: transcripts from this account's nodes to their buckets, and the agent's own updates. */
export function s3Statements(buckets: readonly ILogBucket[], aws: AwsContext): PolicyStatement[] {
  return [
    {
      sid: "AllowTranscriptUpload",
      principals: everyone,
      actions: agentActions({ on: "transcripts" }),
      resources: buckets.map(({ bucketArn }) => `${bucketArn}/*`),
      conditions: { StringEquals: { "aws:PrincipalAccount": [aws.account] } },
    },
    {
      // The agent asks for the bucket's Region before an upload; the answer to a refused HeadBucket holds it too.
      sid: "AllowEncryptionCheck",
      principals: everyone,
      actions: agentActions({ on: "bucket" }),
      resources: buckets.map(({ bucketArn }) => bucketArn),
      conditions: { StringEquals: { "aws:PrincipalAccount": [aws.account] } },
    },
    {
      // Without a signature: the buckets are AWS's and public. Sessions need none of them, updates of the agent do.
      sid: "AllowAgentDownloads",
      principals: everyone,
      actions: ["s3:GetObject"],
      resources: agentBuckets(aws.region).map((name) => `${arns.bucket(aws, name)}/*`),
    },
  ];
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/ssm-agent-technical-details.html#ssm-agent-minimum-s3-permissions */
function agentBuckets(region: string): string[] {
  return [
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `aws-patchmanager-macos-${region}`,
    `aws-ssm-${region}`,
    `aws-ssm-distributor-file-${region}`,
    `aws-ssm-document-attachments-${region}`,
    `aws-windows-downloads-${region}`,
    `patch-baseline-snapshot-${region}`,
    `${region}-birdwatcher-prod`,
  ];
}
