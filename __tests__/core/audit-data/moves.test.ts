import { TerraformResource } from "cdktf";
import { forgetAuditData } from "../../../modules/core";
import { ofAudit } from "../../support/audit-data/changes";
import { audit, both, bucket, key, nested, settings } from "../../support/audit-data/programs";
import { type Program, Project } from "../../support/audit-data/project";
import { blocksOf } from "../../support/examples";
import { expectRefusal } from "../../support/refusals";
import { newStack } from "../../support/synth";

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.delete());

const forgetting =
  (...addresses: readonly string[]): Program =>
  (scope) =>
    forgetAuditData(scope, addresses);

describe("moveFrom", () => {
  test("moves every resource below the construct, and the lock follows", () => {
    const before = Object.keys(blocksOf({ resource: project.synth(audit("Audit")).json.resource })).sort();
    const { moved, resource } = project.synth(nested(audit("SessionAudit", { moveFrom: "Audit" }))).json;
    const moves: { from: string; to: string }[] = moved;
    expect(moves.map(({ from }) => from).sort()).toEqual(before);
    expect(moves.map(({ to }) => to).sort()).toEqual(Object.keys(blocksOf({ resource })).sort());
    for (const { from, to } of moves) expect(to).toBe(from.replace(".audit_", ".security_session_audit_"));
    expect(project.lock().map((line) => line.split(" ")[0])).toEqual(ofAudit("security_session_audit"));
  });

  test("may stay when it was applied, and go", () => {
    project.synth(key("LogsKey"));
    project.synth(key("Logs", { moveFrom: "LogsKey" }));
    project.synth(key("Logs", { moveFrom: "LogsKey" }), { ci: true });
    expect(project.synth(key("Logs"), { ci: true }).json.moved).toBeUndefined();
  });

  test("of a module inside counts from where that was, not from where what is around it was", () => {
    project.synth(key("LogsKey"));
    const { moved } = project.synth(nested(key("Key", { moveFrom: "LogsKey" }))).json;
    expect(moved).toEqual([
      { from: "aws_kms_alias.logs_key_alias", to: "aws_kms_alias.security_key_alias" },
      { from: "aws_kms_key.logs_key", to: "aws_kms_key.security_key" },
    ]);
  });

  test("is written as the error of the loss says, and that is enough", () => {
    project.synth(audit("Audit"));
    const [, path, from] = /(\S+): moveFrom: "(.+)"/.exec(project.refusal(nested(audit("Audit"))))!;
    expect(path).toBe("acme/Security/Audit");
    project.synth(nested(audit("Audit", { moveFrom: from })));
  });

  test("is refused where the construct has not moved", () => {
    expectRefusal(key("LogsKey", { moveFrom: "LogsKey" }), {
      prop: "moveFrom",
      allowed: "a place other than the present one",
      got: "LogsKey",
      fix: "name the path that it had before",
    });
  });

  test("is refused where something else stands at that place", () => {
    const other = key("LogsKey", { alias: "alias/other" });
    expect(project.refusal(both(other, key("Logs", { moveFrom: "LogsKey" })))).toContain(
      "`moveFrom` says that aws_kms_key.logs was aws_kms_key.logs_key, which the code still makes: give one of them another id",
    );
  });

  test("is refused for two constructs that say they were the same", () => {
    const second = key("Second", { moveFrom: "LogsKey", alias: "alias/second" });
    expect(() => project.synth(both(key("First", { moveFrom: "LogsKey" }), second))).toThrow(
      "`moveFrom` must be unique among the moved-from names of the stack",
    );
  });

  test("can be said in HCL, too", () => {
    const stack = newStack();
    key("Logs", { moveFrom: "LogsKey" })(stack);
    expect(stack.toHclTerraform().hcl).toMatch(
      /moved \{\s+from\s+= aws_kms_key\.logs_key\s+to\s+= aws_kms_key\.logs\s+\}/,
    );
  });

  test("a resource that CDKTF itself moves is not lost either", () => {
    project.synth(bucket("Transcripts"));
    project.synth((scope) => {
      bucket("Files")(scope);
      for (const resource of scope.node.findAll().filter(TerraformResource.isTerraformResource))
        resource.moveFromId(
          `${resource.terraformResourceType}.${resource.friendlyUniqueId.replace("files", "transcripts")}`,
        );
    });
  });
});

describe("forgetAuditData", () => {
  test("has Terraform forget a resource with what configures it, and destroy nothing", () => {
    project.synth(both(settings, bucket("Transcripts")));
    const { removed } = project.synth(both(settings, forgetting("aws_s3_bucket.transcripts"))).json;
    expect(removed.map(({ from }: { from: string }) => from)).toEqual([
      "aws_s3_bucket.transcripts",
      "aws_s3_bucket_public_access_block.transcripts_public_access_block",
      "aws_s3_bucket_ownership_controls.transcripts_ownership_controls",
      "aws_s3_bucket_versioning.transcripts_versioning",
      "aws_s3_bucket_server_side_encryption_configuration.transcripts_encryption",
      "aws_s3_bucket_lifecycle_configuration.transcripts_lifecycle",
      "aws_s3_bucket_policy.transcripts_policy",
      "aws_s3_bucket_logging.transcripts_access_logging",
    ]);
    for (const { lifecycle } of removed) expect(lifecycle).toEqual({ destroy: false });
    expect(project.lock()).toEqual([]);
  });

  test("is the last thing that a stack may say", () => {
    project.synth(bucket("Transcripts"));
    expect(project.synth(forgetting("aws_s3_bucket.transcripts")).json.removed).toHaveLength(8);
  });

  test("may go once it was applied", () => {
    project.synth(both(settings, bucket("Transcripts")));
    project.synth(both(settings, forgetting("aws_s3_bucket.transcripts")));
    expect(project.synth(settings).json.removed).toBeUndefined();
  });

  test("is refused for what the code still makes", () => {
    expect(project.refusal(both(key("LogsKey"), forgetting("aws_kms_key.logs_key")))).toContain(
      "forgetAuditData names aws_kms_key.logs_key, which the code still makes: take it out of either",
    );
  });

  test("is refused in HCL, in which CDKTF writes no removed blocks", () => {
    expect(project.refusal(both(settings, forgetting("aws_kms_key.logs_key")), { hclOutput: true })).toContain(
      "CDKTF writes no `removed` blocks as HCL, which forgetAuditData needs: synthesize to JSON",
    );
  });

  test.each(["logs_key", "aws_iam_role.nodes", "module.a.aws_kms_key.logs"])("is refused for %s", (address) => {
    expectRefusal(forgetting(address), {
      prop: "addresses[0]",
      allowed: "the address of audit data in Terraform",
      got: address,
      fix: "copy it from the lock",
    });
  });
});
