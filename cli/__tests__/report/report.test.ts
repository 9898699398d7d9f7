// Loaded with the file: the first test shall not wait for it.
import "../../src/report/run";
import { runCommand } from "../support/commands";
import { StandIn } from "../support/stand-in";
import { type Played, World } from "../support/world";

const accounts = ["111122223333", "222233334444"];
const [own, other] = accounts as [string, string];

let aws: StandIn;
let world: World;
beforeEach(async () => {
  aws = await StandIn.start({ accounts, regions: ["eu-west-1"] });
  world = new World(aws);
});
afterEach(() => aws.stop());

const alice: Played = {
  id: "alice-0e34861185201706f",
  startedAt: "2026-07-10T09:00:00Z",
  endedAt: "2026-07-10T09:30:00Z",
  reason: "INC-4711",
  transcript: "$ id\n",
};

interface Line {
  readonly session_id: string;
  readonly verdict: string;
  readonly [column: string]: unknown;
}

/** The report as JSON Lines, by session id. */
async function report(...args: string[]) {
  const { exitCode, stdout, stderr } = await runCommand(["report", "--jsonl", "-", ...args], { aws });
  const lines = stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return { exitCode, stderr, lines, of: (id: string) => lines.find((line) => line.session_id === id) };
}
const tableOf = (...args: string[]) => runCommand(["report", ...args], { aws });
const wholeOrganization = ["--organization", "--role", "SessionReader"];

test("a session is joined with its call and its transcript", async () => {
  world.play(alice);
  const { exitCode, lines } = await report();
  expect(exitCode).toBe(0);
  expect(lines).toEqual([
    {
      session_id: alice.id,
      verdict: "recorded",
      why: "its transcript is in the bucket",
      account: own,
      region: "eu-west-1",
      person: "alice",
      principal: `arn:aws:sts::${own}:assumed-role/Operator/alice`,
      target: "i-02311671588e96626",
      document: "SSM-SessionManagerRunShell",
      started_at: "2026-07-10T09:00:00.000Z",
      ended_at: "2026-07-10T09:30:00.000Z",
      duration_seconds: 1800,
      reason: "INC-4711",
      source_address: "198.51.100.7",
      mfa: true,
      user_agent: "aws-cli/2.17.0",
      event_id: expect.any(String),
      transcript: `s3://acme-audit-transcripts/sessions/${own}/eu-west-1/${alice.id}.log`,
      transcript_bytes: 5,
    },
  ]);
});

describe("somebody who takes a role under a colleague's name", () => {
  beforeEach(() => {
    world.play({ ...alice, call: { sourceIdentity: "mallory" } });
    world.play({ ...alice, id: "alice-1", call: { sourceIdentity: "alice" } });
  });

  test("is told by the source identity", async () => {
    const { of } = await report();
    expect(of(alice.id)).toMatchObject({ person: "alice", source_identity: "mallory" });
    expect((await tableOf()).stdout.match(/alice \(mallory\)/g)).toHaveLength(1);
  });

  test("is found by it", async () => {
    expect((await report("--user", "mallory")).lines.map(({ session_id }) => session_id)).toEqual([alice.id]);
  });
});

test.each([["no JSON"], [undefined]])("a record of CloudTrail that is %s leaves the calls unread", async (text) => {
  world.play(alice);
  aws.answer("cloudtrail:LookupEvents", { Events: [{ EventId: "e-1", ...(text && { CloudTrailEvent: text }) }] });
  const { exitCode, stdout } = await tableOf();
  expect(exitCode).toBe(2);
  expect(stdout).toContain("could not be read: cloudtrail:LookupEvents failed (the record of event e-1 is no JSON)");
});

test.each([
  [{ eventTime: "yesterday" }],
  [{ eventTime: null }],
  [{ userIdentity: null, requestParameters: "x", responseElements: [] }],
  [{ userIdentity: { sessionContext: "x", principalId: 5 }, eventID: 7 }],
])("a record of CloudTrail with %j is shown as far as it goes", async (fields) => {
  const record = { eventSource: "ssm.amazonaws.com", eventName: "StartSession", errorCode: "AccessDenied", ...fields };
  aws.answer("cloudtrail:LookupEvents", { Events: [{ CloudTrailEvent: JSON.stringify(record) }] });
  const { lines } = await report();
  expect(lines).toEqual([expect.objectContaining({ verdict: "refused", error_code: "AccessDenied" })]);
  const { exitCode, stdout } = await tableOf();
  expect([exitCode, stdout.includes("NaN")]).toEqual([0, false]);
});

