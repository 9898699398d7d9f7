import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { runCommand } from "../support/commands";
import { type Evidence, writeEvidence } from "../support/evidence";
import { type Bucket, StandIn, serveBuckets, storedObject } from "../support/stand-in";

// DuckDB has the clock of the machine.
const now = new Date();
let folder: string;
let evidence: Evidence;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  evidence = writeEvidence(folder, { now, noise: 60, sessions: 60 });
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCommand(["query", ...args], { now });
const filesBelow = (root: string) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();

test("lists the questions, with what each takes", async () => {
  const { exitCode, stdout } = await run("--list");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^missing-recordings +Which sessions should have been recorded/m);
  expect(stdout).toMatch(/^by-node .*\n +<id of the node: i-0123456789abcdef0>$/m);
});

test("shows the answer as a table, and says how many rows there are", async () => {
  const { exitCode, stdout } = await run("missing-recordings", "--from", folder);
  expect(exitCode).toBe(0);
  for (const id of [...evidence.ids.missing, ...evidence.ids.partial]) expect(stdout).toContain(id);
  expect(stdout).toContain(`${evidence.ids.missing.length + evidence.ids.partial.length} rows\n`);
});

test("writes CSV and JSON Lines, numbers as numbers, with the columns of report where they are the same", async () => {
  const [csv, jsonl] = [join(folder, "out.csv"), join(folder, "out.jsonl")];
  await run("missing-recordings", "--from", folder, "--csv", csv, "--jsonl", jsonl);
  expect(readFileSync(csv, "utf8")).toMatch(/^session_id,verdict,account,region,person,.*\r\n/);
  const [first] = readFileSync(jsonl, "utf8").split("\n");
  expect(JSON.parse(first!)).toMatchObject({
    duration_seconds: 600,
    verdict: expect.stringMatching(/missing|partial/),
  });
});

test("asks a question of one's own", async () => {
  const sql = "SELECT count(*) AS calls FROM trail WHERE eventsource = 'athena.amazonaws.com'";
  const { stdout } = await run("--sql", sql, "--from", folder, "--jsonl", "-");
  expect(JSON.parse(stdout).calls).toBeGreaterThan(10);
});

test("what a text from outside would do to a terminal is not done", async () => {
  const { stdout } = await run("--sql", "SELECT chr(27) || '[2J' AS reason", "--from", folder);
  expect(stdout).not.toContain("\x1b[2J");
  const csv = await run("--sql", "SELECT '=1+1' AS reason", "--from", folder, "--csv", "-");
  expect(csv.stdout).toBe("reason\r\n'=1+1\r\n");
});

