import type { DescribedSession } from "../../modules/evidence";
import { collect } from "../src/collect";
import { Killed, Memory } from "./support/memory";

const shop = { account: "111122223333", region: "eu-west-1" };
const bank = { account: "444455556666", region: "us-east-1" };
const places = [shop, bank];
const at = (text: string) => new Date(`2026-07-${text}Z`);
const due = "2026-07-14T06:00:00Z";

function session(id: string, start: string, end?: string, more: DescribedSession = {}): DescribedSession {
  return {
    SessionId: id,
    Target: "i-02311671588e96626",
    Status: end ? "Terminated" : "Connected",
    StartDate: at(start),
    ...(end && { EndDate: at(end) }),
    Owner: `arn:aws:sts::111122223333:assumed-role/Operator/${id.split("-")[0]}`,
    ...more,
  };
}

interface Options {
  readonly due?: string;
  readonly now?: string;
  readonly hasTime?: () => boolean;
}
const run = (aws: Memory, { due: scheduledTime = due, now = "14T06:00:05", hasTime = () => true }: Options = {}) =>
  collect(aws, { scheduledTime, places, now: () => at(now), hasTime });

const idsOf = (aws: Memory) => aws.rows.map(({ session_id, status }) => `${session_id} ${status}`).sort();

test("sessions that ended are written, each in the partition of its first day, account and Region", async () => {
  const aws = new Memory()
    .tell(
      shop,
      session("alice-1", "12T09:00:00", "12T09:10:00", { Reason: "INC-1" }),
      session("bob-1", "13T23:00:00", "13T23:50:00"),
    )
    .tell(bank, session("carol-1", "12T10:00:00", "12T11:00:00"));
  expect(await run(aws)).toEqual({ places: 2, unreadable: 0, written: 3 });
  expect(aws.created.map((key) => key.replace(/[0-9a-f]{16}/, "<digest>")).sort()).toEqual([
    "collections/date=2026-07-14/2026-07-14T06:00:00Z-<digest>.jsonl",
    "ledger/date=2026-07-12/account=111122223333/region=eu-west-1/ended-2026-07-12-<digest>.jsonl",
    "ledger/date=2026-07-12/account=444455556666/region=us-east-1/ended-2026-07-12-<digest>.jsonl",
    "ledger/date=2026-07-13/account=111122223333/region=eu-west-1/ended-2026-07-13-<digest>.jsonl",
  ]);
  expect(aws.rows[0]).toEqual({
    session_id: "alice-1",
    status: "ended",
    ...shop,
    person: "alice",
    principal: "arn:aws:sts::111122223333:assumed-role/Operator/alice",
    target: "i-02311671588e96626",
    document: "SSM-SessionManagerRunShell",
    started_at: "2026-07-12T09:00:00.000Z",
    ended_at: "2026-07-12T09:10:00.000Z",
    reason: "INC-1",
    transcript_checked_at: "2026-07-14T06:00:05.000Z",
    collected_at: due,
  });
});

test("a second run, and ten more, write nothing but what they have read", async () => {
  const aws = new Memory().tell(
    shop,
    session("alice-1", "12T09:00:00", "12T09:10:00"),
    session("bob-1", "12T09:00:00"),
  );
  await run(aws);
  const rows = aws.rows;
  for (let hour = 10; hour < 20; hour++) await run(aws, { due: `2026-07-14T${hour}:00:00Z`, now: `14T${hour}:00:00` });
  expect(aws.rows).toEqual(rows);
  expect(aws.created.filter((key) => key.startsWith("ledger/"))).toHaveLength(2);
  expect(aws.collections).toHaveLength(22);
});

test("a session that ended today waits until the day has been over for an hour", async () => {
  const aws = new Memory().tell(shop, session("alice-1", "13T23:00:00", "13T23:59:59"));
  expect(await run(aws, { now: "14T00:59:59" })).toMatchObject({ written: 0 });
  expect(await run(aws, { due: "2026-07-14T01:00:00Z", now: "14T01:00:00" })).toMatchObject({ written: 1 });
});

