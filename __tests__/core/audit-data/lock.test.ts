import console from "node:console";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack, TerraformVariable } from "cdktf";
import { allowAwsProviderRange } from "../../../modules/core";
import { both, bucket, group, key, settings } from "../../support/audit-data/programs";
import { type Program, Project } from "../../support/audit-data/project";

const keyAndBucket = both(key("LogsKey"), bucket("Transcripts"));

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.delete());

const here = "account=111122223333 region=eu-west-1";
const bucketLine = `aws_s3_bucket.transcripts acme-transcripts ${here}`;
const keyLine = `aws_kms_key.logs_key alias/acme-logs ${here}`;

describe("a synthesis writes a lock", () => {
  test("for each stack with audit data: a line each, sorted, with what identifies it in AWS", () => {
    project.synthStacks({
      logs: group("Sessions", { retentionDays: 731 }),
      files: keyAndBucket,
      none: settings,
    });
    expect(project.lock("logs")).toEqual([
      `aws_cloudwatch_log_group.sessions /acme/sessions ${here} retentionDays=731`,
    ]);
    expect(project.lock("files")).toEqual([keyLine, bucketLine]);
    expect(project.read("audit-data-lock/none.txt")).toBeUndefined();
  });

  test("which the next one does not touch where nothing has changed", () => {
    project.synth(bucket("Transcripts"));
    const written = project.read("audit-data-lock/acme.txt");
    project.synth(bucket("Transcripts"));
    expect(project.read("audit-data-lock/acme.txt")).toBe(written);
  });

  test("to which additions come by themselves", () => {
    project.synth(bucket("Transcripts"));
    project.synth(keyAndBucket);
    expect(project.lock()).toEqual([keyLine, bucketLine]);
  });

  test("in another folder where the context names one", () => {
    project.synth(bucket("Transcripts"), {
      context: { auditDataLock: "locks/production" },
    });
    expect(project.read("locks/production/acme.txt")).toContain(bucketLine);
    expect(project.files()).toEqual(["cdktf.json", "locks"]);
  });

  test("without what may be destroyed", () => {
    project.synth(keyAndBucket);
    project.synth(both(key("LogsKey"), bucket("Transcripts", { removal: "destroy" })));
    expect(project.lock()).toEqual([keyLine]);
    project.synth(key("LogsKey"));
  });

  test("and keeps those of stacks that it does not make", () => {
    project.synthStacks({ one: bucket("Transcripts"), two: group("Sessions") });
    project.synthStacks({ two: group("Sessions") });
    expect(project.lock("one")).toEqual([bucketLine]);
  });
});

