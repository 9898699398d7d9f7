import { DescribeOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  type LifecycleRule,
  ListBucketsCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { known, type Reading } from "../../fleet/place";
import { followReading, mapReading, whenKnown } from "../readings";
import type { AccessLogs, Bucket } from "../state";
import { readKey } from "./keys";
import { policyOf } from "./policies";
import type { Site } from "./site";

/** The bucket that transcripts of a place go to; its names are unique in the world, so that it is read once for all places. */
export function readBucket(site: Site, name: string): Promise<Reading<Bucket | undefined>> {
  return site.once(`bucket ${name}`, async () => {
    if (!bucketName.test(name)) return known(undefined);
    const here = await locate(site, name);
    if (here.known && here.value) return describe(here.value.site, name, here.value.owner);
    const owner = await findOwner(site, name);
    if (owner) return describe(owner.site, name, known(owner.site.account));
    return here.known ? known(undefined) : here;
  });
}

/** Anything else is no bucket of AWS: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

interface Located {
  readonly site: Site;
  readonly owner: Bucket["owner"];
}

/** The Region of the bucket, as the account of the nodes sees it. */
async function locate(site: Site, name: string): Promise<Reading<Located | undefined>> {
  const location = await site.ask(
    () => site.client(S3Client).send(new GetBucketLocationCommand({ Bucket: name })),
    ["NoSuchBucket"],
  );
  if (!location.known) return location;
  if (!location.value) return known(undefined);
  const owner = mapReading(await ownBuckets(site), (own) => (own.includes(name) ? site.account : undefined));
  return known({ site: site.at(site.account, regionOf(location.value)), owner });
}

/** Before there were Regions, there was us-east-1: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
function regionOf({ LocationConstraint }: { LocationConstraint?: string | undefined }): string {
  return LocationConstraint === "EU" ? "eu-west-1" : LocationConstraint || "us-east-1";
}

/** Another account of the fleet that has the bucket, the archive of a landing zone say. */
async function findOwner(site: Site, name: string): Promise<{ site: Site } | undefined> {
  for (const account of site.access.accounts) {
    const other = site.at(account, site.region);
    if (!whenKnown(await ownBuckets(other))?.includes(name)) continue;
    const there = await locate(other, name);
    if (there.known && there.value) return there.value;
  }
  return undefined;
}

function ownBuckets(site: Site): Promise<Reading<readonly string[]>> {
  return site.once(`buckets ${site.account}`, async () => {
    const listed = await site.ask(() => site.client(S3Client).send(new ListBucketsCommand({})));
    return mapReading(listed, (found) => (found?.Buckets ?? []).map(({ Name }) => Name!));
  });
}

async function describe(site: Site, Bucket: string, owner: Bucket["owner"]): Promise<Reading<Bucket>> {
  const s3 = site.client(S3Client);
  const [encryption, policy, status, versioning, lifecycle, block, accessLogs] = await Promise.all([
    readEncryption(site, Bucket),
    site.ask(() => s3.send(new GetBucketPolicyCommand({ Bucket })), ["NoSuchBucketPolicy"]),
    site.ask(() => s3.send(new GetBucketPolicyStatusCommand({ Bucket })), ["NoSuchBucketPolicy"]),
    site.ask(() => s3.send(new GetBucketVersioningCommand({ Bucket }))),
    site.ask(() => s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })), ["NoSuchLifecycleConfiguration"]),
    site.ask(() => s3.send(new GetPublicAccessBlockCommand({ Bucket })), ["NoSuchPublicAccessBlockConfiguration"]),
    readAccessLogs(site, Bucket),
  ]);
  const keyId = whenKnown(encryption)?.keyId;
  const asksForOrganization = whenKnown(policy)?.Policy?.includes("PrincipalOrg");
  return known({
    name: Bucket,
    owner,
    region: site.region,
    encryption,
    ...(keyId && { key: await readKey(site, keyId) }),
    policy: mapReading(policy, (found) => policyOf(found?.Policy)),
    isPublic: mapReading(status, (found) => found?.PolicyStatus?.IsPublic ?? false),
    isVersioned: mapReading(versioning, (found) => found?.Status === "Enabled"),
    expiresAfterDays: mapReading(lifecycle, (found) => shortestLife(found?.Rules ?? [])),
    blocksPublicAccess: mapReading(block, (found) => {
      const parts = found?.PublicAccessBlockConfiguration;
      return Boolean(
        parts?.BlockPublicAcls && parts.IgnorePublicAcls && parts.BlockPublicPolicy && parts.RestrictPublicBuckets,
      );
    }),
    accessLogs,
    ...(asksForOrganization && { organizationId: await readOrganization(site) }),
  });
}

async function readEncryption(site: Site, Bucket: string): Promise<Bucket["encryption"]> {
  const encryption = await site.ask(
    () => site.client(S3Client).send(new GetBucketEncryptionCommand({ Bucket })),
    ["ServerSideEncryptionConfigurationNotFoundError"],
  );
  return mapReading(encryption, (found) => {
    const rule = found?.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
    if (!rule?.SSEAlgorithm) return undefined;
    return { algorithm: rule.SSEAlgorithm, ...(rule.KMSMasterKeyID && { keyId: rule.KMSMasterKeyID }) };
  });
}

async function readAccessLogs(site: Site, Bucket: string): Promise<Reading<AccessLogs | undefined>> {
  const s3 = site.client(S3Client);
  const logging = await site.ask(() => s3.send(new GetBucketLoggingCommand({ Bucket })));
  return followReading(logging, async (found) => {
    const target = found?.LoggingEnabled?.TargetBucket;
    if (!target) return known(undefined);
    const [lock, encryption] = await Promise.all([
      site.ask(
        () => s3.send(new GetObjectLockConfigurationCommand({ Bucket: target })),
        ["ObjectLockConfigurationNotFoundError"],
      ),
      readEncryption(site, target),
    ]);
    return known({
      target,
      // A lock without a default retention holds nothing back.
      isLocked: mapReading(lock, (found) => found?.ObjectLockConfiguration?.Rule?.DefaultRetention !== undefined),
      algorithm: mapReading(encryption, (found) => found?.algorithm),
    });
  });
}

/** Of the rules that are on, and let current versions of whole objects expire. */
function shortestLife(rules: readonly LifecycleRule[]): number | undefined {
  const days = rules.flatMap(({ Status, Expiration }) => (Status === "Enabled" ? (Expiration?.Days ?? []) : []));
  return days.length > 0 ? Math.min(...days) : undefined;
}

async function readOrganization(site: Site): Promise<Reading<string | undefined>> {
  return site.once(`organization ${site.account}`, async () => {
    const organization = await site.ask(
      () => site.client(OrganizationsClient).send(new DescribeOrganizationCommand({})),
      ["AWSOrganizationsNotInUseException"],
    );
    return mapReading(organization, (found) => found?.Organization?.Id);
  });
}