test("a session that is open when its first day is over is written, and again when it has ended", async () => {
  const aws = new Memory().tell(shop, session("alice-1", "12T09:00:00"), session("bob-1", "14T05:00:00"));
  await run(aws);
  expect(idsOf(aws)).toEqual(["alice-1 active"]);
  aws.forget(shop, "alice-1");
  aws.tell(shop, session("alice-1", "12T09:00:00", "14T07:00:00"));
  await run(aws, { due: "2026-07-15T06:00:00Z", now: "15T06:00:00" });
  expect(idsOf(aws)).toEqual(["alice-1 active", "alice-1 ended", "bob-1 active"]);
  expect(aws.rows.every(({ started_at }) => started_at.startsWith("2026-07-1"))).toBe(true);
  expect([...aws.objects.keys()]).toContain(
    "ledger/date=2026-07-12/account=111122223333/region=eu-west-1/open-alice-1.jsonl",
  );
});

test("a session that failed, without an end, is one of its first day", async () => {
  const aws = new Memory();
  aws.sessions = async () => ({
    active: [],
    history: [{ ...session("alice-1", "12T09:00:00"), Status: "Failed", Details: "no agent" }],
  });
  await collect(aws, { scheduledTime: due, places: [shop], now: () => at("14T06:00:00"), hasTime: () => true });
  expect(aws.rows).toEqual([expect.objectContaining({ status: "failed", details: "no agent" })]);
});

test("what is told late, of a day that was written, is added alone", async () => {
  const aws = new Memory().tell(shop, session("alice-1", "12T09:00:00", "12T09:10:00"));
  await run(aws);
  aws.tell(shop, session("bob-1", "12T10:00:00", "12T10:10:00"));
  for (const hour of ["10", "11", "12"]) await run(aws, { due: `2026-07-14T${hour}:00:00Z` });
  expect(idsOf(aws)).toEqual(["alice-1 ended", "bob-1 ended"]);
});

test("runs that were missed for weeks are made up for", async () => {
  const days = Array.from({ length: 28 }, (_, day) => String(day + 1).padStart(2, "0"));
  const aws = new Memory().tell(
    shop,
    ...days.map((day) => session(`alice-${day}`, `${day}T09:00:00`, `${day}T09:10:00`)),
  );
  await run(aws, { due: "2026-07-29T06:00:00Z", now: "29T06:00:00" });
  expect(aws.rows).toHaveLength(28);
});

test("transcripts are looked for under the keys that nodes give them", async () => {
  const aws = new Memory().tell(
    shop,
    ...["alice-1", "bob-1", "carol-1"].map((id) => session(id, "12T09:00:00", "12T09:10:00")),
  );
  aws.transcripts.set("sessions/111122223333/eu-west-1/alice-1.log", 2048);
  aws.transcripts.set("sessions/111122223333/eu-west-1/bob-1.log", 0);
  aws.transcripts.set("sessions/444455556666/eu-west-1/carol-1.log", 99);
  await run(aws);
  expect(aws.rows.map(({ transcript_key, transcript_bytes }) => [transcript_key, transcript_bytes])).toEqual([
    ["sessions/111122223333/eu-west-1/alice-1.log", 2048],
    ["sessions/111122223333/eu-west-1/bob-1.log", 0],
    [undefined, undefined],
  ]);
});

describe("what could not be read", () => {
  test("is noted, and costs the others nothing", async () => {
    const aws = new Memory().tell(shop, session("alice-1", "12T09:00:00", "12T09:10:00"));
    aws.unreadable.add("444455556666 us-east-1");
    expect(await run(aws)).toEqual({ places: 2, unreadable: 1, written: 1 });
    expect(aws.collections).toEqual(
      expect.arrayContaining([
        { collected_at: due, ...shop, outcome: "read", active: 0, ended: 1, written: 1 },
        { collected_at: due, ...bank, outcome: "unreadable", action: "sts:AssumeRole", message: "AccessDenied: no" },
      ]),
    );
  });

  test("is noted where there was no time left, and is not always the same", async () => {
    const lefts = await Promise.all(
      ["2026-07-14T06:00:00Z", "2026-07-14T07:00:00Z"].map(async (time) => {
        const aws = new Memory();
        let begun = 0;
        await run(aws, { due: time, hasTime: () => ++begun <= 1 });
        return aws.collections.find(({ outcome }) => outcome === "unreadable")!;
      }),
    );
    expect(lefts[0]!.message).toBe("the function had no time left for it");
    expect(lefts[0]!.account).not.toBe(lefts[1]!.account);
  });

  test("is a session without any date: nothing is left out silently", async () => {
    const aws = new Memory().tell(shop, { SessionId: "alice-1", Status: "Connected" });
    await run(aws);
    expect(aws.collections).toContainEqual(
      expect.objectContaining({
        ...shop,
        outcome: "unreadable",
        message: "session alice-1 has neither a start nor an end",
      }),
    );
  });
});

