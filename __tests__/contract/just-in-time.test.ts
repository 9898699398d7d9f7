/** Just-in-time node access beside the audit: what its token may go on doing, and what stays closed to everybody. */
import { App } from "cdktf";
import { JustInTimeSnippets } from "../../examples/snippets/just-in-time";
import { Guardrail, LogBucket, OperatorAccess, SessionDocument, sessionTargets, waysRound } from "../../modules";
import { newStack, synthStack } from "../support/synth";
import * as the from "./support/names";
import { type Principal, role, service } from "./support/principals";
import { keyArn } from "./support/references";
import { allows, denies, proves, type Row } from "./support/table";
import { World } from "./support/world";

/** The role of an approved request has AWS's own policy; a service control policy binds it like any other principal. */
const token = role("JustInTimeToken", "alice", { almighty: true });
const administrator = role("acme-audit-administrator", "terraform", { almighty: true });
const guiConnect = (account = "111122223333") =>
  service("ssm-guiconnect.amazonaws.com", { "aws:SourceAccount": account });

const viaGuiConnect = { "aws:CalledViaFirst": "ssm-guiconnect.amazonaws.com" };
const viaAnother = { "aws:CalledViaFirst": "cloudformation.amazonaws.com" };
const forwarding = the.awsDocument("AWS-StartPortForwardingSession");
const ssoUser = the.awsDocument("AWSSSO-CreateSSOUser");
const on = (document: string) => [the.instance(), document];

const shells: readonly Row[] = [
  allows(token, "ssm:StartSession", on(the.document()), "an approved shell, which is logged"),
  denies(token, "ssm:StartSession", on(the.document("Mallory-Shell")), "another document"),
];

const desktops: readonly Row[] = [
  allows(token, "ssm:StartSession", on(forwarding), "GUI Connect forwards the port of a desktop", viaGuiConnect),
  denies(token, "ssm:StartSession", on(forwarding), "forwards a port itself"),
  denies(token, "ssm:StartSession", on(forwarding), "nor through another service", viaAnother),
  denies(token, "ssm:StartSession", on(the.awsDocument("AWS-StartSSHSession")), "no SSH either"),
];

const commands: readonly Row[] = [
  allows(token, "ssm:SendCommand", on(ssoUser), "GUI Connect makes the user of Identity Center", viaGuiConnect),
  denies(token, "ssm:SendCommand", on(ssoUser), "sends the command itself"),
  denies(token, "ssm:SendCommand", on(the.awsDocument("AWS-RunShellScript")), "any command as root"),
  denies(token, "ssm:StartAutomationExecution", "*", "nor by a detour"),
];

const world = World.of(new JustInTimeSnippets(new App(), "just-in-time"));
const bucket = the.bucket("acme-audit-transcripts-111122223333-eu-west-1");
const recording = `${bucket}/connection-0123456789abcdef0.mp4`;
const logsKey = keyArn("session_audit_logs_key");
const recordingKey = keyArn("recording_key");
const ofRecordings = { "kms:ResourceAliases": ["alias/acme-recordings"] };
const grantVia = (service: string) => ({ ...ofRecordings, "kms:ViaService": `${service}.eu-west-1.amazonaws.com` });

proves({
  title: "with a guardrail that leaves Remote Desktop alone",
  world,
  rows: [
    ...shells,
    ...desktops,
    ...commands,
    allows(token, "kms:CreateGrant", recordingKey, "GUI Connect encrypts the recording", grantVia("ssm-guiconnect")),
    denies(token, "kms:CreateGrant", recordingKey, "gives somebody the key", ofRecordings),
    denies(token, "kms:CreateGrant", recordingKey, "nor through another service", grantVia("ec2")),
    denies(token, "kms:DisableKey", recordingKey, "a disabled key ends recordings", ofRecordings),
    denies(token, "kms:PutKeyPolicy", recordingKey, "a changed policy ends recordings", ofRecordings),
    denies(token, "ssm-guiconnect:DeleteConnectionRecordingPreferences", "*", "nobody turns recordings off"),
    denies(token, "ssm-guiconnect:UpdateConnectionRecordingPreferences", "*", "nobody sends them elsewhere"),
    allows(token, "ssm-guiconnect:StartConnection", "*", "a desktop"),
    allows(administrator, "ssm-guiconnect:UpdateConnectionRecordingPreferences", "*", "somebody turns them on"),
    allows(administrator, "kms:DisableKey", recordingKey, "whoever is exempt", ofRecordings),
  ],
});

