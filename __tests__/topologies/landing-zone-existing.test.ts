import { ValidationError } from "../../modules/core";
import {
  type ExistingPieces,
  LogArchive,
  OrganizationGuardrail,
  OrganizationTrail,
  WorkloadAccount,
} from "../../modules/topologies/landing-zone";
import {
  ARCHIVE,
  accounts,
  existingBucket,
  existingBus,
  existingGroup,
  existingTrail,
  existingTrailBucket,
  landingZonePlan,
  MANAGEMENT,
  ORGANIZATION,
  SECURITY,
  SHOP,
  synthAccount,
  unkeyedBuckets,
} from "../support/landing-zone";
import type { Block } from "../support/synth";

const bucket = existingBucket.transcriptBucket;

function violationsOf(build: () => unknown) {
  try {
    build();
  } catch (error) {
    if (error instanceof ValidationError) return error.violations;
    throw error;
  }
  return [];
}

describe("a piece that exists", () => {
  test("is taken for the one that would be created", () => {
    const plan = landingZonePlan({ existing: { ...existingTrail, ...existingBucket, ...existingBus } });
    expect([plan.trailArn, plan.transcriptBucketName, plan.eventBusArn]).toEqual([
      existingTrail.trailArn,
      bucket.name,
      existingBus.eventBusArn,
    ]);
    expect(landingZonePlan({ existing: existingTrailBucket }).trailBucketName).toBe("ct-trail-files");
  });

  test.each<[string, ExistingPieces, string, RegExp]>([
    [
      "a bus of an account without a role in alerts, where the hub could make no rule",
      { eventBusArn: `arn:aws:events:eu-west-1:${ARCHIVE}:event-bus/central` },
      "existing.eventBusArn",
      /of the security account in the home Region, eu-west-1/,
    ],
    ["a bus by its name", { eventBusArn: "central" }, "existing.eventBusArn", /an ARN of events/],
    [
      "a trail of another account",
      { trailArn: `arn:aws:cloudtrail:eu-west-1:${SECURITY}:trail/x` },
      "existing.trailArn",
      /the ARN of a trail of the management account/,
    ],
    [
      "a bucket with a dot in its name",
      { transcriptBucket: { ...bucket, name: "ct.session.logs" } },
      "existing.transcriptBucket.name",
      /without dots/,
    ],
    [
      "a key by its alias, which would resolve in the account of each caller",
      { transcriptBucket: { ...bucket, keyArn: `arn:aws:kms:eu-west-1:${ARCHIVE}:alias/logs` } },
      "existing.transcriptBucket.keyArn",
      /an ARN of kms/,
    ],
    [
      "a key by its id",
      { transcriptBucket: { ...bucket, keyArn: "0123abcd-0123-4567-89ab-0123456789ab" } },
      "existing.transcriptBucket.keyArn",
      /an ARN of kms/,
    ],
    [
      "a bucket whose encryption nobody stated",
      { transcriptBucket: { name: "ct-session-logs" } as never },
      "existing.transcriptBucket",
      /either keyArn or encryption: "s3-managed"/,
    ],
    [
      "a bucket with a key and without one",
      { trailBucket: { ...bucket, encryption: "s3-managed" } as never },
      "existing.trailBucket",
      /either keyArn or encryption: "s3-managed"/,
    ],
    [
      "a Bucket Key where there is no key",
      { transcriptBucket: { ...unkeyedBuckets.transcriptBucket, bucketKey: true } as never },
      "existing.transcriptBucket.bucketKey",
      /given with keyArn only/,
    ],
    [
      "a bucket beside the trail that has one already",
      { ...existingTrail, ...existingTrailBucket },
      "existing.trailBucket",
      /left out where existing.trailArn is given/,
    ],
    [
      "a group of no workload account",
      { sessionLogGroups: { security: { name: "/platform/sessions", encrypted: true } } },
      "existing.sessionLogGroups.security",
      /named like a workload account of the plan/,
    ],
    [
      "a group in a Region that is not audited",
      { sessionLogGroups: { billing: { name: "/platform/sessions", encrypted: true, regions: ["eu-west-1"] } } },
      "existing.sessionLogGroups.billing.regions",
      /among the Regions of the account \(us-east-1\)/,
    ],
    [
      "a group of which nobody said whether it is encrypted",
      { sessionLogGroups: { shop: { name: "/platform/sessions" } as never } },
      "existing.sessionLogGroups.shop.encrypted",
      /true or false/,
    ],
  ])("is not %s", (_, existing, prop, allowed) => {
    const [violation, ...others] = violationsOf(() => landingZonePlan({ existing }));
    expect(others).toEqual([]);
    expect(violation).toMatchObject({ prop, allowed: expect.stringMatching(allowed) });
  });
});

