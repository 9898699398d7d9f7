import { ValidationError } from "../../modules/core";
import type { ExistingPieces } from "../../modules/topologies/landing-zone";
import {
  ARCHIVE,
  accounts,
  existingBucket,
  existingBus,
  existingTrail,
  landingZonePlan,
  MANAGEMENT,
  ORGANIZATION,
  SECURITY,
} from "../support/landing-zone";

const bucket = existingBucket.transcriptBucket!;

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
  ])("is not %s", (_, existing, prop, allowed) => {
    const [violation, ...others] = violationsOf(() => landingZonePlan({ existing }));
    expect(others).toEqual([]);
    expect(violation).toMatchObject({ prop, allowed: expect.stringMatching(allowed) });
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
