/** Every question, asked of evidence in AWS's own layout, of which whoever made it up knows the answers. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidenceQueries } from "../../../modules/evidence";
import { runCommand } from "../support/commands";
import { type Evidence, writeEvidence } from "../support/evidence";

jest.setTimeout(60_000);

// DuckDB has the clock of the machine.
const now = new Date();
let folder: string;
let evidence: Evidence;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  evidence = writeEvidence(folder, { now, noise: 100_000, sessions: 3_000 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(...args: string[]): Promise<Record<string, unknown>[]> {
  const { exitCode, stdout, stderr } = await runCommand(["query", ...args, "--from", folder, "--jsonl", "-"], { now });
  expect([exitCode, stderr]).toEqual([0, ""]);
  return stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

const sorted = (ids: readonly unknown[]) => [...ids].sort();
const idsOf = (rows: readonly Record<string, unknown>[], id = "session_id") => sorted(rows.map((row) => row[id]));

test("there is evidence enough", () => {
  expect(evidence.records).toBeGreaterThan(100_000);
  expect(evidence.ledgerRows).toBeGreaterThan(2_000);
  for (const ids of Object.values(evidence.ids)) expect(ids.length).toBeGreaterThan(2);
});

test("sessions: each once, whichever source knows it, with its verdict", async () => {
  const rows = await ask("sessions");
  const { ids } = evidence;
  expect(rows).toHaveLength(evidence.sessions - ids.refused.length - ids["long-ago"].length);
  expect(new Set(idsOf(rows)).size).toBe(rows.length);
  const withVerdict = (verdict: string) => idsOf(rows.filter((row) => row.verdict === verdict));
  expect(withVerdict("missing")).toEqual(sorted(ids.missing));
  expect(withVerdict("partial")).toEqual(sorted(ids.partial));
  expect(withVerdict("unlogged")).toEqual(sorted(ids.unlogged));
  expect(withVerdict("open")).toEqual(sorted(ids.open));
  expect(withVerdict("unknown")).toEqual(sorted(ids.uncollected));
  expect(withVerdict("refused")).toEqual(sorted(ids.failed));
  const recorded = rows.filter((row) => row.verdict === "recorded");
  expect(recorded).toHaveLength(
    rows.length -
      ["missing", "partial", "unlogged", "open", "uncollected", "failed"].flatMap((fate) => ids[fate as "missing"])
        .length,
  );
  expect(idsOf(recorded)).toEqual(expect.arrayContaining([...ids["closed-late"], ...ids.untrailed]));
});

test("sessions: with what both sources say", async () => {
  const rows = await ask("sessions");
  const byId = new Map(rows.map((row) => [row.session_id, row]));
  expect(byId.get(evidence.ids.missing[0])).toMatchObject({
    duration_seconds: 600,
    source_address: "198.51.100.7",
    mfa: "true",
    reason: "INC-4711",
    document: "SSM-SessionManagerRunShell",
    event_id: expect.stringMatching(/^[0-9a-f-]+$/),
  });
  expect(byId.get(evidence.ids["closed-late"][0])).toMatchObject({ verdict: "recorded", transcript_bytes: 2048 });
  expect(byId.get(evidence.ids.untrailed[0])).not.toHaveProperty("source_address");
  expect(byId.get(evidence.ids.uncollected[0])).not.toHaveProperty("ended_at");
});

test("by-person and by-node: whoever and whatever it is", async () => {
  for (const [person, count] of evidence.sessionsOf)
    expect([person, (await ask("by-person", person)).length]).toEqual([person, count]);
  const [[node, count]] = evidence.sessionsOn as unknown as [[string, number]];
  expect(await ask("by-node", node)).toHaveLength(count);
  expect(await ask("by-person", "nobody' OR '1'='1")).toEqual([]);
});

test("missing-recordings and unlogged", async () => {
  expect(idsOf(await ask("missing-recordings"))).toEqual(sorted([...evidence.ids.missing, ...evidence.ids.partial]));
  expect(idsOf(await ask("unlogged"))).toEqual(sorted(evidence.ids.unlogged));
  expect(idsOf(await ask("unknown"))).toEqual(sorted(evidence.ids.uncollected));
});

test("refused, root and without-mfa: by the call, and never those of Athena", async () => {
  expect(idsOf(await ask("refused"), "event_id")).toEqual(sorted(evidence.ids.refused));
  expect(idsOf(await ask("root"), "event_id")).toEqual(sorted(evidence.ids.root));
  expect(idsOf(await ask("without-mfa"), "event_id")).toEqual(
    sorted([...evidence.ids["no-mfa"], ...evidence.ids["user-key"]]),
  );
});

test("preference-changes: of documents that sessions run on, by name or ARN, and of settings", async () => {
  expect(idsOf(await ask("preference-changes"), "event_id")).toEqual(sorted(evidence.preferenceChanges));
});

test("unread-places: what could not be read, and until when it is known", async () => {
  const { account, region, lastReadAt } = evidence.unread;
  expect(await ask("unread-places")).toEqual([
    {
      account,
      region,
      runs: 28,
      unreadable_runs: 3,
      last_read_at: lastReadAt,
      last_outcome: "unreadable",
      last_message: "AccessDenied: not authorized",
    },
  ]);
});

test("--since reaches further back, or less far", async () => {
  const all = await ask("sessions", "--since", "60d");
  expect(idsOf(all)).toEqual(expect.arrayContaining(sorted(evidence.ids["long-ago"])));
  const few = await ask("sessions", "--since", "5d");
  const boundary = new Date(now.getTime() - 5 * 86_400_000).toISOString().slice(0, 10);
  expect(few.length).toBeGreaterThan(50);
  expect(few.every(({ started_at }) => String(started_at) >= boundary)).toBe(true);
});

test("every question has its test here", () => {
  expect(evidenceQueries.map(({ name }) => name)).toEqual([
    ...["sessions", "by-person", "by-node", "missing-recordings", "unlogged", "unknown", "refused", "root"],
    ...["without-mfa", "preference-changes", "unread-places"],
  ]);
});
