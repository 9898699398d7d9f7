import { collectionKey, ledgerKey, ledgerPartition } from "../../modules/evidence";

const partition = { date: "2026-07-14", account: "111122223333", region: "eu-west-1" };

test("a ledger file lies in the partition of its day, account and Region", () => {
  const key = ledgerKey("ledger", partition, "sessions");
  expect(key).toBe("ledger/date=2026-07-14/account=111122223333/region=eu-west-1/sessions.jsonl");
  expect(ledgerPartition(key)).toEqual(partition);
});

test.each(["sessions/alice-0e34861185201706f.log", "ledger/date=2026-07-14/x.jsonl", ""])(
  "%j is no ledger file",
  (key) => {
    expect(ledgerPartition(key)).toBeUndefined();
  },
);

test("a run of the collector has a file under its day", () => {
  expect(collectionKey("collections", "2026-07-14T06:00:00Z")).toBe(
    "collections/date=2026-07-14/2026-07-14T06:00:00Z.jsonl",
  );
});