describe("evidence of one's own", () => {
  const place = { account: "111122223333", region: "eu-west-1" };
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  let own: string;
  beforeEach(() => {
    own = mkdtempSync(join(tmpdir(), "session-audit-"));
  });
  afterEach(() => rmSync(own, { recursive: true }));

  const put = (key: string, body: string | Buffer) => {
    mkdirSync(dirname(join(own, key)), { recursive: true });
    writeFileSync(join(own, key), body);
  };
  const trailFile = (name: string) =>
    `AWSLogs/111122223333/CloudTrail/eu-west-1/${ago(2).slice(0, 10).replaceAll("-", "/")}/${name}.json.gz`;
  const call = (eventName: string, requestParameters: object, more: object = {}) => ({
    ...{ eventSource: "ssm.amazonaws.com", eventName, requestParameters, eventTime: ago(2), eventID: eventName },
    ...more,
  });
  const trail = (...Records: object[]) => put(trailFile("a"), gzipSync(JSON.stringify({ Records })));
  const run = (days: number, ...rows: object[]) =>
    put(
      `collections/date=${ago(days).slice(0, 10)}/${ago(days)}.jsonl`,
      rows.map((row) => JSON.stringify(row)).join("\n"),
    );
  const read = (days: number) => ({ collected_at: ago(days), ...place, outcome: "read" });
  const ask = async (...args: string[]) => {
    const { stdout, stderr } = await runCommand(["query", ...args, "--from", own, "--jsonl", "-"], { now });
    const lines = stdout.split("\n").filter(Boolean);
    return { stderr, rows: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  };

  test("a place that was read yesterday is none of the unread places", async () => {
    run(3, { ...read(3), region: "us-east-1" });
    run(1, read(1), { ...read(1), region: "us-east-1" });
    expect((await ask("unread-places")).rows).toEqual([]);
  });

  test("a place that no run has read for days is, though no run has failed", async () => {
    run(4, read(4), { ...read(4), region: "us-east-1" });
    run(1, read(1));
    expect((await ask("unread-places")).rows).toEqual([
      expect.objectContaining({ region: "us-east-1", unreadable_runs: 0, last_read_at: ago(4) }),
    ]);
  });

  test("where no run has noted anything, nothing is known of any place", async () => {
    trail(call("StartSession", {}));
    expect((await ask("unread-places")).rows).toEqual([
      { runs: 0, unreadable_runs: 0, last_message: "no run has noted what it read" },
    ]);
  });

  test("a document is the same by its name and by its ARN", async () => {
    const arn = "arn:aws:ssm:eu-west-1:111122223333:document/Acme-Shell";
    trail(
      call("StartSession", { documentName: arn }),
      call("UpdateDocument", { name: "Acme-Shell" }),
      call("PutResourcePolicy", { resourceArn: arn }),
      call("DeleteDocument", { name: "Acme-Patch" }),
    );
    const { rows } = await ask("preference-changes");
    expect(rows.map(({ event_name }) => event_name).sort()).toEqual(["PutResourcePolicy", "UpdateDocument"]);
  });

  test("who takes a role under a colleague's name is found by the source identity", async () => {
    const userIdentity = {
      type: "AssumedRole",
      principalId: "AROAEXAMPLE:alice",
      sessionContext: { sourceIdentity: "mallory" },
    };
    trail(call("StartSession", {}, { userIdentity, responseElements: { sessionId: "alice-1" } }));
    const found = { person: "alice", source_identity: "mallory", session_id: "alice-1" };
    expect((await ask("by-person", "mallory")).rows).toEqual([expect.objectContaining(found)]);
  });

  test("the transcript of a session that failed in the end is a recording", async () => {
    const row = {
      session_id: "alice-1",
      status: "failed",
      ...place,
      person: "alice",
      target: "i-1",
      document: "Acme-Shell",
    };
    const times = { started_at: ago(2), ended_at: ago(2), transcript_bytes: 5, transcript_checked_at: ago(1) };
    put(
      `ledger/date=${ago(2).slice(0, 10)}/account=111122223333/region=eu-west-1/a.jsonl`,
      JSON.stringify({ ...row, ...times, collected_at: ago(1) }),
    );
    expect((await ask("sessions")).rows).toEqual([expect.objectContaining({ verdict: "recorded" })]);
  });

  test.each<[string, Buffer]>([
    ["cut off", gzipSync(JSON.stringify({ Records: [call("StartSession", {})] })).subarray(0, 40)],
    ["no gzip file", Buffer.from("nonsense")],
    ["no JSON", gzipSync("nonsense")],
    ["empty", Buffer.alloc(0)],
  ])("a trail file that is %s is named", async (_name, body) => {
    put(trailFile("broken"), body);
    const { exitCode, stderr } = await runCommand(["query", "sessions", "--from", own], { now });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining("broken.json.gz")]);
  });

  test.each([
    ["cut off", '{"session_id":"alice-1","sta'],
    ["no JSON", "nonsense\n"],
    ["of other values", '{"session_id":["alice-1"],"transcript_bytes":"many"}\n'],
  ])("a file of the ledger that is %s is named", async (_name, body) => {
    put(`ledger/date=${ago(2).slice(0, 10)}/account=111122223333/region=eu-west-1/broken.jsonl`, body);
    const { exitCode, stderr } = await runCommand(["query", "sessions", "--from", own], { now });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining("broken.jsonl")]);
  });

  test("records of the trail that lack fields are answered as far as they go", async () => {
    trail(
      { eventSource: "ssm.amazonaws.com", eventName: "StartSession", eventID: "e-1" },
      {},
      call("StartSession", {}),
    );
    const { rows } = await ask("--sql", "SELECT count(*) AS calls FROM trail");
    expect(rows).toEqual([{ calls: 3 }]);
  });
});

test("says what it knows nothing of", async () => {
  const ledgerOnly = mkdtempSync(join(tmpdir(), "session-audit-"));
  execFileSync("cp", ["-r", join(folder, "ledger"), ledgerOnly]);
  const { exitCode, stdout, stderr } = await run("sessions", "--from", ledgerOnly, "--jsonl", "-");
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/there are no trail files since \d{4}-\d{2}-\d{2}: the answer does not include any/);
  expect(stdout.trim().split("\n").length).toBeGreaterThan(30);
  rmSync(ledgerOnly, { recursive: true });
});

describe("is refused", () => {
  test.each([
    [[], /give the name of a query, or --sql/],
    [["sessions", "--sql", "SELECT 1"], /give the name of a query, or --sql/],
    [["sesions", "--from", "."], /there is no query sesions; choose one of sessions, by-person/],
    [["by-node", "--from", "."], /by-node takes id of the node: i-0123456789abcdef0, got: nothing/],
    [["root", "alice", "--from", "."], /root takes nothing besides its name, got: alice/],
    [["sessions"], /give --from: a folder, or s3:\/\/bucket/],
    [["sessions", "--from", "/does/not/exist"], /there is no folder \/does\/not\/exist/],
    [["sessions", "--from", "s3://A_B"], /--from must be a folder or s3:\/\/bucket\/prefix, got: s3:\/\/A_B/],
    [["sessions", "--from", ".", "--since", "soon"], /--since must be how long ago/],
    [["sessions", "--from", ".", "--csv", "-", "--jsonl", "-"], /only one of --csv and --jsonl/],
  ])("%j", async (args, message) => {
    const { exitCode, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(message)]);
  });

  test("SQL that is none, in the words of the engine", async () => {
    const { exitCode, stderr } = await run("--sql", "SELECT nothing FROM nowhere", "--from", folder);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining("the query was refused: Catalog Error")]);
  });
});

