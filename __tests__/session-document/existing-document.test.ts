/** A document that somebody else keeps: what is stated of it is what Terraform holds it against. */
import type { TerraformStack } from "cdktf";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { NodeAccess } from "../../modules/session-access";
import { type ExistingSessionDocumentProps, SessionDocument } from "../../modules/session-document";
import { expectRefusal } from "../support/refusals";
import { ACCOUNT, synthIn } from "../support/synth";

const bucket = (scope: TerraformStack) =>
  LogBucket.fromName(scope, "Bucket", { name: "old-logs", encryption: "s3-managed" });

function existing(props: (scope: TerraformStack) => ExistingSessionDocumentProps) {
  return synthIn("eu-west-1", (scope) => {
    const document = SessionDocument.fromName(scope, "Document", props(scope));
    new NodeAccess(scope, "Nodes", { name: "nodes", documents: [document], attachTo: ["web"] });
  });
}

test("is the preferences unless named, and is read, not made", () => {
  const stack = existing((scope) => ({ bucket: bucket(scope) }));
  expect(stack.all("aws_ssm_document")).toEqual({});
  const [read] = Object.values<{ name: string; document_format: string }>(stack.json.data.aws_ssm_document);
  expect(read).toMatchObject({ name: "SSM-SessionManagerRunShell", document_format: "JSON" });
});

test("a plan is refused where the document logs elsewhere than stated", () => {
  const stack = existing((scope) => ({
    bucket: bucket(scope),
    prefix: "shells",
    logGroup: LogGroup.fromName(scope, "Group", { name: "/old", encrypted: false }),
  }));
  const [read] = Object.values<{ lifecycle: { postcondition: { condition: string }[] } }>(
    stack.json.data.aws_ssm_document,
  );
  expect(read!.lifecycle.postcondition.map(({ condition }) => condition)).toEqual([
    '${try(jsondecode(self.content).inputs.s3BucketName, "") == "old-logs"}',
    '${try(jsondecode(self.content).inputs.s3KeyPrefix, "") == "shells"}',
    '${try(jsondecode(self.content).inputs.cloudWatchLogGroupName, "") == "/old"}',
  ]);
});

test("nodes may write where its transcripts lie: at the top of the bucket without a prefix", () => {
  const allowed = (prefix?: string) =>
    existing((scope) => ({ bucket: bucket(scope), prefix })).statement("WriteTranscripts", "aws_iam_policy").Resource;
  expect(allowed()).toBe("arn:aws:s3:::old-logs/*");
  expect(allowed("shells")).toBe("arn:aws:s3:::old-logs/shells/*");
});

test("is known by name and ARN", () => {
  synthIn("eu-west-1", (scope) => {
    expect(SessionDocument.fromName(scope, "Document", { name: "Acme-Shell" })).toMatchObject({
      documentName: "Acme-Shell",
      documentArn: `arn:aws:ssm:eu-west-1:${ACCOUNT}:document/Acme-Shell`,
      region: "eu-west-1",
      account: ACCOUNT,
      sessionType: "Standard_Stream",
      transcriptPrefix: "",
    });
  });
});

test("a prefix without a bucket is refused", () => {
  expectRefusal((scope) => SessionDocument.fromName(scope, "Document", { prefix: "shells" }), {
    prop: "prefix",
    allowed: "left out without a bucket",
    got: "shells",
    fix: "name the bucket",
  });
});