test("a bucket that takes nothing ends the run with an error, and with no word of what was read", async () => {
  const aws = new Memory().tell(shop, session("alice-1", "12T09:00:00", "12T09:10:00"));
  aws.create = async () => {
    throw new Error("AccessDenied");
  };
  await expect(run(aws)).rejects.toThrow("AccessDenied");
  expect(aws.objects.size).toBe(0);
});

describe("killed at any step, before or after it had its effect, the collector loses and doubles nothing", () => {
  /** Two days of life: sessions end, others are told late, one stays open. */
  async function live(aws: Memory, runOnce: (options: Options) => Promise<void>): Promise<void> {
    aws.tell(shop, session("alice-1", "12T09:00:00", "12T09:10:00"), session("alice-2", "12T10:00:00", "13T10:10:00"));
    aws.tell(shop, session("bob-1", "11T09:00:00"));
    aws.tell(bank, session("carol-1", "12T09:00:00", "12T09:10:00"));
    aws.transcripts.set("sessions/111122223333/eu-west-1/alice-1.log", 10);
    await runOnce({});
    aws.forget(shop, "bob-1");
    aws.tell(shop, session("bob-1", "11T09:00:00", "14T09:00:00"), session("dan-1", "12T20:00:00", "12T21:00:00"));
    await runOnce({ due: "2026-07-15T06:00:00Z", now: "15T06:00:05" });
  }

  const expected = new Memory();
  beforeAll(() => live(expected, async (options) => void (await run(expected, options))));

  // As many calls as both runs make together, and more.
  const steps = Array.from({ length: 30 }, (_, index) => index + 1);
  test.each(steps.flatMap((call) => (["before", "after"] as const).map((moment) => [call, moment] as const)))(
    "call %i, %s",
    async (call, moment) => {
      const aws = new Memory();
      await live(aws, async (options) => {
        aws.kill(call, moment);
        await run(aws, options).catch((error) => {
          if (!(error instanceof Killed)) throw error;
        });
        aws.spare();
        // Lambda tries again, with the same event.
        await run(aws, options);
      });
      expect(idsOf(aws)).toEqual(idsOf(expected));
      expect(aws.rows.map((row) => ({ ...row, transcript_checked_at: undefined }))).toEqual(
        expected.rows.map((row) => ({ ...row, transcript_checked_at: undefined })),
      );
      expect(aws.collections.map(({ written: _, ...row }) => row)).toEqual(
        expected.collections.map(({ written: _, ...row }) => row),
      );
    },
  );

  test("the last of these steps is beyond the last call", async () => {
    const aws = new Memory();
    let killed = 0;
    await live(aws, async (options) => {
      aws.kill(steps.length, "before");
      await run(aws, options).catch(() => killed++);
    });
    expect(killed).toBe(0);
  });
});

test("two runs at once, which a schedule may start, write each session once", async () => {
  const aws = new Memory().tell(
    shop,
    session("alice-1", "12T09:00:00", "12T09:10:00"),
    session("bob-1", "11T09:00:00"),
  );
  await Promise.all([run(aws), run(aws), run(aws, { due: "2026-07-14T12:00:00Z" })]);
  expect(idsOf(aws)).toEqual(["alice-1 ended", "bob-1 active"]);
});

test("a run over some places does not hide what a run over all could not read", async () => {
  const aws = new Memory();
  aws.unreadable.add("444455556666 us-east-1");
  await collect(aws, { scheduledTime: due, places: [shop], now: () => at("14T06:00:00"), hasTime: () => true });
  await run(aws);
  expect(aws.collections.filter(({ outcome }) => outcome === "unreadable")).toHaveLength(1);
});
