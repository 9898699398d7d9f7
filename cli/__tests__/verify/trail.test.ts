// Loaded with the file: the first test shall not wait for it.
import "../../src/verify/run";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { runCommand } from "../support/commands";
import { type Bucket, StandIn, serveBuckets, storedObject } from "../support/stand-in";
import { playTrail, type TrailFiles } from "../support/trail-files";

let aws: StandIn;
let bucket: Bucket;
let trail: TrailFiles;
beforeEach(async () => {
  aws = await StandIn.start();
  bucket = new Map();
  serveBuckets(aws, new Map([["trail", bucket]]));
  trail = playTrail(bucket, "trail", 5);
  aws.answer("cloudtrail:ListPublicKeys", { PublicKeyList: trail.publicKeys });
});
afterEach(() => aws.stop());

const verify = () => runCommand(["verify", "--bucket", "trail", "--no-seals", "--trail", "AWSLogs/"], { aws });
const digest = (index: number) => trail.digests[index]!;
const rewrite = (key: string, change: (text: string) => string) => {
  const object = bucket.get(key)!;
  object.body = gzipSync(change(gunzipSync(object.body).toString()));
};

test("finds nothing where nothing was touched", async () => {
  const { exitCode, stdout } = await verify();
  expect(stdout).toBe("checked: 5 CloudTrail digests and 10 log files; nothing has changed\n");
  expect(exitCode).toBe(0);
});

test.each<[string, () => void, readonly RegExp[]]>([
  [
    "a changed log file",
    () => rewrite(trail.logFiles[3]!, (text) => text.replace("StartSession", "GetObject")),
    [/^changed .*T0135Z_.*: its content is not what CloudTrail delivered/],
  ],
  ["a log file that is no gzip file", () => bucket.set(trail.logFiles[3]!, storedObject("x")), [/^changed .*T0135Z_/]],
  [
    "a dropped log file",
    () => bucket.delete(trail.logFiles[0]!),
    [/^dropped .*T0005Z_.*: CloudTrail delivered this log file/],
  ],
  [
    "an added log file",
    () => bucket.set(trail.logFiles[0]!.replace("abcdefghijklmnop", "zzzzzzzzzzzzzzzz"), storedObject("x")),
    [/^added .*zzzz.*: no digest names this log file/],
  ],
  [
    "two swapped log files",
    () => {
      const [a, b] = [bucket.get(trail.logFiles[0]!)!, bucket.get(trail.logFiles[1]!)!];
      bucket.set(trail.logFiles[0]!, b).set(trail.logFiles[1]!, a);
    },
    [/^changed .*T0005Z_/, /^changed .*T0035Z_/],
  ],
  [
    "a digest from which a log file was struck",
    () => rewrite(digest(2), (text) => JSON.stringify({ ...JSON.parse(text), logFiles: [] })),
    [
      /^forged .*030000Z.json.gz: its content is not what CloudTrail signed/,
      /^changed .*030000Z.json.gz: its hash is not the one that .*040000Z/,
      /^added .*T0205Z/,
    ],
  ],
  [
    "a dropped digest",
    () => bucket.delete(digest(2)),
    [/^dropped .*030000Z.json.gz: .*040000Z.json.gz names it as the previous digest/],
  ],
  [
    "two swapped digests",
    () => {
      const [a, b] = [bucket.get(digest(1))!, bucket.get(digest(2))!];
      bucket.set(digest(1), b).set(digest(2), a);
    },
    [/^swapped .*020000Z.json.gz: it was delivered as trail\/.*030000Z/, /^swapped .*030000Z/],
  ],
  [
    "a digest that names no key of CloudTrail",
    () => aws.answer("cloudtrail:ListPublicKeys", { PublicKeyList: [] }),
    [/^forged .*a key that CloudTrail does not list/],
  ],
  [
    "a digest that is none",
    () => bucket.set(digest(4), storedObject("x")),
    [/^changed .*050000Z.json.gz: it is not a valid digest/],
  ],
  ["no digest at all", () => bucket.clear(), [/^dropped .*AWSLogs\/: there is no digest/]],
])("finds %s", async (_name, tamper, expected) => {
  tamper();
  const { exitCode, stdout } = await verify();
  expect(exitCode).toBe(1);
  for (const pattern of expected) expect(stdout.split("\n")).toContainEqual(expect.stringMatching(pattern));
});

test("log files of the last hours need no digest yet", async () => {
  const late = trail.logFiles.at(-1)!.replace("T0435Z", "T0520Z");
  bucket.set(late, storedObject("x"));
  expect((await verify()).exitCode).toBe(0);
});

test("what the lifecycle of the bucket deleted at the beginning is no finding, and is said", async () => {
  bucket.delete(digest(0));
  for (const key of trail.logFiles.slice(0, 2)) bucket.delete(key);
  const { exitCode, stdout } = await verify();
  expect(exitCode).toBe(0);
  expect(stdout).toContain("nothing is known about the time before 2026-07-10T01:00:00Z");
});

test("a trail that was switched on again is said", async () => {
  playTrail(bucket, "trail", 2, new Date("2026-07-11T00:00:00Z"));
  expect((await verify()).stdout).toContain("the trail was off, or did not exist, before 2026-07-11T00:00:00Z");
});

describe("offline, on a folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "session-audit-"));
    writeFileSync(join(folder, "keys.json"), JSON.stringify({ PublicKeyList: trail.publicKeys }));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const download = () => {
    for (const [name, { body }] of bucket) {
      const path = join(folder, "copy", name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, body);
    }
  };
  const offline = () =>
    runCommand([
      "verify",
      "--folder",
      join(folder, "copy"),
      "--no-seals",
      "--trail",
      "AWSLogs/",
      "--trail-keys",
      join(folder, "keys.json"),
    ]);

  test("signatures come from the digests that follow; the last one has none", async () => {
    download();
    const { exitCode, stdout } = await offline();
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "050000Z.json.gz: its signature is in the metadata of the object, which a folder does not keep",
    );
    expect(stdout).toContain("5 CloudTrail digests and 10 log files; nothing has changed");
  });

  test("a changed digest is found", async () => {
    rewrite(digest(1), (text) => JSON.stringify({ ...JSON.parse(text), logFiles: [] }));
    download();
    const { exitCode, stdout } = await offline();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/forged .*020000Z/);
  });
});