test("a session without transcript and stream is missing, and the exit code says so", async () => {
  const { transcript: _, ...lost } = alice;
  world.play(lost).play({ ...alice, id: "bob-1" });
  const { exitCode, of } = await report();
  expect(exitCode).toBe(1);
  expect(of(alice.id)?.verdict).toBe("missing");
  expect(of("bob-1")?.verdict).toBe("recorded");
});

test("a stream without transcript is partial, and the exit code says so", async () => {
  const { transcript: _, ...cutOff } = alice;
  world.play({ ...cutOff, stream: ["{}"] });
  const { exitCode, of } = await report();
  expect(exitCode).toBe(1);
  expect(of(alice.id)).toMatchObject({ verdict: "partial", stream: `/acme-audit/sessions:${alice.id}` });
});

test("port forwarding, refused attempts and open sessions are told apart", async () => {
  world
    .play({ ...alice, id: "dan-1", document: "AWS-StartPortForwardingSession" })
    .play({ id: "erin-1", startedAt: "2026-07-14T11:00:00Z" })
    .refuse({ person: "eve", at: "2026-07-12T03:00:00Z" });
  world.bucket.clear();
  const { exitCode, lines } = await report();
  expect(exitCode).toBe(0);
  expect(lines.map(({ person, verdict, error_code }) => [person, verdict, error_code])).toEqual([
    ["erin", "open", undefined],
    ["eve", "refused", "AccessDenied"],
    ["dan", "unlogged", undefined],
  ]);
});

test("a session that only CloudTrail knows is judged too", async () => {
  const { transcript: _, ...lost } = alice;
  world.play({ ...lost, described: false });
  expect((await report()).of(alice.id)).toMatchObject({ verdict: "missing", source_address: "198.51.100.7" });
});

test("an open session is shown however long ago it started", async () => {
  world.play({ id: "erin-1", startedAt: "2026-05-01T11:00:00Z", call: false });
  expect((await report()).of("erin-1")?.verdict).toBe("open");
});

describe("the document that a session ran decides what was to be expected", () => {
  const withoutLogging = JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs: {} });
  const { transcript: _, ...lost } = alice;

  test("a document of one's own that logs nothing", async () => {
    world.documents.set("Team-Shell", [{ createdAt: new Date("2026-01-01"), content: withoutLogging }]);
    world.play({ ...lost, document: "Team-Shell" });
    expect((await report()).of(alice.id)?.verdict).toBe("unlogged");
  });

  test("the version that was in force when the session started", async () => {
    world.documents
      .get("SSM-SessionManagerRunShell")!
      .push({ createdAt: new Date("2026-07-11"), content: withoutLogging });
    world.play(lost).play({ ...lost, id: "bob-1", startedAt: "2026-07-12T09:00:00Z", endedAt: "2026-07-12T09:01:00Z" });
    const { of } = await report();
    expect([of(alice.id)?.verdict, of("bob-1")?.verdict]).toEqual(["missing", "unlogged"]);
  });

  test("a document that is younger than the session", async () => {
    world.documents.set("Young", [{ createdAt: new Date("2026-07-13"), content: withoutLogging }]);
    world.play({ ...lost, document: "Young" });
    const { exitCode, of } = await report();
    expect(of(alice.id)).toMatchObject({ verdict: "unknown", why: "Young was created after the session started" });
    expect(exitCode).toBe(2);
  });

  test("preferences that do not exist", async () => {
    world.documents.clear();
    world.play(lost);
    expect((await report()).of(alice.id)?.why).toContain("AWS's defaults log nothing");
  });

  test("a document that may not be read", async () => {
    aws.fail("ssm:GetDocument", "denied");
    world.play(lost);
    const { exitCode, of } = await report();
    expect(of(alice.id)).toMatchObject({ verdict: "unknown", why: expect.stringContaining("needs ssm:GetDocument") });
    expect(exitCode).toBe(2);
  });

  test("it is read once for all its sessions", async () => {
    for (let index = 0; index < 50; index++) world.play({ ...alice, id: `alice-${index}` });
    await report();
    expect(aws.callsOf("ssm:GetDocument")).toHaveLength(1);
    expect(aws.callsOf("ssm:ListDocumentVersions")).toHaveLength(1);
  });
});

