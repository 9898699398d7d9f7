import { jsonLines, type LedgerRow, ledgerRow, type SessionRecord } from "../../modules/evidence";
import { evidenceTables } from "../../modules/evidence/tables";

const session: SessionRecord = {
  id: "alice-0e34861185201706f",
  account: "111122223333",
  region: "eu-west-1",
  target: "i-02311671588e96626",
  document: "SSM-SessionManagerRunShell",
  person: "alice",
  principal: "arn:aws:iam::111122223333:user/alice",
  startedAt: "2026-07-13T09:00:00.000Z",
  endedAt: "2026-07-13T09:10:00.000Z",
  reason: "INC-4711",
  status: "ended",
};
const collectedAt = "2026-07-14T06:00:00Z";
const checkedAt = "2026-07-14T06:00:01Z";

test("a line has a column for everything that is known", () => {
  const found = { key: "sessions/111122223333/eu-west-1/alice-0e34861185201706f.log", bytes: 2048 };
  const row = ledgerRow({ ...session, details: "d" }, collectedAt, { checkedAt, found });
  expect(Object.keys(row)).toEqual(Object.keys(evidenceTables.ledger.columns));
  expect(row).toMatchObject({ person: "alice", ended_at: session.endedAt, transcript_bytes: 2048, status: "ended" });
});

test("what is not known is left out: a transcript that is not there differs from one that nobody looked for", () => {
  expect(ledgerRow(session, collectedAt, { checkedAt })).toHaveProperty("transcript_checked_at", checkedAt);
  const { endedAt: _, ...open } = session;
  const row = ledgerRow({ ...open, status: "active" }, collectedAt);
  const unknown: (keyof LedgerRow)[] = [
    "ended_at",
    "details",
    "transcript_key",
    "transcript_bytes",
    "transcript_checked_at",
  ];
  for (const column of unknown) expect(row).not.toHaveProperty(column);
});

test.each(["refused", "untold"] as const)("%s sessions are not of the ledger", (status) => {
  expect(() => ledgerRow({ ...session, status }, collectedAt)).toThrow(status);
});

test("a file has one object a line", () => {
  expect(jsonLines([{ a: 1 }, { a: "x\ny" }])).toBe('{"a":1}\n{"a":"x\\ny"}\n');
});