proves({
  title: "recordings",
  world,
  rows: [
    allows(guiConnect(), "s3:PutObject", recording, "are stored beside transcripts"),
    denies(guiConnect(the.OTHER_ACCOUNT), "s3:PutObject", recording, "not those of another account"),
    denies(guiConnect(), "s3:GetObject", recording, "and never read"),
    denies(guiConnect(), "s3:DeleteObject", recording, "nor deleted"),
    denies(guiConnect(), "s3:PutObject", recording, "over plain HTTP", the.plainHttp),
    allows(guiConnect(), "kms:GenerateDataKey", logsKey, "the bucket is encrypted", the.viaS3(bucket)),
    denies(guiConnect(), "kms:GenerateDataKey", logsKey, "not for anything else of the key"),
    denies(guiConnect(the.OTHER_ACCOUNT), "kms:GenerateDataKey", logsKey, "another account", the.viaS3(bucket)),
    denies(guiConnect(), "kms:Decrypt", logsKey, "and never read", the.viaS3(bucket)),
  ],
});

/** The policies of people who also reach desktops without an approval: once as by default, once with the flag. */
function policies(remoteDesktop: true | undefined): World {
  const stack = newStack();
  const bucket = LogBucket.fromName(stack, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
  const documents = [new SessionDocument(stack, "Shell", { bucket })] as const;
  const targets = sessionTargets.all();
  new OperatorAccess(stack, "Operators", { name: "acme-operators", documents, targets, remoteDesktop });
  new Guardrail(stack, "Guardrail", {
    name: "acme-guardrail",
    protects: { documents },
    closes: [waysRound.otherDocuments, waysRound.runCommand],
    remoteDesktop,
  });
  return World.of(stack);
}

const operator = role("Engineers", "alice", { policies: ["acme-operators"], almighty: true });
const guarded = role("Platform", "dave", { policies: ["acme-guardrail"], almighty: true });
const of = (rows: readonly Row[], who: Principal) => rows.map((row) => ({ ...row, who }));
const refused = (rows: readonly Row[]) => rows.map((row) => ({ ...row, expected: "denied" as const }));

proves({
  title: "people with the flag",
  world: policies(true),
  rows: [...of([...shells, ...desktops], operator), ...of([...shells, ...desktops, ...commands], guarded)],
});
proves({
  title: "people without the flag, whom GUI Connect lets do no more",
  world: policies(undefined),
  rows: [
    ...of(shells, operator),
    ...of(shells, guarded),
    ...refused([...of(desktops, operator), ...of([...desktops, ...commands], guarded)]),
  ],
});

test("a guardrail that closes Remote Desktop does not leave it alone at once", () => {
  const build = () =>
    new Guardrail(newStack(), "Guardrail", {
      name: "acme-guardrail",
      protects: {},
      closes: [waysRound.guiConnect],
      remoteDesktop: true,
    });
  expect(build).toThrow("`remoteDesktop` must be false where closes has guiConnect");
});

test("what the console or the CLI is told names the bucket, its owner and the key", () => {
  const { output } = synthStack(new JustInTimeSnippets(new App(), "just-in-time")).json;
  expect(output.RecordingPreferences.value).toContain("aws_kms_key.recording_key.arn");
  expect(output.RecordingPreferences.value).toContain("S3Buckets");
});