describe("of a bucket", () => {
  let aws: StandIn;
  let bucket: Bucket;
  beforeEach(async () => {
    aws = await StandIn.start();
    bucket = new Map();
    serveBuckets(aws, new Map([["acme-evidence", bucket]]));
    for (const path of filesBelow(folder).filter((file) => !file.startsWith("out."))) {
      bucket.set(`archive/${path}`, storedObject(readFileSync(join(folder, path))));
    }
    const digest = "archive/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail-Digest/eu-west-1/2026/11/20/d.json.gz";
    bucket.set(digest, storedObject("not for reading"));
  });
  afterEach(() => aws.stop());

  const ask = (...args: string[]) =>
    runCommand(["query", ...args, "--since", "3d", "--from", "s3://acme-evidence/archive"], { aws, now });

  test("the answer is that of a folder", async () => {
    const { exitCode, stdout } = await ask("sessions", "--jsonl", "-");
    expect(exitCode).toBe(0);
    expect(stdout).toBe((await run("sessions", "--since", "3d", "--from", folder, "--jsonl", "-")).stdout);
    expect(aws.gaps.size).toBe(0);
  });

  test("only the days that are asked for are fetched, and nothing that belongs to no table", async () => {
    await ask("sessions");
    const fetched = aws.callsOf("s3:GetObject").map(({ input }) => input.Key as string);
    const first = new Date(now.getTime() - 3 * 86_400_000).toISOString().slice(0, 10);
    expect(fetched.length).toBeGreaterThan(3);
    expect(fetched.length).toBeLessThan(bucket.size / 4);
    for (const key of fetched) {
      const [, year, month, day] = /(\d{4})[/-](\d{2})[/-](\d{2})\//.exec(key)!;
      expect(`${year}-${month}-${day}` >= first).toBe(true);
      expect(key).not.toContain("Digest");
    }
  });

  test("--keep keeps what was fetched: a second question fetches nothing", async () => {
    const keep = mkdtempSync(join(tmpdir(), "session-audit-"));
    const { stdout } = await ask("unlogged", "--keep", keep);
    const calls = aws.callsOf("s3:GetObject").length;
    expect(filesBelow(join(keep, "acme-evidence"))).toHaveLength(calls);
    expect((await ask("unlogged", "--keep", keep)).stdout).toBe(stdout);
    expect(aws.callsOf("s3:GetObject")).toHaveLength(calls);
    rmSync(keep, { recursive: true });
  });

  test("a file that broke off is fetched again", async () => {
    const keep = mkdtempSync(join(tmpdir(), "session-audit-"));
    mkdirSync(join(keep, "acme-evidence"), { recursive: true });
    aws.fail("s3:GetObject", "denied", { after: 5, times: 1 });
    expect((await ask("unlogged", "--keep", keep)).exitCode).toBe(2);
    const { exitCode, stdout } = await ask("unlogged", "--keep", keep);
    expect([exitCode, stdout]).toEqual([0, (await run("unlogged", "--since", "3d", "--from", folder)).stdout]);
    rmSync(keep, { recursive: true });
  });

  test("a key that leads out of the folder is not followed", async () => {
    const outside = `archive/ledger/date=${now.toISOString().slice(0, 10)}/account=111122223333/region=eu-west-1/../../../../../../../x/ledger/date=2026-11-01/account=111122223333/region=eu-west-1/a.jsonl`;
    bucket.set(outside, storedObject("{}"));
    const keep = mkdtempSync(join(tmpdir(), "session-audit-"));
    await ask("unlogged", "--keep", join(keep, "a"));
    expect(existsSync(join(keep, "x"))).toBe(false);
    rmSync(keep, { recursive: true });
  });

  test("what is denied is said, with the permission that is missing", async () => {
    aws.fail("s3:ListObjectsV2", "denied");
    const { exitCode, stderr } = await ask("sessions");
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining("needs s3:ListObjectsV2")]);
  });
});

test("nothing stays behind in the folder for temporary files", async () => {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), "session-audit-"));
  try {
    await run("sessions", "--from", folder);
    await run("sessions", "--from", "/does/not/exist");
    expect(readdirSync(process.env.TMPDIR)).toEqual([]);
  } finally {
    rmSync(process.env.TMPDIR, { recursive: true });
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
});
