import type { TerraformStack } from "cdktf";
import { checked } from "../../modules/core";
import { NodeAccess, type NodeAccessProps } from "../../modules/session-access";
import { SessionDocument } from "../../modules/session-document";
import { document, sink } from "../support/documents";
import { synth, synthIn } from "../support/synth";

const full = document(["bucket", "logGroup", "key"]);

function nodes(props: Partial<NodeAccessProps> = {}, make = full) {
  return synthIn("eu-west-1", (scope) => {
    new NodeAccess(scope, "Nodes", { name: "acme-nodes", documents: [make(scope)], ...props });
  });
}

const sids = (stack: ReturnType<typeof nodes>) => stack.statements("aws_iam_policy").map(({ Sid }) => Sid);
const always = ["OpenMessageChannels", "ReportToSystemsManager"];
const ofBucket = ["WriteTranscripts", "GiveTranscriptsToBucketOwner", "ReadBucketEncryption"];

describe("the policy follows from the documents", () => {
  test.each([
    [
      "everything",
      full,
      [...always, ...ofBucket, "EncryptTranscripts", "DecryptSessionTraffic", "FindLogGroup", "WriteSessionOutput"],
    ],
    ["an SSE-S3 bucket alone", document(["s3Bucket"]), [...always, ...ofBucket]],
    ["an encrypted group alone", document(["logGroup"]), [...always, "FindLogGroup", "WriteSessionOutput"]],
  ])("%s", (_, make, expected) => {
    expect(sids(nodes({}, make))).toEqual(expected);
  });

  test("writes below the document's own prefix only", () => {
    const { Resource } = nodes().statement("WriteTranscripts", "aws_iam_policy");
    expect(Resource).toBe("arn:aws:s3:::acme/sessions/111122223333/eu-west-1/*");
  });

  test("uses the bucket's key through S3 in the bucket's Region", () => {
    const { Condition } = nodes().statement("EncryptTranscripts", "aws_iam_policy");
    expect(Condition).toEqual({
      StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::acme", "arn:aws:s3:::acme/*"] },
    });
  });

  test("uses the session key directly, whatever else the encryption context holds", () => {
    const { Condition } = nodes().statement("DecryptSessionTraffic", "aws_iam_policy");
    expect(Condition).toEqual({ Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } });
  });

  test("names no partition literally", () => {
    const stack = synthIn("cn-north-1", (scope) => {
      new NodeAccess(scope, "Nodes", { name: "acme-nodes", documents: [full(scope)], roleFor: "ec2" });
    });
    expect(stack.only("aws_iam_policy").policy).not.toContain("arn:aws:");
    expect(stack.only("aws_iam_policy").policy).toContain("s3.cn-north-1.amazonaws.com.cn");
    const trust = stack.statement("AllowInstancesAssume", "aws_iam_role", "", "assume_role_policy");
    expect(trust.Principal).toEqual({ Service: "ec2.amazonaws.com.cn" });
  });
});

describe("documents of several Regions", () => {
  const inTwoRegions = (scope: TerraformStack) => {
    const { bucket } = sink(scope, "s3Bucket");
    const documents = ["eu-west-1", "eu-central-1"].map(
      (region) => new SessionDocument(scope, `Document-${region}`, { bucket, region }),
    );
    new NodeAccess(scope, "Nodes", { name: "acme-nodes", documents: checked.atLeastOne(documents) });
  };

  test("share the account's part of the prefix", () => {
    const { Resource } = synthIn("eu-west-1", inTwoRegions).statement("WriteTranscripts", "aws_iam_policy");
    expect(Resource).toBe("arn:aws:s3:::acme/sessions/111122223333/*");
  });

  test("and keep theirs where the prefixes differ in more", () => {
    const stack = synthIn("eu-west-1", (scope) => {
      const { bucket } = sink(scope, "s3Bucket");
      const documents = ["shell", "commands"].map(
        (prefix) => new SessionDocument(scope, prefix, { name: `Acme-${prefix}`, bucket, prefix }),
      );
      new NodeAccess(scope, "Nodes", { name: "acme-nodes", documents: checked.atLeastOne(documents) });
    });
    expect(stack.statement("WriteTranscripts", "aws_iam_policy").Resource).toEqual([
      "arn:aws:s3:::acme/shell/111122223333/eu-west-1/*",
      "arn:aws:s3:::acme/commands/111122223333/eu-west-1/*",
    ]);
  });
});

describe("roles", () => {
  test("are attached one by one, under ids that follow from their names", () => {
    const stack = nodes({ attachTo: ["web", "AWSSystemsManagerDefaultEC2InstanceManagementRole"] });
    expect(stack.all("aws_iam_role_policy_attachment")).toMatchObject({
      nodes_attachment_web: { role: "web", policy_arn: "${aws_iam_policy.nodes.arn}" },
      nodes_attachment_awssystems_manager_default_ec2_instance_management_role: {
        role: "AWSSystemsManagerDefaultEC2InstanceManagementRole",
      },
    });
    expect(stack.all("aws_iam_role")).toEqual({});
  });

  test("a ready one for EC2 comes with an instance profile", () => {
    const stack = nodes({ roleFor: "ec2" });
    expect(stack.only("aws_iam_instance_profile")).toMatchObject({
      name: "acme-nodes",
      role: "${aws_iam_role.nodes_role.name}",
    });
    expect(stack.only("aws_iam_role_policy_attachment")).toMatchObject({ role: "${aws_iam_role.nodes_role.name}" });
  });

  test("a ready one for hybrid nodes is for this account's activations, and has no instance profile", () => {
    const stack = nodes({ roleFor: "hybrid" });
    const trust = stack.statement("AllowHybridNodesAssume", "aws_iam_role", "", "assume_role_policy");
    expect(trust).toMatchObject({
      Principal: { Service: "ssm.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": "arn:aws:ssm:*:111122223333:*" },
      },
    });
    expect(stack.all("aws_iam_instance_profile")).toEqual({});
  });

  test("and all is named in what others need", () => {
    synth((scope) => {
      const access = new NodeAccess(scope, "Nodes", { name: "acme-nodes", documents: [full(scope)], roleFor: "ec2" });
      expect([access.roleName, access.instanceProfileName]).toEqual(["acme-nodes", "acme-nodes"]);
      expect(access.ready).toEqual([
        access.resources.policy,
        access.resources.attachments[0],
        access.resources.instanceProfile,
      ]);
      expect(JSON.parse(access.policyJson).Statement).toHaveLength(9);
    });
  });
});
