import { EncryptionKey } from "../../modules/encryption-key";
import { LogGroup, type LogGroupProps } from "../../modules/log-group";
import { ACCOUNT, type Synthesized, synth, synthIn } from "../support/synth";

function group(more: Partial<LogGroupProps> = {}): Synthesized {
  return synth((scope) => new LogGroup(scope, "Sessions", { name: "/acme/sessions", ...more }));
}

test("keeps events for a year and refuses to be destroyed", () => {
  expect(group().only("aws_cloudwatch_log_group")).toMatchObject({
    name: "/acme/sessions",
    retention_in_days: 365,
    lifecycle: { prevent_destroy: true },
  });
});

test("stays in AWS with its events where it is taken out of the configuration", () => {
  expect(group().only("aws_cloudwatch_log_group").skip_destroy).toBe(true);
});

test("keeps events as long as told, and may be destroyed where told", () => {
  const resource = group({ retentionDays: 3653, removal: "destroy" }).only("aws_cloudwatch_log_group");
  expect(resource.retention_in_days).toBe(3653);
  expect(resource.lifecycle).toBeUndefined();
  expect(resource.skip_destroy).toBe(false);
});

test("is encrypted by AWS where no key is given, and says so", () => {
  const stack = synth((scope) => {
    expect(new LogGroup(scope, "Sessions", { name: "/acme" }).encrypted).toBe(false);
  });
  expect(stack.only("aws_cloudwatch_log_group").kms_key_id).toBeUndefined();
});

test("gets a key ARN, not an id, and lets Logs use the key for itself alone", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    const encryptionKey = new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" });
    expect(new LogGroup(scope, "Sessions", { name: "/acme/sessions", encryptionKey }).encrypted).toBe(true);
  });
  expect(stack.only("aws_cloudwatch_log_group").kms_key_id).toBe("${aws_kms_key.key.arn}");
  expect(stack.statement("AllowCloudWatchLogsForGroups", "aws_kms_key").Condition).toEqual({
    ArnEquals: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme/sessions` },
  });
});

test("offers its name, its ARN without :*, and itself to wait for", () => {
  synthIn("eu-west-1", (scope) => {
    const sessions = new LogGroup(scope, "Sessions", { name: "/acme" });
    expect(sessions.logGroupName).toBe("/acme");
    expect(sessions.logGroupArn).toBe(`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme`);
    expect(sessions.ready).toEqual([sessions.resources.logGroup]);
  });
});

test.each([true, false])("stands for one that exists already, encrypted: %p, and creates nothing", (encrypted) => {
  const { json } = synthIn("eu-west-1", (scope) => {
    const existing = LogGroup.fromName(scope, "Existing", { name: "/old", encrypted, region: "us-east-1" });
    expect(existing).toMatchObject({
      logGroupName: "/old",
      logGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/old`,
      region: "us-east-1",
      encrypted,
    });
    expect(existing.ready).toHaveLength(encrypted ? 1 : 0);
  });
  expect(json.resource).toBeUndefined();
  expect(json.data?.aws_cloudwatch_log_group).toEqual(
    encrypted
      ? {
          existing: {
            name: "/old",
            region: "us-east-1",
            lifecycle: {
              postcondition: [
                {
                  condition: '${self.kms_key_id != ""}',
                  error_message: "This log group has no KMS key. Give it one, or say encrypted: false.",
                },
              ],
            },
          },
        }
      : undefined,
  );
});
