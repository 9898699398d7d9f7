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

/** The digests end at five o'clock that day. */
const thatDay = new Date("2026-07-10T06:00:00Z");
const verify = (now = thatDay, ...args: string[]) =>
  runCommand(["verify", "--bucket", "trail", "--no-seals", "--trail", "AWSLogs/", ...args], { aws, now });
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
  [
    "a newest digest whose signature was taken off",
    () => {
      const { body, lastModified } = bucket.get(digest(4))!;
      bucket.set(digest(4), storedObject(body, lastModified));
    },
    [/^forged .*050000Z.json.gz: its object has no signature/],
  ],
  [
    "the digests of an account dropped, its log files kept",
    () => {
      playTrail(bucket, "trail", 2);
      for (const key of [...bucket.keys()].filter((name) => name.includes("/CloudTrail/"))) {
        bucket.set(key.replaceAll("111122223333", "222233334444"), bucket.get(key)!);
      }
    },
    [/^dropped .*222233334444\/CloudTrail\/eu-west-1\/: no digest names the 10 log files of this account and Region/],
  ],
  [
    "a digest whose list of log files holds none",
    () => rewrite(digest(4), (text) => JSON.stringify({ ...JSON.parse(text), logFiles: [null] })),
    [/^changed .*050000Z.json.gz: it is not a valid digest/],
  ],
  [
    "a digest that ends at no time",
    () => rewrite(digest(4), (text) => JSON.stringify({ ...JSON.parse(text), digestEndTime: "soon" })),
    [/^changed .*050000Z.json.gz: it is not a valid digest/],
  ],
  [
    "a digest with a number for a signature",
    () => rewrite(digest(4), (text) => JSON.stringify({ ...JSON.parse(text), previousDigestSignature: 5 })),
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
  const { exitCode, stdout } = await verify();
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^not checked: .*eu-west-1\/: 1 log files were delivered after 2026-07-10T05:00:00.000Z/m);
});

describe("digests that end early", () => {
  const later = new Date("2026-07-14T12:00:00Z");

  test("leave log files that nothing proves: a finding", async () => {
    bucket.set(trail.logFiles.at(-1)!.replace("20260710T0435Z", "20260712T2359Z"), storedObject("x"));
    const { exitCode, stdout } = await verify(later);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^dropped .*: its digests end at 2026-07-10T05:00:00.000Z: none names 1 log files after it/);
  });

  test("are said where no log file follows", async () => {
    const { exitCode, stdout } = await verify(later);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^not checked: .*: nothing is known of the time after 2026-07-10T05:00:00.000Z/);
  });

  test("are no concern before the day that --until names", async () => {
    const { stdout } = await verify(later, "--until", "2026-07-09");
    expect(stdout).toBe("checked: 5 CloudTrail digests and 10 log files; nothing has changed\n");
  });
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

  test("digests that tell no signature of the one before are forged", async () => {
    for (const key of trail.digests) {
      rewrite(key, (text) => JSON.stringify({ ...JSON.parse(text), previousDigestSignature: null }));
    }
    download();
    const { exitCode, stdout } = await offline();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^forged .*010000Z.json.gz: .*020000Z.json.gz does not tell its signature/m);
  });

  test("the signature before an interruption is not known, and this is said", async () => {
    playTrail(bucket, "trail", 2, new Date("2026-07-11T00:00:00Z"));
    download();
    const { stdout } = await offline();
    expect(stdout).toMatch(/^not checked: .*20260710T050000Z.json.gz: its signature is in the metadata/m);
    expect(stdout).toMatch(/^not checked: .*20260711T020000Z.json.gz: its signature is in the metadata/m);
  });

  test.each([
    [{ PublicKeyList: "x" }, /contains no public key/],
    [{ PublicKeyList: [null] }, /contains no public key/],
    [{ PublicKeyList: [{ Fingerprint: "f", Value: "bm9uc2Vuc2U=" }] }, /the key f is not an RSA public key in base64/],
    [{ PublicKeyList: [{ Fingerprint: "f", Value: 5 }] }, /the key f is not an RSA public key in base64/],
  ])("keys such as %j are refused", async (keys, message) => {
    writeFileSync(join(folder, "keys.json"), JSON.stringify(keys));
    download();
    const { exitCode, stderr } = await offline();
    expect([exitCode, stderr]).toEqual([3, expect.stringMatching(message)]);
  });

  test("a changed digest is found", async () => {
    rewrite(digest(1), (text) => JSON.stringify({ ...JSON.parse(text), logFiles: [] }));
    download();
    const { exitCode, stdout } = await offline();
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/forged .*020000Z/);
  });
});