describe("a synthesis writes no lock", () => {
  test("in a test of the user", () => {
    project.synth(bucket("Transcripts"), { test: true });
    expect(project.files()).toEqual(["cdktf.json"]);
    project.synth(bucket("Transcripts"));
    project.synth(settings, { test: true });
  });

  test("where its output goes to another folder, and still refuses a loss", () => {
    const outdir = mkdtempSync(join(tmpdir(), "elsewhere-"));
    try {
      project.synth(bucket("Transcripts"), { outdir });
      expect(project.lock()).toEqual([]);
      project.synth(bucket("Transcripts"));
      expect(project.refusal(settings, { outdir })).toContain("aws_s3_bucket.transcripts");
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test("in a pipeline, where one that is missing or not up to date is refused", () => {
    const outdated = "acme.txt is not up to date: synthesize on your own machine and commit the file. It differs in ";
    expect(project.refusal(bucket("Transcripts"), { ci: true })).toContain(`${outdated}aws_s3_bucket.transcripts`);
    expect(project.lock()).toEqual([]);
    project.synth(bucket("Transcripts"));
    project.synth(bucket("Transcripts"), { ci: true });
    expect(project.refusal(keyAndBucket, { ci: true })).toContain(`${outdated}aws_kms_key.logs_key`);
    expect(
      project.refusal(bucket("Transcripts", { removal: "destroy" }), {
        ci: true,
      }),
    ).toContain(outdated);
  });

  test("where it refuses a loss in any stack", () => {
    project.synthStacks({ one: bucket("Transcripts"), two: settings });
    expect(project.refusalOfStacks({ two: group("Sessions"), one: settings })).toContain("aws_s3_bucket.transcripts");
    expect(project.lock("two")).toEqual([]);
    expect(project.lock("one")).toEqual([bucketLine]);
  });
});

describe("a loss is refused", () => {
  test("in a stack whose last module is gone", () => {
    const nothing = () => {};
    const rangeAlone: Program = (scope) => allowAwsProviderRange(TerraformStack.of(scope));
    project.synthStacks({ one: bucket("Transcripts"), two: settings });
    expect(project.refusalOfStacks({ one: nothing, two: settings })).toContain("aws_s3_bucket.transcripts");
    expect(project.refusalOfStacks({ one: rangeAlone })).toContain("aws_s3_bucket.transcripts");
  });

  test("with every way on, and the line to write where it was renamed", () => {
    project.synth(keyAndBucket);
    const renamed = project.refusal(both(key("Logs"), bucket("Transcripts", { name: "acme-other" })));
    expect(renamed.replace(/^[\s\S]*?The code/, "The code")).toMatchInlineSnapshot(`
      "The code no longer makes audit data that audit-data-lock/acme.txt lists, and Terraform would delete it:
        aws_kms_key.logs_key (key alias/acme-logs of account 111122223333 in eu-west-1): everything that it has encrypted would be gone
        aws_s3_bucket.transcripts (bucket acme-transcripts of account 111122223333 in eu-west-1): its objects would be gone; another one, acme-other of account 111122223333 in eu-west-1, would take its place
      Choose for each:
      - it was renamed or moved: say where it was, and Terraform moves it:
          acme/Logs: moveFrom: "logs_key"
      - its name, account or Region was changed: change it back, or give the new one a construct id of its own and go on here
      - it stays in AWS, and Terraform forgets it (1.7 or later):
          forgetAuditData(stack, [
            "aws_kms_key.logs_key",
            "aws_s3_bucket.transcripts",
          ]);
      - it may be deleted: put it back as it was with \`removal: "destroy"\`, apply, and take it out then
      - it was never applied: delete its lines from audit-data-lock/acme.txt

      If you wish to ignore these validations, pass 'skipValidation: true' to your App configuration.
      "
    `);
  });

  test("whose line is none, such as the marks of a merge", () => {
    project.write("audit-data-lock/acme.txt", `<<<<<<< ours\n${bucketLine}\n=======\n>>>>>>> theirs\n`);
    expect(project.refusal(bucket("Transcripts"))).toContain(
      "audit-data-lock/acme.txt has a line that is none of a lock: <<<<<<< ours; after a merge, keep the lines of both",
    );
  });

  test("of a stack that was renamed, so that its lock does not stay behind", () => {
    project.synthStacks({ acme: bucket("Transcripts") });
    expect(project.refusalOfStacks({ "acme-audit": bucket("Transcripts") })).toContain(
      "audit-data-lock/acme.txt lists audit data that stack acme-audit makes now: if the stack was renamed, rename the file to audit-data-lock/acme-audit.txt",
    );
  });

  test("unless its lines are deleted, as what was never applied", () => {
    project.synth(keyAndBucket);
    project.write("audit-data-lock/acme.txt", `${bucketLine}\n`);
    project.synth(bucket("Transcripts"));
    expect(project.lock()).toEqual([bucketLine]);
  });
});

describe("a name that only Terraform knows", () => {
  const named: Program = (scope) => {
    const { stringValue } = new TerraformVariable(scope, "account", { type: "string" });
    bucket("Transcripts", { name: `acme-${stringValue}` })(scope);
  };

  test("is written with a star in its place", () => {
    project.synth(named);
    expect(project.lock()).toEqual([`aws_s3_bucket.transcripts acme-* ${here}`]);
  });

  test("may be any that fits", () => {
    project.synth(named);
    project.synth(bucket("Transcripts", { name: "acme-111122223333" }));
    expect(project.refusal(bucket("Transcripts", { name: "other-111122223333" }))).toContain("another one, other-");
  });
});

describe("data is kept for less time", () => {
  const warnings = (program: Program): string[] => {
    const written: string[] = [];
    jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
    jest.spyOn(console, "warn").mockImplementation((text) => void written.push(String(text)));
    project.synth(program, { alone: true });
    jest.restoreAllMocks();
    return written
      .flatMap((text) => text.split("\n"))
      .filter((line) => line.includes(" goes down to "))
      .map((line) => line.replace(/^Warning: \S+: /, ""));
  };

  test("which is told, once", () => {
    project.synth(group("Sessions", { retentionDays: 365 }));
    expect(warnings(group("Sessions", { retentionDays: 30 }))).toEqual([
      "aws_cloudwatch_log_group.sessions (/acme/sessions): retentionDays goes down to 30, before: 365. AWS deletes all events that are older, for good.",
    ]);
    expect(warnings(group("Sessions", { retentionDays: 30 }))).toEqual([]);
  });

  test("in a bucket, too, where it was forever", () => {
    project.synth(bucket("Transcripts"));
    expect(warnings(bucket("Transcripts", { retention: { expireAfterDays: 400 } }))).toEqual([
      "aws_s3_bucket.transcripts (acme-transcripts): expireAfterDays goes down to 400, before: kept forever. AWS deletes all objects that are older, for good.",
    ]);
  });

  test("and for more, which is not worth a word", () => {
    project.synth(group("Sessions", { retentionDays: 30 }));
    expect(warnings(group("Sessions", { retentionDays: 365 }))).toEqual([]);
  });
});