describe("a group of a workload account", () => {
  const plan = landingZonePlan({ existing: existingGroup });
  const shop = synthAccount(
    (scope) => new WorkloadAccount(scope, "WorkloadAccount", { plan, account: plan.workload("shop") }),
  );

  test("is what the preferences of its Region name, and is looked at; the other Region gets one", () => {
    expect(Object.values(shop.all("aws_cloudwatch_log_group")).map(({ name, region }) => [name, region])).toEqual([
      ["/acme-audit/sessions", "us-east-1"],
    ]);
    const looked = Object.values<Block>(shop.json.data.aws_cloudwatch_log_group);
    expect(looked).toMatchObject([{ name: "/platform/sessions", region: "eu-west-1" }]);
    expect(looked[0]!.lifecycle.postcondition).toHaveLength(1);
    const inputs = Object.values(shop.all("aws_ssm_document")).map(({ content }) => JSON.parse(content).inputs);
    expect(
      inputs.map(({ cloudWatchLogGroupName, cloudWatchEncryptionEnabled }) => [
        cloudWatchLogGroupName,
        cloudWatchEncryptionEnabled,
      ]),
    ).toEqual([
      ["/platform/sessions", true],
      ["/acme-audit/sessions", true],
    ]);
  });

  test("is watched and protected like one that is created", () => {
    const rules = Object.values(shop.all("aws_cloudwatch_event_rule")).filter(({ region }) => region === "eu-west-1");
    expect(JSON.stringify(rules)).toContain("/platform/sessions");
    const guarded = shop.statement("DenyLogGroupChanges", "aws_iam_policy", "guardrail").Resource;
    for (const group of ["/platform/sessions", "/acme-audit/sessions"]) {
      expect(guarded).toContain(`arn:aws:logs:*:${SHOP}:log-group:${group}`);
    }
    const organization = synthAccount(
      (scope) => new OrganizationGuardrail(scope, "Guardrail", { plan, administrators: ["arn:aws:iam::*:role/Root"] }),
    );
    const policies = Object.values(organization.all("aws_organizations_policy")).map(({ content }) => content);
    expect(policies.join()).toContain("log-group:/platform/sessions");
  });
});

