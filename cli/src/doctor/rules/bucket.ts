import { type Answer, admits } from "../policies/evaluate";
import { logging } from "../policies/preferences";
import { whenKnown } from "../readings";
import type { Bucket, RegionState } from "../state";
import { error, type Found, note, statement, warning } from "./finding";

const weeks = 30;

/** One bucket for all Regions: its findings are one as well. */
const place = (name: string) => `s3://${name}`;

/** The bucket of transcripts as it really is, and as the roles of nodes meet it. */
export function* bucketRules(state: RegionState): Iterable<Found> {
  if (!state.bucket?.known) return;
  const wanted = logging(whenKnown(state.preferences)?.content);
  const bucket = state.bucket.value;
  if (!bucket) {
    const effect = wanted.demandsEncryptedBucket
      ? "every session is refused"
      : "sessions run, but no transcript arrives";
    yield error(
      "bucket-missing",
      place(wanted.bucket),
      effect,
      `aws s3api create-bucket --bucket ${wanted.bucket}, or name another in the preferences`,
    );
    return;
  }
  yield* encryptionRules(bucket, wanted.demandsEncryptedBucket, state.account);
  yield* protectionRules(bucket, state.partition);
  yield* accessLogRules(bucket);
  yield* policyRules(state, bucket, wanted.prefix);
}

function* encryptionRules(bucket: Bucket, isDemanded: boolean, account: string): Iterable<Found> {
  const encryption = whenKnown(bucket.encryption);
  if (!encryption) return;
  const { algorithm, keyId } = encryption;
  const fix = `aws s3api put-bucket-encryption --bucket ${bucket.name} --server-side-encryption-configuration`;
  if (algorithm === "aws:kms:dsse") {
    yield error(
      "bucket-dsse",
      place(bucket.name),
      isDemanded ? "every session is refused" : "uploads carry no encryption header",
      `${fix} with aws:kms instead of aws:kms:dsse`,
    );
  }
  const owner = whenKnown(bucket.owner);
  const isForeign = owner !== undefined && owner !== account;
  if (algorithm === "aws:kms" && keyId && !keyId.startsWith("arn:")) {
    yield (isForeign ? error : warning)(
      "bucket-key-not-by-arn",
      place(bucket.name),
      "nodes of other accounts look the key up in their own account, and their uploads fail",
      `${fix} with the full ARN of the key`,
    );
  }
  const key = whenKnown(bucket.key);
  if (algorithm === "aws:kms" && (!keyId || key?.isManagedByAws)) {
    yield (isForeign ? error : note)(
      "bucket-under-key-of-aws",
      place(bucket.name),
      isForeign ? "uploads from this account fail" : "only this account can ever write to the bucket or read it",
      `${fix} with the ARN of a key of your own`,
    );
  }
}

