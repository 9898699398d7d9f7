/** Every grant that a caller may use: a value that is not there opens nothing, it is refused. */
import type { TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { ValidationError } from "../../modules/core";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventQueue } from "../../modules/event-queue";
import { AccessLogBucket, LogBucket } from "../../modules/log-bucket";
import { build } from "../support/refusals";
import { zoo } from "../support/zoo";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
const trailArn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme";
const organizationId = "o-a1b2c3d4e5";

const key = (scope: TerraformStack) => new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" });
const grantors = {
  key,
  existingKey: (scope) => EncryptionKey.fromArn(scope, "Key", keyArn),
  bucket: (scope) => new LogBucket(scope, "Bucket", { name: "acme", encryption: key(scope) }),
  existingBucket: (scope) => LogBucket.fromName(scope, "Bucket", { name: "acme", encryption: key(scope) }),
  accessLogBucket: (scope) => new AccessLogBucket(scope, "Bucket", { name: "acme" }),
  queue: (scope) => new EventQueue(scope, "Queue", { name: "acme" }),
  existingQueue: (scope) => EventQueue.fromArn(scope, "Queue", "arn:aws:sqs:eu-west-1:111122223333:acme"),
  topic: (scope) => new AlertTopic(scope, "Topic", { name: "acme", encryptionKey: key(scope) }),
  existingTopic: (scope) => AlertTopic.fromArn(scope, "Topic", "arn:aws:sns:eu-west-1:111122223333:acme"),
} satisfies Record<string, (scope: TerraformStack) => object>;

type Arguments = Readonly<Record<string, unknown>>;

const keyGrants: Readonly<Record<string, Arguments>> = {
  grantCloudWatchLogs: { logGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:/acme" },
  grantCloudTrail: { trailArn },
  grantOrganizationUploads: { bucketArn: "arn:aws:s3:::acme", organizationId },
  grantOrganizationLookup: { organizationId },
};
const bucketGrants = {
  grantTrailDelivery: { trailArn },
  grantOrganizationTranscripts: { organizationId, prefix: "sessions" },
};
const queueGrants = {
  grantRule: { ruleArn: "arn:aws:events:eu-west-1:111122223333:rule/acme" },
  grantTopic: { topicArn: "arn:aws:sns:eu-west-1:111122223333:acme" },
};
const topicGrants = { grantCloudWatchAlarm: { alarmArn: "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:acme" } };

const grants: Readonly<Record<keyof typeof grantors, Readonly<Record<string, Arguments>>>> = {
  key: keyGrants,
  existingKey: keyGrants,
  bucket: bucketGrants,
  existingBucket: bucketGrants,
  accessLogBucket: { grantAccessLogDelivery: { sourceBucketName: "acme-transcripts" } },
  queue: queueGrants,
  existingQueue: queueGrants,
  topic: topicGrants,
  existingTopic: topicGrants,
};

/** What nearly every text is right for. */
const anyWord = ["prefix", "sourceBucketName"];

const cases = Object.entries(grants).flatMap(([grantor, byName]) =>
  Object.entries(byName).map(([name, args]) => [grantor as keyof typeof grantors, name, args] as const),
);

function grant(grantor: keyof typeof grantors, name: string, args: Arguments): unknown {
  return build((scope) => {
    const made = grantors[grantor](scope) as unknown as Record<string, (...args: unknown[]) => void>;
    made[name]!(...Object.values(args));
  });
}

describe.each(cases)("%s.%s", (grantor, name, args) => {
  test("takes what is right", () => {
    expect(() => grant(grantor, name, args)).not.toThrow();
  });

  test.each(Object.keys(args))("refuses any other %s, under its name", (argument) => {
    for (const [what, value] of Object.entries({ ...zoo, "a value that is not there": undefined })) {
      if (anyWord.includes(argument) && ["a text", "a long text"].includes(what)) continue;
      let error: unknown;
      try {
        grant(grantor, name, { ...args, [argument]: value });
      } catch (thrown) {
        error = thrown;
      }
      expect([what, error]).toEqual([what, expect.any(ValidationError)]);
      expect((error as ValidationError).violations[0]!.prop).toBe(argument);
    }
  });
});

test.each([
  ["key", "grantCloudTrail"],
  ["bucket", "grantTrailDelivery"],
  ["existingBucket", "grantTrailDelivery"],
] as const)("%s.%s refuses a trail of no account", (grantor, name) => {
  const owner = { account: undefined };
  expect(() => grant(grantor, name, { trailArn, owner })).toThrow("`owner.account` must be the 12 digits");
});
