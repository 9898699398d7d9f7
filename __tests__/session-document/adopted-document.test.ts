/** Preferences that the console made already make a first apply fail; `adopt` takes them over by an import block. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing } from "cdktf";
import type { SessionDocumentProps } from "../../modules/session-document";
import { document } from "../support/documents";
import { newStack } from "../support/synth";

/** Without validations, of which that of an import block asks for the version of an installed Terraform. */
function imports(props: SessionDocumentProps): unknown {
  const stack = newStack();
  document(["bucket"], props)(stack);
  return JSON.parse(Testing.synth(stack, false)).import;
}

test("nothing is imported unless the caller says so", () => {
  expect(imports({})).toBeUndefined();
  expect(imports({ adopt: false })).toBeUndefined();
});

test("the preferences are imported by their name", () => {
  expect(imports({ adopt: true })).toEqual([{ to: "aws_ssm_document.document", id: "SSM-SessionManagerRunShell" }]);
});

test("a document of another name is imported by that", () => {
  expect(imports({ adopt: true, name: "Acme-Shell" })).toEqual([{ to: "aws_ssm_document.document", id: "Acme-Shell" }]);
});

test("the Region is part of the id where one is given, as AWS provider 6 reads it", () => {
  expect(imports({ adopt: true, region: "us-east-1" })).toEqual([
    { to: "aws_ssm_document.document", id: "SSM-SessionManagerRunShell@us-east-1" },
  ]);
});

test("the import block names no provider: Terraform takes that of the resource, and refuses another", () => {
  const stack = newStack();
  const provider = new AwsProvider(stack, "West", { alias: "west", region: "us-west-2" });
  document(["bucket"], { adopt: true, provider })(stack);
  const json = JSON.parse(Testing.synth(stack, false));
  expect(json.import).toEqual([{ to: "aws_ssm_document.document", id: "SSM-SessionManagerRunShell" }]);
  expect(json.resource.aws_ssm_document.document.provider).toBe("aws.west");
});