describe("what cannot be read is said, and costs nothing of the rest", () => {
  beforeEach(() => world.play(alice).play({ ...alice, account: other, id: "bob-1" }));

  test.each([
    ["ssm:DescribeSessions", "recorded"],
    ["cloudtrail:LookupEvents", "recorded"],
    ["s3:ListObjectsV2", "unknown"],
  ])("%s denied in one account", async (action, verdict) => {
    aws.fail(action, "denied", { account: other });
    const { exitCode, of } = await report(...wholeOrganization);
    expect(exitCode).toBe(2);
    expect(of(alice.id)?.verdict).toBe("recorded");
    expect(of("bob-1")?.verdict).toBe(verdict);
  });

  test("one account whose role cannot be assumed", async () => {
    aws.fail("sts:AssumeRole", "denied");
    const { exitCode, stdout } = await tableOf(...wholeOrganization);
    expect(exitCode).toBe(2);
    expect(stdout).toContain("1 recorded");
    expect(stdout).toContain(`${other}: could not be read: needs sts:AssumeRole`);
  });

  test("a page that repeats", async () => {
    aws.answer("cloudtrail:LookupEvents", { Events: [], NextToken: "again" }, { account: other });
    const { stdout } = await tableOf(...wholeOrganization);
    expect(stdout).toContain("cloudtrail:LookupEvents gave the same page twice");
    expect(stdout).toContain("2 recorded");
  });

  test("a finding outweighs it", async () => {
    world.bucket.delete(`sessions/${own}/eu-west-1/${alice.id}.log`);
    aws.fail("ssm:DescribeSessions", "expired", { account: other });
    expect((await report(...wholeOrganization)).exitCode).toBe(1);
  });
});

test("dropped connections are tried again", async () => {
  world.play(alice);
  aws.fail("ssm:DescribeSessions", "dropped", { times: 1 });
  aws.fail("s3:ListObjectsV2", "dropped", { times: 1 });
  expect((await report()).exitCode).toBe(0);
});

test("a period that no source reaches is said", async () => {
  world.play(alice);
  const { exitCode, stdout } = await tableOf("--since", "120d");
  expect(exitCode).toBe(2);
  expect(stdout).toContain(
    "unknown, 2026-03-16 12:00 to 2026-04-15 12:00: CloudTrail's event history reaches back 90 days",
  );
  expect(stdout).toContain("unknown, 2026-04-15 12:00 to 2026-06-14 12:00: Session Manager forgets");
});

describe("filters", () => {
  beforeEach(() =>
    world
      .play(alice)
      .play({ ...alice, id: "bob-1", target: "mi-0123456789abcdef0" })
      .play({ ...alice, id: "carol-1" }),
  );

  test.each([
    [["--user", "alice"], ["alice"]],
    [
      ["--user", "alice", "--user", "bob"],
      ["alice", "bob"],
    ],
    [["--user", `arn:aws:sts::${own}:assumed-role/Operator/carol`], ["carol"]],
    [["--node", "mi-0123456789abcdef0"], ["bob"]],
    [["--user", "alice", "--node", "mi-0123456789abcdef0"], []],
  ])("%j", async (args, people) => {
    const { lines } = await report(...args);
    expect(lines.map(({ person }) => person).sort()).toEqual(people);
  });

  test("--since asks AWS for no more than that", async () => {
    await report("--since", "2026-07-12");
    expect(aws.callsOf("ssm:DescribeSessions").at(-1)!.input.Filters).toEqual([
      { key: "InvokedAfter", value: "2026-07-12T00:00:00Z" },
    ]);
    expect(aws.callsOf("cloudtrail:LookupEvents")[0]!.input.StartTime).toBe(Date.parse("2026-07-12") / 1000);
  });
});

