import {
  construct,
  flag,
  oneOf,
  optional,
  regionalRules,
  regionRules,
  removalRules,
  Schema,
  sameRegion,
  text,
} from "../core/internal";
import { encryptionKey } from "../encryption-key/encryption-key-schema";
import { limits, logRetentionDays } from "../facts";
import type { ExistingLogGroupProps, ILogGroup, LogGroupProps } from "./log-group";

export const logGroup = construct<ILogGroup>(
  "a LogGroup",
  ["logGroupName", "logGroupArn", "region", "encrypted", "ready"],
  "pass the group itself; a name becomes one by LogGroup.fromName",
);

/** Days that CloudWatch Logs keeps events. */
export const logRetention = oneOf(logRetentionDays);

export const logGroupName = text({
  length: limits.logGroupNameLength,
  pattern: /^[\w/.#-]+$/,
  not: [/^aws\//],
  allowed: "letters, digits and _-/.#, not starting with aws/",
  fix: "write it like /acme/sessions",
});

export const logGroupSchema = Schema.for<LogGroupProps>({
  ...regionalRules,
  ...removalRules,
  name: logGroupName,
  encryptionKey: optional(encryptionKey),
  retentionDays: optional(logRetention),
  adopt: optional(flag()),
  deletionProtection: optional(flag()),
})
  .relate(["encryptionKey"], (props, aws) =>
    props.encryptionKey ? sameRegion("encryptionKey", props.encryptionKey.region, aws.region) : [],
  )
  .relate(["deletionProtection", "removal"], ({ deletionProtection, removal }) => {
    if (!deletionProtection || removal !== "destroy") return [];
    const allowed = 'false where removal is "destroy"';
    const fix = "leave it out: CloudWatch Logs would refuse what Terraform may do";
    return [{ prop: "deletionProtection", allowed, got: deletionProtection, fix }];
  });

export const existingLogGroupSchema = Schema.for<ExistingLogGroupProps>({
  ...regionRules,
  name: logGroupName,
  encrypted: flag(),
});
