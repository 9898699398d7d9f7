/** The program as it is shipped, through the real SDK, against a stand-in that speaks the wire format. */
import { readFileSync } from "node:fs";
import { type Bucket, paged, StandIn, serveBuckets, storedObject } from "../../cli/__tests__/support/stand-in";
import { bundleCollector, collectorCode, collectorZip } from "../../scripts/collector/bundle";
import { zipOf } from "../../scripts/collector/zip";
import type { handler as Handler } from "../src/handler";
import { dueTime, placesOf, settingsFrom } from "../src/settings";

const accounts = ["222233334444", "333344445555"];
const regions = ["eu-central-1", "eu-west-1"];
const minutesAgo = (minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;
const event = { scheduledTime: minutesAgo(1), places: [{ accounts, regions }] };
const invokedFunctionArn = "arn:aws:lambda:eu-west-1:111122223333:function:acme-session-ledger";
const context = { invokedFunctionArn, getRemainingTimeInMillis: () => 900_000 };

let aws: StandIn;
let ledger: Bucket;
let transcripts: Bucket;
const { env } = process;
beforeEach(async () => {
  aws = await StandIn.start({ account: "111122223333" });
  ledger = new Map();
  transcripts = new Map([["sessions/222233334444/eu-west-1/alice-1.log", storedObject("hello")]]);
  serveBuckets(
    aws,
    new Map([
      ["acme-ledger", ledger],
      ["acme-transcripts", transcripts],
    ]),
  );
  aws.answer("ssm:DescribeSessions", (call) => {
    const ids = call.input.State === "History" ? ["alice-1", "bob-1", "carol-1"] : [];
    const rows = ids.map((SessionId) => ({
      SessionId,
      Target: "i-02311671588e96626",
      Status: "Terminated",
      StartDate: new Date("2026-07-12T09:00:00Z"),
      EndDate: new Date("2026-07-12T09:10:00Z"),
      Owner: `arn:aws:sts::${call.account}:assumed-role/Operator/alice`,
    }));
    return paged("Sessions", rows, 2)(call);
  });
  process.env = {
    ...env,
    ...aws.environment,
    LEDGER_BUCKET: "acme-ledger",
    TRANSCRIPT_BUCKET: "acme-transcripts",
    READER_ROLE: "arn:aws:iam::*:role/acme-ledger-reader",
  };
  jest.spyOn(console, "log").mockImplementation();
});
afterEach(async () => {
  process.env = env;
  jest.restoreAllMocks();
  await aws.stop();
});

/** The zip has one file, as it is. */
function shipped(): typeof Handler {
  const zip = readFileSync(collectorZip);
  const code = zip.subarray(30 + zip.readUInt16LE(26), 30 + zip.readUInt16LE(26) + zip.readUInt32LE(22)).toString();
  const module = { exports: {} as { handler: typeof Handler } };
  // Buckets here are paths, not hosts.
  const patched = code.replace(
    "new import_client_s3.S3Client(common)",
    "new import_client_s3.S3Client({ ...common, forcePathStyle: true })",
  );
  new Function("module", "exports", "require", patched)(module, module.exports, require);
  return module.exports.handler;
}

const rows = () =>
  [...ledger]
    .filter(([key]) => key.startsWith("ledger/"))
    .flatMap(([, { body }]) => body.toString().trim().split("\n"));
const collections = () =>
  [...ledger]
    .filter(([key]) => key.startsWith(`collections/date=${event.scheduledTime.slice(0, 10)}/${event.scheduledTime}-`))
    .flatMap(([, { body }]) => body.toString().trim().split("\n"))
    .map((line) => JSON.parse(line));

test("the zip is what collector/ makes: npm run collector", () => {
  expect(readFileSync(collectorZip).equals(bundleCollector())).toBe(true);
});

test("the zip holds the code, uncompressed, and is the same each time", () => {
  const zip = readFileSync(collectorZip);
  expect(zip.includes(collectorCode())).toBe(true);
  expect(zipOf("a", Buffer.from("b")).equals(zipOf("a", Buffer.from("b")))).toBe(true);
});

test("reads every account by its role, all pages of all Regions, and writes what it found", async () => {
  expect(await shipped()(event, context)).toEqual({ places: 4, unreadable: 0, written: 12 });
  expect(aws.gaps.size).toBe(0);
  const roles = aws
    .callsOf("sts:AssumeRole")
    .map(({ input }) => input.RoleArn)
    .sort();
  expect(roles).toEqual(accounts.map((account) => `arn:aws:iam::${account}:role/acme-ledger-reader`));
  expect(aws.callsOf("ssm:DescribeSessions", { account: "222233334444", region: "eu-west-1" })).toHaveLength(3);
  expect(
    rows()
      .map((row) => JSON.parse(row))
      .filter(({ transcript_bytes }) => transcript_bytes === 5),
  ).toHaveLength(1);
  for (const { input } of aws.callsOf("s3:PutObject")) expect(input.headers["if-none-match"]).toBe("*");
  expect(console.log).toHaveBeenCalledWith({ event: "collected", places: 4, unreadable: 0, written: 12 });
});

test("a second run writes nothing to the ledger", async () => {
  await shipped()(event, context);
  const before = rows();
  expect(await shipped()({ ...event, scheduledTime: minutesAgo(60) }, context)).toMatchObject({ written: 0 });
  expect(rows()).toEqual(before);
});

test("throttling, a broken connection and a broken service are waited out", async () => {
  aws.fail("ssm:DescribeSessions", "throttled", { times: 3 });
  aws.fail("ssm:DescribeSessions", "dropped", { times: 2 });
  aws.fail("s3:PutObject", "broken", { times: 2 });
  expect(await shipped()(event, context)).toEqual({ places: 4, unreadable: 0, written: 12 });
  expect(rows()).toHaveLength(12);
}, 30_000);

test("an account that does not let the collector in is unreadable, in each Region", async () => {
  aws.fail("ssm:DescribeSessions", "denied", { account: "333344445555" });
  expect(await shipped()(event, context)).toEqual({ places: 4, unreadable: 2, written: 6 });
  const unread = collections().filter(({ outcome }: { outcome: string }) => outcome === "unreadable");
  expect(unread.map(({ account, region }: Record<string, string>) => [account, region]).sort()).toEqual(
    regions.map((region) => ["333344445555", region]),
  );
  expect(unread[0]).toMatchObject({
    action: "ssm:DescribeSessions",
    message: expect.stringContaining("AccessDeniedException"),
  });
});

test("a page that repeats makes a Region unreadable, rather than complete", async () => {
  aws.answer(
    "ssm:DescribeSessions",
    { Sessions: [], NextToken: "again" },
    { account: "222233334444", region: "eu-west-1" },
  );
  expect(await shipped()(event, context)).toMatchObject({ unreadable: 1 });
  expect(collections()).toContainEqual(
    expect.objectContaining({ message: expect.stringContaining("same page came twice") }),
  );
});

test("without a role it reads with its own credentials, and its own account only", async () => {
  delete process.env.READER_ROLE;
  const own = { ...event, places: [{ accounts: ["111122223333"], regions }] };
  expect(await shipped()(own, context)).toMatchObject({ unreadable: 0 });
  expect(aws.callsOf("sts:AssumeRole")).toEqual([]);
  expect(aws.callsOf("ssm:DescribeSessions", { account: "111122223333" }).length).toBeGreaterThan(0);
});

test("what it is not told is an error, and nothing is written", async () => {
  await expect(shipped()({ ...event, places: [] }, context)).rejects.toThrow("places must name accounts and Regions");
  await expect(shipped()({ ...event, scheduledTime: "today" }, context)).rejects.toThrow(
    "scheduledTime must be a time",
  );
  expect(() => settingsFrom({})).toThrow("LEDGER_BUCKET must be the name");
  expect(ledger.size).toBe(0);
});

test.each([
  ["2026-07-14T06:00:06Z", "a run that is still to come"],
  ["2026-07-13T18:00:04Z", "a run that nobody tries any more"],
])("a run at %s, %s, is refused: it would stand for one that was due", (scheduledTime) => {
  const message = /scheduledTime must be within the last 12 hours, got: \S+ at 2026-07-14T06:00:05.000Z/;
  expect(() => dueTime({ ...event, scheduledTime }, new Date("2026-07-14T06:00:05Z"))).toThrow(message);
});

test("nothing is written for a run that is not due", async () => {
  await expect(shipped()({ ...event, scheduledTime: minutesAgo(-60) }, context)).rejects.toThrow("the last 12 hours");
  expect(ledger.size).toBe(0);
});

test.each([
  [["2222"], regions, undefined, /accounts by their 12 digits, got: 2222/],
  [["222233334444/region=us-east-1"], regions, undefined, /accounts by their 12 digits, got: 222233334444\//],
  [accounts, ["mallory.example/"], undefined, /must name Regions, such as eu-west-1, got: mallory.example/],
  [accounts, regions, "111122223333", /places must name 111122223333, got: 222233334444/],
])("places such as %j in %j, for %s, are refused", (accounts, regions, own, message) => {
  expect(() => placesOf({ ...event, places: [{ accounts, regions }] }, own)).toThrow(message);
});

test("a place that stands twice is read once", () => {
  const places = [event.places[0]!, { accounts: ["222233334444"], regions: ["eu-west-1", "us-east-1"] }];
  expect(placesOf({ ...event, places })).toHaveLength(5);
});