describe("transcripts, where they are asked for", () => {
  test("are read, and what they hide is counted", async () => {
    world.play({ ...alice, transcript: "$ secret\r\n\x1b[H\x1b[2J\x1b[3J$ \b\b" });
    expect((await report("--transcripts")).of(alice.id)).toMatchObject({ erased: 2, full_screen: 0, rewritten: 2 });
  });

  test("are taken from the stream where there is no other", async () => {
    const { transcript: _, ...cutOff } = alice;
    world.play({ ...cutOff, stream: [JSON.stringify({ sessionData: ["sh-5.2$ id", "uid=1001"] })] });
    expect((await report("--transcripts")).of(alice.id)).toMatchObject({ verdict: "partial", erased: 0 });
    expect(aws.callsOf("logs:GetLogEvents").length).toBeGreaterThan(0);
  });

  test("that may not be read are said", async () => {
    world.play(alice);
    aws.fail("s3:GetObject", "denied");
    const { exitCode, stdout } = await tableOf("--transcripts");
    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/needs s3:GetObject \(transcript of alice-/);
  });

  test("are read up to the limit, however long they are", async () => {
    const line = "line of output\r\n";
    world.play({ ...alice, transcript: Buffer.alloc(50_000_000, `${line}\x1b[2J`) });
    const { of } = await report("--transcripts", "--transcript-limit", "1");
    expect(of(alice.id)).toMatchObject({
      transcript_bytes: 50_000_000,
      erased: Math.floor(1_000_000 / (line.length + 4)),
    });
    expect(aws.callsOf("s3:GetObject").map(({ input }) => input.headers.range)).toEqual(["bytes=0-999999"]);
  });

  test("are left alone otherwise", async () => {
    world.play(alice);
    await report();
    expect(aws.callsOf("s3:GetObject")).toEqual([]);
  });
});

test("an archive's buckets are read with the archive's credentials", async () => {
  world.play(alice);
  await report("--bucket-account", other, "--role", "Reader");
  expect(aws.callsOf("s3:ListObjectsV2").map(({ account }) => account)).toEqual([other]);
});

describe("outputs", () => {
  test("the table begins with what is missing, and ends with the verdict over all", async () => {
    const { transcript: _, ...lost } = alice;
    world
      .play({ ...lost, startedAt: "2026-06-20T09:00:00Z", endedAt: "2026-06-20T10:00:00Z" })
      .play({ ...alice, id: "bob-1" });
    const { stdout } = await tableOf();
    expect(stdout.indexOf("alice")).toBeLessThan(stdout.indexOf("bob"));
    expect(stdout).toMatch(/missing alice-0e34861185201706f \(alice on i-02311671588e96626\): there is no transcript/);
    expect(stdout).toMatch(
      /2 sessions, 2026-06-14 12:00 to 2026-07-14 12:00 UTC, in 1 account, 1 Region; 1 missing; 1 recorded/,
    );
  });

  test("a reason cannot act on the terminal", async () => {
    world.play({ ...alice, reason: "\x1b]0;owned\x07\x1b[2Jx\u202e" });
    const { stdout } = await tableOf();
    for (const character of ["\x07", "\x1b", "\u202e"]) expect(stdout).not.toContain(character);
    expect(stdout).toContain("owned");
  });

  test("a reason is no formula in a spreadsheet", async () => {
    world.play({ ...alice, reason: '=HYPERLINK("http://x","y")' });
    const { stdout } = await runCommand(["report", "--csv", "-"], { aws });
    const [head, row] = stdout.split("\r\n");
    expect(head).toMatch(/^session_id,verdict,why,account,/);
    expect(row).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
  });

  test("only one goes to standard output", async () => {
    const { exitCode, stderr } = await tableOf("--csv", "-", "--jsonl", "-");
    expect([exitCode, stderr]).toEqual([3, "error: only one of --csv, --jsonl and --html can go to standard output\n"]);
  });
});

test.each([
  ["yesterday", /--since must be how long ago, such as 30d/],
  ["5 parsecs", /--since must be how long ago/],
  ["2027-01-01", /--since must be in the past/],
])("--since %s is refused", async (since, message) => {
  const { exitCode, stderr } = await tableOf("--since", since);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(message);
});
