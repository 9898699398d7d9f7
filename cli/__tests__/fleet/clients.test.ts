import { iamAction } from "../../src/fleet/clients";

test.each([
  ["SSMClient", "DescribeSessionsCommand", "ssm:DescribeSessions"],
  ["CloudWatchLogsClient", "DescribeLogStreamsCommand", "logs:DescribeLogStreams"],
  ["CloudTrailClient", "LookupEventsCommand", "cloudtrail:LookupEvents"],
  ["EventBridgeClient", "DescribeRuleCommand", "events:DescribeRule"],
  ["S3Client", "ListObjectsV2Command", "s3:ListBucket"],
  ["S3Client", "HeadObjectCommand", "s3:GetObject"],
  ["S3Client", "GetBucketEncryptionCommand", "s3:GetEncryptionConfiguration"],
])("%s %s needs %s", (client, command, action) => {
  expect(iamAction(client, command)).toBe(action);
});
