import {
  construct,
  having,
  isUnknown,
  listOf,
  optional,
  organizationId,
  providerRules,
  regionalRules,
  removalRules,
  Schema,
  sameRegion,
  text,
  trailArn,
} from "../core/internal";
import { encryptionKey } from "../encryption-key/encryption-key-schema";
import { limits } from "../facts";
import { logBucket } from "../log-bucket/log-bucket-schema";
import { logGroup } from "../log-group/log-group-schema";
import type { AuditTrailProps, IAuditTrail } from "./audit-trail";
import type { ExistingAuditTrailProps } from "./existing-audit-trail";

export const auditTrail = construct<IAuditTrail>(
  "an AuditTrail",
  ["trailName", "trailArn", "ready"],
  "pass the trail itself; an ARN becomes one by AuditTrail.fromArn",
);

export const existingAuditTrailSchema = Schema.for<ExistingAuditTrailProps>({ ...providerRules, trailArn });

/** CloudTrail writes to a log group through a role named `<name>-log-delivery`. */
export const DELIVERY_ROLE_SUFFIX = "-log-delivery";

export const auditTrailSchema = Schema.for<AuditTrailProps>({
  ...regionalRules,
  ...removalRules,
  name: text({
    length: limits.trailNameLength,
    pattern: /^[a-zA-Z0-9]+([._-][a-zA-Z0-9]+)*$/,
    allowed: "letters and digits, with single dots, underscores or hyphens between them",
    fix: "write it like acme-audit",
  }),
  bucket: logBucket,
  encryptionKey,
  logGroup: optional(logGroup),
  organizationId: optional(organizationId),
  objectEventsOf: optional(
    listOf(having<{ readonly bucketArn: string }>("a LogBucket, or its bucketArn", { bucketArn: text({}) })),
  ),
})
  .relate(["encryptionKey", "bucket"], (props) =>
    sameRegion("encryptionKey", props.encryptionKey.region, props.bucket.region),
  )
  .relate(["logGroup"], (props, aws) =>
    props.logGroup ? sameRegion("logGroup", props.logGroup.region, aws.region) : [],
  )
  .relate(["name", "logGroup"], (props) => {
    const longest = limits.roleNameLength.max - DELIVERY_ROLE_SUFFIX.length;
    if (!props.logGroup || isUnknown(props.name) || props.name.length <= longest) return [];
    return [
      {
        prop: "name",
        allowed: `at most ${longest} characters long where a logGroup is given`,
        got: props.name,
        fix: `choose a shorter name, since CloudTrail writes to the group by a role called <name>${DELIVERY_ROLE_SUFFIX}`,
      },
    ];
  });