describe("buckets with SSE-S3", () => {
  const plan = landingZonePlan({ existing: unkeyedBuckets, evidence: {} });

  test("ask no node for a key", () => {
    const account = plan.workload("billing");
    const stack = synthAccount((scope) => new WorkloadAccount(scope, "WorkloadAccount", { plan, account }));
    const sids = stack.statements("aws_iam_policy", "node_access").map(({ Sid }) => Sid);
    expect(sids).toContain("WriteTranscripts");
    expect(sids).not.toContain("EncryptTranscripts");
    expect(stack.json.data?.aws_kms_key).toBeUndefined();
    const { content } = stack.only("aws_ssm_document");
    expect(JSON.parse(content).inputs).toMatchObject({ s3BucketName: "ct-session-logs", s3EncryptionEnabled: true });
  });

  test("leave the archive one key, for the files of the trail, which auditors may use and questions find", () => {
    const archive = synthAccount((scope) => new LogArchive(scope, "LogArchive", { plan }));
    const buckets = Object.values(archive.all("aws_s3_bucket")).map(({ bucket }) => bucket);
    expect(buckets.filter((name) => /transcripts|trail/.test(name))).toEqual([]);
    expect(Object.keys(archive.all("aws_kms_key"))).toContain("log_archive_trail_key");
    expect(Object.keys(archive.all("aws_kms_key"))).not.toContain("log_archive_transcript_key");
    expect(JSON.stringify(archive.all("aws_glue_catalog_table"))).toContain("s3://ct-trail-files/AWSLogs/");
    const auditors = Object.values(archive.all("aws_iam_policy")).find(({ name }) => name.endsWith("-auditors"));
    expect(auditors!.policy).toContain("aws_kms_key.log_archive_trail_key.arn");
  });

  test("are delivered to by a trail with that key", () => {
    const stack = synthAccount((scope) => new OrganizationTrail(scope, "OrganizationTrail", { plan }));
    const { s3_bucket_name, kms_key_id } = stack.only("aws_cloudtrail");
    expect([s3_bucket_name, kms_key_id]).toEqual([
      "ct-trail-files",
      "${data.aws_kms_key.organization_trail_archive_key.arn}",
    ]);
    const keyed = landingZonePlan({ existing: existingTrailBucket });
    const other = synthAccount((scope) => new OrganizationTrail(scope, "OrganizationTrail", { plan: keyed }));
    expect(other.only("aws_cloudtrail").kms_key_id).toBe(existingTrailBucket.trailBucket.keyArn);
  });
});

describe("grantsToAdd", () => {
  test("asks nothing for an existing trail: nobody delivers to its bucket but CloudTrail", () => {
    expect(landingZonePlan({ existing: existingTrail }).grantsToAdd).toEqual([]);
  });

  test("is ready to paste: no Terraform escape, no token, one document each", () => {
    for (const { statements } of landingZonePlan({ existing: { ...existingBucket, ...existingBus } }).grantsToAdd) {
      expect(statements).not.toMatch(/\$\$\{|TfToken|\$\{(?!aws:)/);
      expect(JSON.parse(statements).Version).toBe("2012-10-17");
    }
  });

  test("opens the key for uploads to that bucket, with a Bucket Key or without, through S3, by the organization", () => {
    const key = landingZonePlan({ existing: existingBucket }).grantsToAdd.find(
      ({ policy }) => policy === "key policy",
    )!;
    expect(key.resource).toBe(bucket.keyArn);
    expect(JSON.parse(key.statements).Statement).toEqual([
      {
        Sid: "AllowOrganizationUploads",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: "*",
        Condition: {
          StringEquals: {
            "aws:PrincipalOrgID": ORGANIZATION,
            "kms:ViaService": "s3.eu-west-1.amazonaws.com",
          },
          StringLike: {
            "kms:EncryptionContext:aws:s3:arn": [`arn:aws:s3:::${bucket.name}`, `arn:aws:s3:::${bucket.name}/*`],
          },
        },
      },
    ]);
  });
});

describe("a plan", () => {
  test("does not follow later changes of what it was made from", () => {
    const regions: [string, ...string[]] = ["eu-west-1"];
    const plan = landingZonePlan({ regions });
    regions.push("mars-1");
    expect(plan.workload("shop").regions).toEqual(["eu-west-1"]);
    expect(() => (plan.workload("shop").regions as unknown as string[]).push("mars-1")).toThrow("not extensible");
  });

  test("knows its workloads by name, and says which ones there are", () => {
    expect(() => landingZonePlan().workload("security")).toThrow(ValidationError);
    expect(() => landingZonePlan().workload("shopp")).toThrow('got: "shopp"; choose one of shop, billing');
  });

  test("may have no workload yet", () => {
    expect(landingZonePlan({ accounts: accounts.slice(0, 3) }).workloads).toEqual([]);
  });

  test("places each account where its resources are", () => {
    const plan = landingZonePlan();
    expect(plan.contextOf(plan.management)).toEqual({
      account: MANAGEMENT,
      region: "eu-west-1",
      partition: "aws",
      dnsSuffix: "amazonaws.com",
    });
    expect(plan.contextOf(plan.security, "us-east-1").region).toBe("us-east-1");
  });
});
