import {
  arn,
  construct,
  flag,
  isUnknown,
  knownArnParts,
  listOf,
  object,
  optional,
  providerRules,
  regionalRules,
  regionRules,
  removalRules,
  Schema,
  samePartition,
  sameRegion,
  text,
  wholeNumber,
} from "../core/internal";
import { limits } from "../facts";
import type { AdoptedKey, EncryptionKeyProps } from "./encryption-key";
import type { ExistingKeyProps, KeyByAliasProps } from "./existing-key";
import type { IEncryptionKey } from "./granting-key";

export const encryptionKey = construct<IEncryptionKey>(
  "an EncryptionKey",
  ["keyArn", "region", "ready", "grantCloudWatchLogs", "grantCloudTrail", "grantEventBridge", "grantCloudWatchAlarms"],
  "pass the key construct itself; an ARN becomes one by EncryptionKey.fromArn",
);

export const keyArn = arn(
  { service: "kms", resource: /^key\/[\w-]+$/, example: "arn:<partition>:kms:<region>:<account>:key/<id>" },
  "copy the full ARN of the key; an alias would resolve in the account of each caller",
);

const keyId = text({
  pattern: /^(mrk-)?[0-9a-f-]{32,36}$/,
  allowed: "the id of a key",
  fix: "write it like 1234abcd-12ab-34cd-56ef-1234567890ab, without the rest of the ARN",
});

const aliasArn = arn(
  {
    service: "kms",
    resource: /^alias\/[\w/-]+$/,
    not: /^alias\/aws\//,
    example: "arn:<partition>:kms:<region>:<account>:alias/<name>",
  },
  "copy the full ARN; the policy of a key of AWS, alias/aws/, lets no service in",
);

/** Principals that the key policy lets administer the key. */
export const keyAdministrators = listOf(
  arn({
    service: "iam",
    resource: /^(user|role)\/.+$/,
    example: "arn:<partition>:iam::<account>:role/<name>",
  }),
  { unknown: true },
);

export const encryptionKeySchema = Schema.for<EncryptionKeyProps>({
  ...regionalRules,
  ...removalRules,
  alias: text({
    length: limits.keyAliasLength,
    pattern: /^alias\/[\w/-]+$/,
    not: [/^alias\/aws\//],
    allowed: "alias/ and letters, digits, slash, underscore or hyphen, but not alias/aws/",
    fix: "write it like alias/acme-sessions",
  }),
  description: text({ length: limits.keyDescriptionLength }),
  rotationDays: optional(wholeNumber(limits.keyRotationDays)),
  deletionWindowDays: optional(wholeNumber(limits.keyDeletionWindowDays)),
  administrators: optional(keyAdministrators),
  adopt: optional(object<AdoptedKey>({ keyId, alias: flag() })),
  justInTimeAccess: optional(flag()),
}).relate(["administrators"], ({ administrators = [] }, aws) =>
  isUnknown(administrators)
    ? []
    : administrators.flatMap((administrator, index) => samePartition(`administrators[${index}]`, administrator, aws)),
);

export const existingKeySchema = Schema.for<ExistingKeyProps>({
  ...providerRules,
  keyArn,
  justInTimeAccess: optional(flag()),
}).relate(["keyArn"], (props, aws) => samePartition("keyArn", props.keyArn, aws));

export const keyByAliasSchema = Schema.for<KeyByAliasProps>({ ...regionRules, aliasArn }).relate(
  ["aliasArn", "region"],
  ({ aliasArn, region }) => {
    const there = knownArnParts(aliasArn)?.region;
    return region === undefined || there === undefined ? [] : sameRegion("aliasArn", there, region);
  },
);