function* protectionRules(bucket: Bucket, partition: string): Iterable<Found> {
  const days = whenKnown(bucket.expiresAfterDays);
  if (days !== undefined && days < weeks) {
    yield error(
      "lifecycle-deletes-early",
      place(bucket.name),
      `transcripts are deleted after ${days} day${days === 1 ? "" : "s"}`,
      `aws s3api put-bucket-lifecycle-configuration --bucket ${bucket.name}, without that rule`,
    );
  }
  if (bucket.isVersioned.known && !bucket.isVersioned.value) {
    yield warning(
      "bucket-not-versioned",
      place(bucket.name),
      "a transcript that is overwritten or deleted is gone for good",
      `aws s3api put-bucket-versioning --bucket ${bucket.name} --versioning-configuration Status=Enabled`,
    );
  }
  if (bucket.blocksPublicAccess.known && !bucket.blocksPublicAccess.value) {
    yield warning(
      "bucket-public",
      place(bucket.name),
      "one careless policy statement exposes transcripts to everyone",
      `aws s3api put-public-access-block --bucket ${bucket.name} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
    );
  }
  if (whenKnown(bucket.isPublic)) {
    yield error(
      "policy-seen-as-public",
      place(bucket.name),
      "S3 shuts out all other accounts, or lets everyone in",
      "replace the principal * with roles, or add a fixed aws:PrincipalOrgID",
    );
  }
  if (bucket.policy.known && !/aws:SecureTransport/i.test(JSON.stringify(bucket.policy.value ?? {}))) {
    yield warning(
      "bucket-takes-plain-http",
      place(bucket.name),
      "transcripts can be sent or read in clear text",
      statement({
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:${partition}:s3:::${bucket.name}`, `arn:${partition}:s3:::${bucket.name}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    );
  }
}

function* accessLogRules(bucket: Bucket): Iterable<Found> {
  const logs = whenKnown(bucket.accessLogs);
  if (!logs) return;
  if (logs.target === bucket.name) {
    yield warning(
      "access-logs-to-itself",
      place(bucket.name),
      "every access log file that is delivered causes another",
      `aws s3api put-bucket-logging --bucket ${bucket.name}, with another target bucket`,
    );
    return;
  }
  if (whenKnown(logs.isLocked)) {
    yield error(
      "lock-on-access-logs",
      place(logs.target),
      `requests to ${bucket.name} are not logged`,
      `aws s3api put-object-lock-configuration --bucket ${logs.target} --object-lock-configuration ObjectLockEnabled=Enabled`,
    );
  }
  if (whenKnown(logs.algorithm)?.startsWith("aws:kms")) {
    yield error(
      "access-logs-under-kms",
      place(logs.target),
      `requests to ${bucket.name} are not logged`,
      `aws s3api put-bucket-encryption --bucket ${logs.target}, with AES256`,
    );
  }
}

/** The bucket policy against what agents send: with the headers of the bucket's encryption, and without. */
function* policyRules(state: RegionState, bucket: Bucket, prefix: string): Iterable<Found> {
  if (!bucket.policy.known) return;
  const encryption = whenKnown(bucket.encryption);
  const arn = `arn:${state.partition}:s3:::${bucket.name}`;
  const transcript = `${arn}/${[prefix, "alice-0123456789abcdef0.log"].filter(Boolean).join("/")}`;
  const organization = organizationOf(bucket);
  const plain = {
    "s3:x-amz-acl": "bucket-owner-full-control",
    ...(organization && { "aws:PrincipalOrgID": organization }),
  };
  const withHeaders = {
    ...plain,
    ...(encryption && { "s3:x-amz-server-side-encryption": encryption.algorithm }),
    ...(encryption?.keyId && { "s3:x-amz-server-side-encryption-aws-kms-key-id": encryption.keyId }),
  };
  for (const role of whenKnown(state.roles) ?? []) {
    const owner = whenKnown(bucket.owner) ?? state.account;
    const ask = (action: string, resource: string, context: Record<string, string>): Answer =>
      admits(whenKnown(bucket.policy), { principal: role.arn, action, resource, owner, context });
    const uploads = ["s3:PutObject", "s3:PutObjectAcl"].map((action) =>
      ask(action, transcript, action === "s3:PutObject" ? withHeaders : plain),
    );
    if (uploads.includes("no")) {
      yield error(
        "bucket-policy-denies-upload",
        place(bucket.name),
        `transcripts of nodes with ${role.arn} never arrive`,
        statement({
          Principal: { AWS: role.arn },
          Action: ["s3:PutObject", "s3:PutObjectAcl"],
          Resource: `${arn}/${prefix ? `${prefix}/` : ""}*`,
        }),
      );
    } else if (ask("s3:PutObject", transcript, plain) === "no") {
      yield warning(
        "bucket-policy-demands-header",
        place(bucket.name),
        `transcripts are lost where the agent of ${role.arn} cannot read the bucket's encryption`,
        "deny only uploads with a wrong header, not those without one: StringNotEquals together with Null: false",
      );
    }
    if (ask("s3:GetEncryptionConfiguration", arn, plain) === "no") {
      yield error(
        "bucket-policy-hides-encryption",
        place(bucket.name),
        `sessions on nodes with ${role.arn} are refused`,
        statement({ Principal: { AWS: role.arn }, Action: "s3:GetEncryptionConfiguration", Resource: arn }),
      );
    }
  }
}

/** The organization of the nodes; nothing where it could not be read, so that conditions on it are left open. */
export function organizationOf({ organizationId }: Bucket): string | undefined {
  return organizationId?.known ? (organizationId.value ?? "in no organization") : undefined;
}
