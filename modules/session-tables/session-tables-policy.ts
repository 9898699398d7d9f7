import { type AwsContext, arns, keyThroughS3, onBucketKey, type PolicyStatement, viaS3 } from "../core/internal";
import { COLLECTIONS_PREFIX, LEDGER_PREFIX } from "../evidence";
import type { ILogBucket } from "../log-bucket";

/** What a query reads in a bucket. */
interface Read {
  readonly what: "Trail" | "Ledger";
  readonly bucket: ILogBucket;
  readonly prefixes: readonly string[];
}

export interface Questions {
  readonly aws: AwsContext;
  readonly workgroup: string;
  readonly database: string;
  readonly trail: ILogBucket | undefined;
  /** The organization or the account whose files are below `AWSLogs/`. */
  readonly trailOwners: readonly string[];
  readonly ledger: ILogBucket | undefined;
  readonly results: ILogBucket;
  readonly resultsPrefix: string;
}

/**
 * Queries in one workgroup, on these tables, and nothing else in Athena, Glue or the buckets.
 * @see https://docs.aws.amazon.com/athena/latest/ug/example-policies-workgroup.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/fine-grained-access-to-glue-resources.html
 */
export function questionStatements(questions: Questions): PolicyStatement[] {
  const { aws, workgroup, database } = questions;
  return [
    {
      sid: "AllowQuestionsInWorkgroup",
      actions: [
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetNamedQuery",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      resources: [arns.workgroup(aws, workgroup)],
    },
    {
      sid: "AllowTables",
      actions: ["glue:GetDatabase", "glue:GetDatabases", "glue:GetPartitions", "glue:GetTable", "glue:GetTables"],
      resources: [arns.glueCatalog(aws), arns.glueDatabase(aws, database), arns.glueTable(aws, database, "*")],
    },
    ...readsOf(questions).flatMap((read) => readingStatements(read, aws)),
    ...resultStatements(questions),
  ];
}

/** What the Athena console reads before a workgroup is chosen. */
export function consoleStatement(): PolicyStatement {
  return {
    sid: "AllowConsole",
    actions: ["athena:ListDataCatalogs", "athena:ListWorkGroups"],
    resources: ["*"],
  };
}

function readsOf({ trail, trailOwners, ledger }: Questions): Read[] {
  return [
    ...(trail
      ? [{ what: "Trail", bucket: trail, prefixes: trailOwners.map((owner) => `AWSLogs/${owner}`) } as const]
      : []),
    ...(ledger ? [{ what: "Ledger", bucket: ledger, prefixes: [LEDGER_PREFIX, COLLECTIONS_PREFIX] } as const] : []),
  ];
}

function readingStatements({ what, bucket, prefixes }: Read, aws: AwsContext): PolicyStatement[] {
  const { bucketArn } = bucket;
  return [
    {
      sid: `Allow${what}Files`,
      actions: ["s3:GetObject"],
      resources: prefixes.map((prefix) => `${bucketArn}/${prefix}/*`),
    },
    {
      sid: `AllowListing${what}Files`,
      actions: ["s3:ListBucket"],
      resources: [bucketArn],
      conditions: { StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}/*`) } },
    },
    ...decrypting(what, bucket, aws),
  ];
}

function decrypting(what: Read["what"], bucket: ILogBucket, aws: AwsContext): PolicyStatement[] {
  // CloudTrail encrypts its files itself, and its encryption context names the trail.
  const ofTrail = { ...viaS3(bucket, aws), Null: { "kms:EncryptionContext:aws:cloudtrail:arn": ["false"] } };
  return onBucketKey(bucket, {
    sid: `AllowDecrypting${what}Files`,
    actions: ["kms:Decrypt"],
    conditions: what === "Trail" ? ofTrail : keyThroughS3(bucket, aws),
  });
}

/** @see https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html */
function resultStatements({ aws, results, resultsPrefix }: Questions): PolicyStatement[] {
  const { bucketArn } = results;
  return [
    {
      sid: "AllowAnswers",
      actions: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
      resources: [`${bucketArn}/${resultsPrefix}/*`],
    },
    {
      sid: "AllowBucketOfAnswers",
      actions: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      resources: [bucketArn],
    },
    ...onBucketKey(results, {
      sid: "AllowKeyOfAnswers",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: keyThroughS3(results, aws),
    }),
  ];
}
