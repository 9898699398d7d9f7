import { permissions } from "../../src/doctor/read-only";
// The command loads it when it is called: a dozen clients of the SDK, which no single test should wait for.
import "../../src/doctor/run";
import { run } from "../../src/program";
import { runCommand, testIo } from "../support/commands";
import { StandIn } from "../support/stand-in";
import { breakages } from "./support/breakages";
import { account, healthyWorld, region } from "./support/healthy";
import { serveWorld } from "./support/serve";

let aws: StandIn;
beforeEach(async () => {
  aws = await StandIn.start({ regions: [region] });
});
afterEach(() => aws.stop());

const doctor = (...args: string[]) => runCommand(["doctor", ...args], { aws });

/** An error, a warning and a note, and something that could not be read. */
function serveBroken(): void {
  const world = healthyWorld();
  breakages["node-cannot-upload"](world);
  breakages["bucket-policy-demands-header"](world);
  breakages["log-group-deletable"](world);
  serveWorld(aws, world);
  aws.fail("cloudtrail:GetTrailStatus", "denied");
}

describe("tells people", () => {
  test("that nothing is broken, and what nobody can see", async () => {
    serveWorld(aws, healthyWorld());
    const { exitCode, stdout } = await doctor();
    expect(stdout).toContain("✔ No problem was found in what AWS reports.");
    expect(stdout).toContain("What no AWS call reveals:");
    expect(stdout).toMatch(/1 account, 1 Region, 1 node: 0 errors, 0 warnings, 0 notes\n$/);
    expect(exitCode).toBe(0);
  });

  test("the worst first, with what happens, why, how to fix it and where AWS says so", async () => {
    serveBroken();
    const { exitCode, stdout } = await doctor();
    const ids = [...stdout.matchAll(/^(?:✖ error {2}|▲ warning|● note {3}) (\S+) /gm)].map(([, id]) => id);
    expect(ids).toEqual(["node-cannot-upload", "bucket-policy-demands-header", "log-group-deletable"]);
    expect(stdout).toContain(`node-cannot-upload ${account} ${region}\n  arn:aws:iam::${account}:role/Nodes\n`);
    expect(stdout).toContain("  What  On i-0123456789abcdef0, sessions run, but no transcript arrives.\n");
    expect(stdout).toContain("  Why   The node's role lacks s3:PutObject");
    expect(stdout).toContain('"arn:aws:s3:::acme-transcripts/sessions/*"');
    expect(stdout).toContain("  AWS   https://docs.aws.amazon.com/systems-manager/");
    expect(stdout).toMatch(/\? Not checked, because it could not be read:\n {2}- .*needs cloudtrail:GetTrailStatus/);
    expect(exitCode).toBe(1);
  });

  test("names without what a terminal would act on", async () => {
    const world = healthyWorld();
    breakages["subscription-unconfirmed"](world);
    Object.values(world.topics)[0].subscriptions[0].endpoint = "\u001b[2Jgone@example.com";
    serveWorld(aws, world);
    expect((await doctor()).stdout).not.toContain("\u001b");
  });

  test("in colours on a terminal only", async () => {
    serveBroken();
    const io = testIo(aws);
    await run(["doctor"], { ...io, stdout: Object.assign(io.stdout, { isTTY: true, columns: 80 }) });
    expect(io.stdout.text).toContain("\u001b[31m✖ error");
    expect((await doctor()).stdout).not.toContain("\u001b");
  });
});

test("a note is no reason to fail", async () => {
  const world = healthyWorld();
  breakages["log-group-deletable"](world);
  serveWorld(aws, world);
  expect((await doctor()).exitCode).toBe(0);
});

test("what could not be read is neither fine nor broken", async () => {
  serveWorld(aws, healthyWorld());
  aws.fail("ssm:ListDocuments", "denied");
  expect((await doctor()).exitCode).toBe(2);
});

test("--fleet shows accounts and Regions in one table, and each kind of finding once", async () => {
  serveBroken();
  const { stdout } = await doctor("--fleet");
  expect(stdout).toMatch(/^account +euw1/);
  expect(stdout).toMatch(new RegExp(`^${account} +✖2\\?`, "m"));
  expect(stdout).toMatch(/✖ error {3}node-cannot-upload 1 × 111122223333 eu-west-1/);
});

test("--json holds everything", async () => {
  serveBroken();
  const { exitCode, stdout } = await doctor("--json");
  const report = JSON.parse(stdout);
  expect(report).toMatchObject({
    version: 1,
    places: [{ account, region, nodes: 1, isAudited: true }],
    unreadable: [{ account, region, action: "cloudtrail:GetTrailStatus", obstacle: "denied" }],
  });
  expect(report.findings[0]).toMatchObject({
    id: "node-cannot-upload",
    severity: "error",
    account,
    region,
    resource: expect.stringContaining("role/Nodes"),
    effect: expect.any(String),
    fix: expect.any(String),
    why: expect.any(String),
    page: expect.stringContaining("https://docs.aws.amazon.com/"),
  });
  expect(exitCode).toBe(1);
});

test("--sarif is SARIF 2.1.0, a rule for each kind and a result for each finding", async () => {
  serveBroken();
  const [sarif] = JSON.parse((await doctor("--sarif")).stdout).runs;
  expect(sarif.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
    "node-cannot-upload",
    "bucket-policy-demands-header",
    "log-group-deletable",
  ]);
  expect(sarif.results.map(({ level, ruleIndex }: { level: string; ruleIndex: number }) => [level, ruleIndex])).toEqual(
    [
      ["error", 0],
      ["warning", 1],
      ["note", 2],
    ],
  );
  const [{ locations, partialFingerprints }] = sarif.results;
  expect(locations[0].physicalLocation.artifactLocation.uri).toMatch(/^111122223333\/eu-west-1\/[\w%.-]+$/);
  expect(Object.values(partialFingerprints)).toHaveLength(1);
  expect(sarif.invocations).toMatchObject([
    { executionSuccessful: false, toolExecutionNotifications: [{ level: "warning" }] },
  ]);
});

test("--junit has a suite for each place, failures for findings and errors for what could not be read", async () => {
  serveBroken();
  const { stdout } = await doctor("--junit");
  expect(stdout).toMatch(/<testsuite name="111122223333 eu-west-1" tests="4" failures="2" errors="1"/);
  expect(stdout).toContain('<testcase classname="node-cannot-upload" name="arn:aws:iam::111122223333:role/Nodes">');
});

test("--junit has a test that passes where all is well", async () => {
  serveWorld(aws, healthyWorld());
  expect((await doctor("--junit")).stdout).toContain('failures="0" errors="0"');
});

test("--policy prints what it needs, and asks AWS nothing", async () => {
  const { exitCode, stdout } = await doctor("--policy");
  expect(JSON.parse(stdout).Statement[0].Action).toEqual(permissions);
  expect(aws.calls).toEqual([]);
  expect(exitCode).toBe(0);
});

test("two outputs at once are refused", async () => {
  const { exitCode, stderr } = await doctor("--json", "--sarif");
  expect(stderr).toContain("'--json' cannot be used with option '--sarif'");
  expect(exitCode).toBe(3);
});
