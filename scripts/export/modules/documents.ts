import type { TerraformStack } from "cdktf";
import { type AnyRule, type AtLeastOne, arns, awsContext, object, optional } from "../../../modules/core/internal";
import { keyArn } from "../../../modules/encryption-key/encryption-key-schema";
import { DEFAULT_DOCUMENT_NAME, knownRegions, TRANSCRIPT_PREFIX } from "../../../modules/facts";
import { bucketName } from "../../../modules/log-bucket/log-bucket-schema";
import { logGroupName } from "../../../modules/log-group/log-group-schema";
import type { ISessionDocument } from "../../../modules/session-document";
import { sessionDocumentSchema } from "../../../modules/session-document/session-document-schema";
import type { Relation } from "../definition";
import { textToken } from "../tokens";
import { told } from "../validations";
import type { Override } from "../variables";
import { elsewhere } from "./landing-zone";

/** The session documents of a policy. A construct takes them as they are: a module is told where their sessions are logged. */

const at = "var.further_session_key_arns";

/** Further Regions with the same document, by the keys of their sessions. @param key what stands for one */
export function furtherKeysInput(key: string) {
  return {
    rule: { ...object({}), optional: true } as AnyRule,
    override: {
      type: "map(string)",
      default: "{}",
      description:
        "ARNs of the session keys of further Regions, by Region: the output `session_key_arn` of `workload-region`. Default: sessions are opened in the Region of the provider only.",
      features: [
        {
          name: "further_session_key_arns",
          states: {
            none: { when: `length(${at}) == 0` },
            some: { when: `length(${at}) > 0`, value: () => [elsewhere] },
          },
        },
      ],
      placeholders: [
        { literal: elsewhere, list: `keys(${at})`, of: at, item: "region" },
        { literal: key, list: `values(${at})`, of: at, item: "key" },
      ],
    } satisfies Override,
    relation: {
      variable: "further_session_key_arns",
      condition: `alltrue([for region in keys(${at}) : contains(${JSON.stringify(knownRegions)}, region)])`,
      message: told(
        "further_session_key_arns",
        "ARNs by the names of AWS Regions",
        `keys(${at})`,
        "write each as AWS does, for example eu-west-1",
      ),
    } satisfies Relation,
    refused: [
      "further_session_key_arns",
      { Ireland: "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000" },
    ] as const,
  };
}

const furtherKey = "arn:aws:kms:zz:111122223333:key/further";
const further = furtherKeysInput(furtherKey);
const bucketRegion = "zz-bucket-region";

export const documentInputs = {
  rules: {
    documentName: sessionDocumentSchema.rules.name as AnyRule,
    sessionKeyArn: optional(keyArn) as AnyRule,
    transcriptBucketName: bucketName as AnyRule,
    transcriptKeyArn: optional(keyArn) as AnyRule,
    sessionLogGroupName: logGroupName as AnyRule,
    furtherSessionKeyArns: further.rule,
  },
  overrides: {
    documentName: {
      default: '"SSM-SessionManagerRunShell"',
      description: "Name of the only document that sessions may be started with, the same in every Region.",
      features: [
        { name: "documentName", states: { set: { when: "true", value: () => textToken("var.document_name") } } },
      ],
    },
    sessionKeyArn: { description: "ARN of the key that the document names for session traffic. Default: TLS only." },
    transcriptBucketName: { description: "Name of the bucket that the document uploads transcripts to." },
    transcriptKeyArn: { description: "ARN of the key of that bucket. Default: none, because the bucket uses SSE-S3." },
    sessionLogGroupName: { description: "Name of the log group that the document sends session output to." },
    furtherSessionKeyArns: further.override,
  } as Record<string, Override>,
  relations: [further.relation],
  refused: [
    ["document_name", "a document"],
    ["session_key_arn", "alias/acme-sessions"],
    ["transcript_bucket_name", "Acme"],
    ["transcript_key_arn", "alias/acme-logs"],
    ["session_log_group_name", "acme sessions"],
    further.refused,
  ] as readonly (readonly [string, unknown])[],
  example: {
    session_key_arn: "arn:aws:kms:eu-west-1:111122223333:key/11111111-1111-1111-1111-111111111111",
    transcript_bucket_name: "acme-audit-transcripts-111122223333-eu-west-1",
    transcript_key_arn: "arn:aws:kms:eu-west-1:111122223333:key/22222222-2222-2222-2222-222222222222",
    session_log_group_name: "/acme-audit/sessions",
  },
  omitted:
    "the inputs above say where the document logs: take them from the outputs of the module that makes it, which then exists first.",
};

/** Where the bucket is decides how S3 calls its key. */
export const bucketRegionInput = {
  literals: { [bucketRegion]: "var.transcript_bucket_region" },
  override: {
    description: "Region of the bucket. Default: the Region of the provider.",
    features: [
      {
        name: "transcript_bucket_region",
        states: {
          unset: { when: "var.transcript_bucket_region == null" },
          set: { when: "var.transcript_bucket_region != null", value: () => bucketRegion },
        },
      },
    ],
  } satisfies Override,
};

/** The documents that the inputs tell of, the one of the provider's Region first. */
export function documentsOf(
  stack: TerraformStack,
  props: Readonly<Record<string, unknown>>,
): AtLeastOne<ISessionDocument> {
  const aws = awsContext(stack);
  const { documentName = DEFAULT_DOCUMENT_NAME, sessionKeyArn, ...logging } = props as Readonly<Record<string, string>>;
  const { transcriptBucketName, transcriptKeyArn, sessionLogGroupName } = logging;
  const of = (region: string, key: string | undefined) =>
    ({
      documentName,
      documentArn: arns.document({ ...aws, region }, documentName),
      region,
      account: aws.account,
      sessionType: "Standard_Stream",
      encryptionKey: key && { keyArn: key },
      bucket: {
        bucketArn: arns.bucket(aws, transcriptBucketName!),
        region: props.transcriptBucketRegion ?? aws.region,
        encryption: transcriptKeyArn ? { keyArn: transcriptKeyArn } : "s3-managed",
      },
      transcriptPrefix: `${TRANSCRIPT_PREFIX}/${aws.account}/${region}`,
      runAsUser: props.documentNamesUser ? "user" : undefined,
      logGroup: { logGroupArn: arns.logGroup({ ...aws, region }, sessionLogGroupName!) },
      ready: [],
    }) as unknown as ISessionDocument;
  const regions = (props.furtherSessionKeyArns ?? []) as string[];
  return [of(aws.region, sessionKeyArn), ...regions.map((region) => of(region, furtherKey))];
}
