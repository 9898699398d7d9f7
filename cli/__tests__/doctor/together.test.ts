import type { DoctorId } from "../../src/doctor/catalogue";
import { type Diagnosis, diagnose } from "../../src/doctor/diagnose";
import { repairOf } from "../../src/doctor/rules/keys";
import type { Key } from "../../src/doctor/state";
import { Fleet, type FleetOptions } from "../../src/fleet/fleet";
import { testIo } from "../support/commands";
import { StandIn } from "../support/stand-in";
import { breakages } from "./support/breakages";
import { elsewhere } from "./support/elsewhere";
import { account, archive, engineer, healthyWorld, key, region, topic } from "./support/healthy";
import { serveWorld } from "./support/serve";

let aws: StandIn;
beforeEach(async () => {
  aws = await StandIn.start({ accounts: [account, archive], regions: [region] });
});
afterEach(() => aws.stop());

async function diagnosisOf(options: Partial<FleetOptions> = {}): Promise<Diagnosis> {
  const fleet = await Fleet.open({ concurrency: 8, ...options }, testIo(aws));
  try {
    return await diagnose(fleet);
  } finally {
    fleet.close();
  }
}

const idsOf = ({ findings }: Diagnosis) => findings.map(({ id }) => id).sort();

describe("two breakages at once yield both", () => {
  test.each<[DoctorId, DoctorId]>([
    ["node-cannot-upload", "trail-stopped"],
    ["default-version-not-latest", "log-group-unencrypted"],
    ["bucket-policy-demands-header", "topic-key-has-condition"],
    ["operator-cannot-encrypt", "script-refuses-call"],
    ["endpoint-missing-for-logs", "dead-letters-waiting"],
  ])("%s and %s", async (one, other) => {
    const world = healthyWorld();
    breakages[one](world);
    breakages[other](world);
    serveWorld(aws, world);
    expect(idsOf(await diagnosisOf())).toEqual([one, other].sort());
  });
});

test("tells of rights with less certainty where a policy asks for what only the real request knows", async () => {
  const world = healthyWorld();
  breakages["node-cannot-upload"](world);
  for (const role of Object.values(world.roles)) role.asksFor = ["aws:SourceVpc"];
  serveWorld(aws, world);
  const { findings } = await diagnosisOf();
  expect(findings).toMatchObject([{ id: "node-cannot-upload", severity: "warning" }]);
  expect(findings[0]!.effect).toMatch(/as far as the doctor can tell without aws:SourceVpc$/);
});

test("a key that is pending deletion is brought back in its own Region, wherever it is found", async () => {
  const world = healthyWorld();
  for (const name of ["bucket", "alerts", "trail"] as const) world.keys[name]!.state = "PendingDeletion";
  serveWorld(aws, world);
  const { findings } = await diagnosisOf();
  expect(findings.map(({ id, fix }) => [id, fix]).sort()).toEqual(
    (
      [
        ["alert-key-disabled", "alerts"],
        ["key-pending-deletion", "bucket"],
        ["trail-key-unusable", "trail"],
      ] as const
    ).map(([id, name]) => [
      id,
      `aws kms cancel-key-deletion --key-id ${key(name)} --region ${region} && aws kms enable-key --key-id ${key(name)} --region ${region}`,
    ]),
  );
  const elsewhere = key("bucket").replace(region, "us-east-1");
  expect(repairOf({ arn: elsewhere, state: "Disabled" } as Key)).toBe(
    `aws kms enable-key --key-id ${elsewhere} --region us-east-1`,
  );
});

test("knows one's own session by the name that AWS's pages give it in policies", async () => {
  const world = healthyWorld();
  const role = world.roles[engineer]!;
  role.rights = role.rights.map((right) =>
    right.replace(/^ssmmessages:OpenDataChannel.*/, "ssmmessages:OpenDataChannel *:session/AROAEXAMPLE:alice-*"),
  );
  serveWorld(aws, world);
  expect(idsOf(await diagnosisOf())).toEqual([]);
});

