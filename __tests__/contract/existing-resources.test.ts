/** An account set up by hand, once its owners have added what they were asked for: enough for all who must, and for nobody else. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { ExistingResources } from "../../examples/existing-resources";
import * as the from "./support/names";
import { role, service } from "./support/principals";
import { keyArn } from "./support/references";
import { verdictOf } from "./support/simulate";
import { allows, denies, proves, titleOf } from "./support/table";
import { World } from "./support/world";

const { world, grants } = synthesized();

/** As the owners read them: from the file beside the stacks. */
function synthesized() {
  const outdir = mkdtempSync(join(tmpdir(), "existing-"));
  process.env.CDKTF_OUTDIR = outdir;
  try {
    const app = new App({ outdir });
    const stack = new ExistingResources(app);
    app.synth();
    const grants = JSON.parse(readFileSync(join(outdir, "grants", "111122223333.json"), "utf8"));
    return { world: World.of(stack), grants };
  } finally {
    delete process.env.CDKTF_OUTDIR;
    rmSync(outdir, { recursive: true });
  }
}

const node = role("acme-audit-nodes", "i-0123456789abcdef0", { policies: ["acme-audit-nodes"] });
const alice = role("Engineers", "alice", { policies: ["acme-audit-operators"] });
const guarded = role("Platform", "dave", { policies: ["acme-audit-guardrail"], almighty: true });
const stranger = role("Anything", "mallory", { account: the.OTHER_ACCOUNT, almighty: true });
const eventBridge = service("events.amazonaws.com");
const alarms = service("cloudwatch.amazonaws.com", {
  "aws:SourceArn": the.alarm("acme-audit-session-refusals-matches"),
  "aws:SourceAccount": "111122223333",
});

const bucket = the.bucket("platform-session-logs");
const transcript = `${bucket}/sessions/111122223333/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const platformKey = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const sessionKey = keyArn("session_audit_session_key");
const group = the.logGroup("/platform/sessions");
const stream = the.logStream("/platform/sessions", "alice-0123456789abcdefghijklmnop");
const topic = the.topic("security-alerts");
const shell = [the.instance(), the.document()];

/** These rest on the grants. */
const rowsOfGrants = [
  allows(node, "kms:GenerateDataKey", platformKey, "the agent encrypts with the key of the bucket", the.viaS3(bucket)),
  allows(node, "kms:Decrypt", platformKey, "long transcripts go up in parts", the.viaS3(bucket)),
  allows(eventBridge, "sns:Publish", topic, "people are told"),
  allows(eventBridge, "kms:GenerateDataKey", platformKey, "the topic is encrypted"),
  allows(alarms, "sns:Publish", topic, "people are told that they cannot be"),
  allows(service("cloudwatch.amazonaws.com"), "kms:Decrypt", platformKey, "the topic is encrypted"),
];

const rows = [
  ...rowsOfGrants,
  allows(node, "s3:PutObject", transcript, "the agent uploads the transcript", the.toBucketOwner),
  allows(node, "s3:PutObjectAcl", transcript, "the agent always sends an ACL", the.toBucketOwner),
  allows(node, "s3:GetEncryptionConfiguration", bucket, "the agent checks the bucket"),
  allows(node, "logs:PutLogEvents", stream, "output is streamed"),
  allows(node, "logs:CreateLogStream", stream, "output is streamed"),
  allows(node, "kms:Decrypt", sessionKey, "the agent takes part in the session", the.ofSession),
  allows(alice, "ssm:StartSession", shell, "a logged shell", the.checked),
  allows(alice, "kms:GenerateDataKey", sessionKey, "the client makes the data key", the.ofSession),
  denies(node, "s3:GetObject", transcript, "reads a transcript"),
  denies(node, "s3:PutObject", `${bucket}/other/x.log`, "what else is in the bucket stays as it is", the.toBucketOwner),
  denies(node, "kms:Decrypt", platformKey, "nor what else the key encrypts", the.viaS3(the.bucket("other"))),
  denies(alice, "s3:GetObject", transcript, "reads a transcript"),
  denies(alice, "kms:Decrypt", platformKey, "reads a transcript", the.viaS3(bucket)),
  denies(stranger, "kms:Decrypt", platformKey, "another account", the.viaS3(bucket)),
  denies(stranger, "sns:Publish", topic, "another account"),
  denies(guarded, "s3:DeleteObject", transcript, "what exists is kept as well"),
  denies(guarded, "kms:DisableKey", platformKey, "what exists is kept as well"),
  denies(guarded, "logs:DeleteLogGroup", group, "what exists is kept as well"),
  denies(guarded, "sns:DeleteTopic", topic, "what exists is kept as well"),
  denies(guarded, "ssm:UpdateDocument", the.document(), "what was taken over is kept as well"),
];

proves({ title: "with the grants", world: world.granted(grants), rows });

test.each(rowsOfGrants.map((row) => [titleOf(row), row] as const))("rests on the grants: %s", async (_, row) => {
  const none = grants.map((grant: (typeof grants)[number]) => {
    const [{ Principal, Resource }] = grant.add.Statement;
    const inert = { Sid: "Removed", Effect: "Deny", Principal, Action: "sts:GetServiceBearerToken", Resource };
    return { ...grant, add: { ...grant.add, Statement: [inert] } };
  });
  expect(await verdictOf(row, world.granted(none))).toBe("denied");
});