test("a denied permission is told, and is neither silence nor a crash", async () => {
  serveWorld(aws, healthyWorld());
  aws.fail("kms:GetKeyPolicy", "denied");
  const { findings, gaps } = await diagnosisOf();
  expect(findings).toEqual([]);
  expect(gaps).toMatchObject([{ account, region, obstacle: "denied", action: "kms:GetKeyPolicy" }]);
});

const broken: DoctorId[] = ["trail-without-write-events"];

describe("a fleet", () => {
  const both = { accounts: [account, archive], role: { name: "Auditor" } };

  test("names a Region that was forgotten, where others of the account are audited", async () => {
    await aws.stop();
    aws = await StandIn.start({ accounts: [account], regions: [region, "us-east-1"] });
    serveWorld(aws, healthyWorld());
    const forgotten = healthyWorld();
    forgotten.documents = {};
    forgotten.rules = {};
    serveWorld(aws, forgotten, { region: "us-east-1" });
    const { findings } = await diagnosisOf();
    const there = { account, region: "us-east-1" };
    expect(findings).toMatchObject([
      { ...there, id: "region-without-audit", severity: "error" },
      { ...there, id: "no-session-rule", severity: "warning" },
    ]);
  });

  test("says nothing of a Region without nodes and without an audit", async () => {
    const world = healthyWorld();
    world.documents = {};
    world.nodes = [];
    world.rules = {};
    world.trails = {};
    serveWorld(aws, world);
    expect(await diagnosisOf()).toMatchObject({ findings: [], gaps: [] });
  });

  test("reads a bucket and its key in the account that owns them", async () => {
    const world = healthyWorld();
    const bucket = world.buckets["acme-transcripts"];
    bucket.owner = archive;
    world.buckets["acme-access-logs"].owner = archive;
    bucket.keyId = key("bucket", archive);
    bucket.policy.Statement.push({
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:GetEncryptionConfiguration"],
      Resource: ["arn:aws:s3:::acme-transcripts", "arn:aws:s3:::acme-transcripts/*"],
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    });
    world.keys.bucket!.policy.Statement.push({
      Effect: "Allow",
      Principal: { AWS: account },
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Resource: "*",
    });
    world.roles[`arn:aws:iam::${account}:role/Nodes`]!.rights.push("kms:* *");
    serveWorld(aws, world, { account });
    serveWorld(aws, { ...world, nodes: [], documents: {}, rules: {}, trails: {} }, { account: archive });
    expect(await diagnosisOf(both)).toMatchObject({ findings: [], gaps: [] });

    world.buckets["acme-transcripts"].policy.Statement.pop();
    expect(new Set(idsOf(await diagnosisOf(both)))).toEqual(
      new Set(["bucket-policy-denies-upload", "bucket-policy-hides-encryption"]),
    );
  });

  test("tells a bucket of an account that is not read as what could not be read", async () => {
    const world = healthyWorld();
    world.buckets["acme-transcripts"].owner = "999999999999";
    serveWorld(aws, world);
    const { findings, gaps } = await diagnosisOf();
    expect(findings).toEqual([]);
    expect(gaps).toMatchObject([{ obstacle: "denied", action: "s3:GetBucketLocation" }]);
  });

  test("one account that cannot be entered costs no other", async () => {
    serveWorld(aws, healthyWorld());
    aws.fail("sts:AssumeRole", "denied");
    const { places, gaps } = await diagnosisOf(both);
    expect(places).toMatchObject([{ account, region }]);
    expect(gaps).toMatchObject([{ account: archive, action: "sts:AssumeRole" }]);
  });

  test("judges what a rule leads to that is about sessions, not what archives every event", async () => {
    const world = healthyWorld();
    world.rules.archive = { bus: "default", state: "ENABLED", pattern: { source: [{ prefix: "" }] }, targets: [] };
    serveWorld(aws, world);
    expect(idsOf(await diagnosisOf())).toEqual([]);
    delete world.rules.sessions;
    expect(idsOf(await diagnosisOf())).toEqual(["rule-without-target"]);
  });

  test("takes a disabled rule for a note where another one tells of sessions", async () => {
    const world = healthyWorld();
    world.rules.before = { ...world.rules.sessions!, state: "DISABLED" };
    serveWorld(aws, world);
    expect((await diagnosisOf()).findings).toMatchObject([{ id: "rule-disabled", severity: "note" }]);
  });

  test("tells in each Region what is another thing there, and once what all of them share", async () => {
    await aws.stop();
    const regions = [region, "us-east-1"];
    aws = await StandIn.start({ accounts: [account], regions });
    const { buckets } = elsewhere(healthyWorld(), account, region);
    Object.assign(Object.values(buckets)[0]!, { versioning: "Suspended" });
    for (const there of regions) {
      const world = healthyWorld();
      breakages["no-streaming"](world);
      serveWorld(
        aws,
        { ...elsewhere(world, account, there), buckets, trails: healthyWorld().trails },
        { region: there },
      );
    }
    const { findings } = await diagnosisOf();
    expect(findings.filter(({ id }) => id === "no-streaming").map((finding) => finding.region)).toEqual(regions);
    expect(findings.filter(({ id }) => id === "bucket-not-versioned")).toHaveLength(1);
  });

  test("tells of a stopped trail once, though its own Region is not read", async () => {
    await aws.stop();
    aws = await StandIn.start({ accounts: [account], regions: ["us-east-1", "us-west-2"] });
    const world = { ...healthyWorld(), documents: {}, nodes: [], rules: {} };
    Object.assign(Object.values(world.trails)[0], { logging: false });
    serveWorld(aws, world);
    expect((await diagnosisOf()).findings).toMatchObject([{ id: "trail-stopped", region: "us-east-1" }]);
  });

  test.each<[string, object[], DoctorId[]]>([
    ["none, AWS's default", [], []],
    ["all of them", [{ Field: "eventCategory", Equals: ["Management"] }], []],
    [
      "reads only",
      [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "readOnly", Equals: ["true"] },
      ],
      broken,
    ],
    ["data events only", [{ Field: "eventCategory", Equals: ["Data"] }], broken],
    [
      "all but those of Systems Manager",
      [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "eventSource", NotEquals: ["ssm.amazonaws.com"] },
      ],
      broken,
    ],
    [
      "writes alone, told by what they are not",
      [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "readOnly", NotEquals: ["true"] },
        { Field: "eventSource", NotEquals: ["kms.amazonaws.com", "rdsdata.amazonaws.com"] },
      ],
      [],
    ],
    ...["NotStartsWith", "NotEndsWith"].map((operator): [string, object[], DoctorId[]] => [
      `all but those of Systems Manager, by ${operator}`,
      [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "eventSource", [operator]: ["ssm.amazonaws.com"] },
      ],
      broken,
    ]),
    [
      "reads only, told by what they are not",
      [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "readOnly", NotEquals: ["false"] },
      ],
      broken,
    ],
    [
      "all but starts of sessions",
      [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "eventName", NotEquals: ["StartSession"] },
      ],
      broken,
    ],
    [
      "all but those of one caller",
      [
        { Field: "eventCategory", Equals: ["Management"] },
        { Field: "userIdentity.arn", NotEquals: ["arn:aws:iam::111122223333:role/Mallory"] },
      ],
      broken,
    ],
  ])("reads the management events that a trail selects: %s", async (_, FieldSelectors, expected) => {
    const world = healthyWorld();
    Object.assign(Object.values(world.trails)[0], { selectors: FieldSelectors.length > 0 ? [{ FieldSelectors }] : [] });
    serveWorld(aws, world);
    expect(idsOf(await diagnosisOf())).toEqual(expected);
  });

  test("an address that a shell would act on is quoted in the command to paste", async () => {
    const world = healthyWorld();
    const endpoint = "https://example.com/$(id)'";
    Object.assign(world.topics[topic].subscriptions[0], { arn: "PendingConfirmation", endpoint });
    serveWorld(aws, world);
    const fixes = (await diagnosisOf()).findings.map(({ fix }) => fix);
    expect(fixes.join()).toContain(String.raw`--notification-endpoint 'https://example.com/$(id)'\''' `);
  });

  test("a node without any role is no crash", async () => {
    const world = healthyWorld();
    world.nodes[0]!.profile = undefined;
    delete world.topics[topic];
    serveWorld(aws, world);
    expect(idsOf(await diagnosisOf())).toEqual(["target-gone"]);
  });
});
