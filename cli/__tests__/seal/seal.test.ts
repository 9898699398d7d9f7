// Loaded with the file: the first test shall not wait for it.
import "../../src/seal/run";
import "../../src/verify/run";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runCommand } from "../support/commands";
import { type Bucket, StandIn, serveBuckets, serveSigningKey, storedObject } from "../support/stand-in";

const now = new Date("2026-07-14T12:00:00Z");
const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 6, day, hour));
const key = (id: string) => `sessions/111122223333/eu-west-1/${id}.log`;

let aws: StandIn;
let bucket: Bucket;
let folder: string;
let pem: string;
beforeEach(async () => {
  aws = await StandIn.start();
  bucket = new Map();
  serveBuckets(aws, new Map([["evidence", bucket]]));
  folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  pem = join(folder, "key.pem");
  writeFileSync(pem, serveSigningKey(aws));
  bucket.set(key("alice-1"), storedObject("alice", at(10)));
  bucket.set(key("bob-1"), storedObject("bob", at(10, 23)));
  bucket.set(key("carol-1"), storedObject("carol", at(12)));
  bucket.set("ledger/date=2026-07-12/account=111122223333/region=eu-west-1/a.jsonl", storedObject("{}\n", at(12)));
});
afterEach(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

const run = (args: readonly string[], time = now) => runCommand(args, { aws, now: time });
const seal = (args: readonly string[] = ["--from", "2026-07-10"], time = now) =>
  run(
    ["seal", "--bucket", "evidence", "--prefix", "sessions/", "--prefix", "ledger/", "--key", "alias/seals", ...args],
    time,
  );
const verify = (...args: string[]) => run(["verify", "--bucket", "evidence", "--public-key", pem, ...args]);
const lines = (key: string) =>
  bucket
    .get(key)!
    .body.toString()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
const days = () => [...bucket.keys()].filter((name) => name.startsWith("seals/")).sort();

test("every day that is over gets a seal, days without objects too", async () => {
  const { exitCode, stdout } = await seal();
  expect(exitCode).toBe(0);
  expect(stdout.match(/^sealed \S+ \d+ objects/gm)).toEqual([
    "sealed 2026-07-10: 2 objects",
    "sealed 2026-07-11: 0 objects",
    "sealed 2026-07-12: 2 objects",
    "sealed 2026-07-13: 0 objects",
  ]);
  expect(lines("seals/2026-07-10.jsonl")).toEqual([
    { version: 1, day: "2026-07-10", prefixes: ["sessions/", "ledger/"], objects: 2, previous: null },
    { key: key("alice-1"), bytes: 5, sha256: "2bd806c97f0e00af1a1fc3328fa763a9269723c8db8fac4f93af71db186d6e90" },
    { key: key("bob-1"), bytes: 3, sha256: "81b637d8fcd2c6da6359e6963113a1170de795e4b725b84d1e0b4cfd9ec58ce9" },
    { algorithm: "ECDSA_SHA_256", keyId: expect.stringContaining(":key/"), signature: expect.any(String) },
  ]);
});

test("a day is not sealed before it has been over for six hours", async () => {
  await seal(undefined, new Date("2026-07-12T05:59:59Z"));
  expect(days()).toEqual(["seals/2026-07-10.jsonl"]);
  await seal([], new Date("2026-07-12T06:00:00Z"));
  expect(days()).toEqual(["seals/2026-07-10.jsonl", "seals/2026-07-11.jsonl"]);
});

test("what is sealed is not sealed again; a later run goes on from there", async () => {
  await seal(undefined, at(12));
  const before = bucket.get("seals/2026-07-10.jsonl")!.body;
  expect((await seal([])).stdout).toMatch(/^sealed 2026-07-12: 2 objects.*\nsealed 2026-07-13/);
  expect((await seal([])).stdout).toBe("nothing to seal: every day up to 2026-07-13 has its seal\n");
  expect(bucket.get("seals/2026-07-10.jsonl")!.body).toBe(before);
  expect((await verify()).exitCode).toBe(0);
});

test("a run that broke off between two days is caught up by the next", async () => {
  aws.fail("kms:Sign", "denied", { after: 2, times: 1 });
  const { exitCode, stderr } = await seal();
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("needs kms:Sign")]);
  expect(days()).toEqual(["seals/2026-07-10.jsonl", "seals/2026-07-11.jsonl"]);
  expect((await seal([])).stdout).toMatch(/^sealed 2026-07-12: 2 objects.*\nsealed 2026-07-13/);
  expect((await verify()).stdout).toContain("4 seals");
});

test.each(["ECDSA_SHA_256", "RSASSA_PSS_SHA_256", "RSASSA_PKCS1_V1_5_SHA_256"])(
  "keys for %s can sign",
  async (algorithm) => {
    writeFileSync(pem, serveSigningKey(aws, algorithm));
    await seal();
    expect(lines("seals/2026-07-10.jsonl").at(-1).algorithm).toBe(algorithm);
    expect((await verify()).exitCode).toBe(0);
  },
);

describe("is refused", () => {
  test.each([
    [[], /there is no seal yet: give --from/],
    [["--from", "2026-07-14"], /--from must be a day that is over, 2026-07-13 at the latest, got: 2026-07-14/],
    [["--from", "2026-02-30"], /--from must be a day, such as 2026-07-14, got: 2026-02-30/],
  ])("with %j", async (args, message) => {
    const { exitCode, stderr } = await seal(args);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(message);
  });

  test("with a key for encryption", async () => {
    aws.answer("kms:GetPublicKey", { KeyId: "k", KeyUsage: "ENCRYPT_DECRYPT", PublicKey: "AA==" });
    expect((await seal()).stderr).toMatch(/--key must be an asymmetric KMS key for signing/);
  });
});

describe("verify", () => {
  beforeEach(async () => {
    await seal();
  });

  const finding = async (...args: string[]) => {
    const { exitCode, stdout } = await verify(...args);
    return {
      exitCode,
      found: stdout.split("\n").filter((line) => /^(changed|dropped|added|swapped|forged)/.test(line)),
    };
  };
  const move = (from: string, to: string) => {
    const [a, b] = [bucket.get(from)!, bucket.get(to)!];
    bucket.set(from, b).set(to, a);
  };
  const seals = (day: number) => `seals/2026-07-${day}.jsonl`;
  const edit = (name: string, change: (text: string) => string) => {
    const object = bucket.get(name)!;
    object.body = Buffer.from(change(object.body.toString()));
  };

  test("finds nothing where nothing was touched", async () => {
    const { exitCode, stdout } = await verify();
    expect(exitCode).toBe(0);
    expect(stdout).toBe("checked: 4 seals, 2026-07-10 to 2026-07-13, and 4 objects; nothing has changed\n");
  });

  test.each<[string, () => void, readonly RegExp[]]>([
    [
      "a changed transcript",
      () => edit(key("alice-1"), () => "alicE"),
      [/^changed .*alice-1.log: its content is not what was sealed/],
    ],
    [
      "a dropped transcript",
      () => bucket.delete(key("bob-1")),
      [/^dropped .*bob-1.log: it was sealed, but is missing/],
    ],
    [
      "a transcript added to a sealed day",
      () => bucket.set(key("eve-1"), storedObject("x", at(11))),
      [/^added .*eve-1.log: written on 2026-07-11, but no seal names it/],
    ],
    [
      "two swapped transcripts",
      () => move(key("alice-1"), key("bob-1")),
      [
        /^swapped .*alice-1.log: it contains what .*bob-1.log contained/,
        /^swapped .*bob-1.log: it contains what .*alice-1.log contained/,
      ],
    ],
    [
      "a changed ledger file",
      () => edit("ledger/date=2026-07-12/account=111122223333/region=eu-west-1/a.jsonl", () => "[]\n"),
      [/^changed .*a.jsonl/],
    ],
    ["a dropped seal", () => bucket.delete(seals(11)), [/^dropped .*07-11.jsonl: the seal of 2026-07-11/]],
    [
      "the first seal dropped",
      () => bucket.delete(seals(10)),
      [/^dropped .*07-11.jsonl: .*older seals were dropped/, /^added .*alice-1/, /^added .*bob-1/],
    ],
    ["the last seals dropped", () => [12, 13].map((day) => bucket.delete(seals(day))), [/^dropped .*07-12.jsonl/]],
    [
      "two swapped seals",
      () => move(seals(11), seals(12)),
      [
        /^swapped .*07-11.jsonl: it contains the seal of 2026-07-12: seals were swapped or reordered/,
        /^swapped .*07-12.jsonl/,
      ],
    ],
    [
      "a seal from which an object was struck",
      () =>
        edit(seals(10), (text) =>
          text
            .split("\n")
            .filter((line) => !line.includes("alice-1"))
            .join("\n")
            .replace('"objects":2', '"objects":1'),
        ),
      [
        /^forged .*07-10.jsonl/,
        /^changed .*07-11.jsonl: the previous seal is not the one that it names/,
        /^added .*alice-1/,
      ],
    ],
    [
      "a seal whose lines were reordered",
      () =>
        edit(seals(10), (text) => {
          const [head, a, b, ...rest] = text.split("\n");
          return [head, b, a, ...rest].join("\n");
        }),
      [/^forged .*07-10.jsonl/, /^changed .*07-11.jsonl/],
    ],
    [
      "a seal that is none",
      () => edit(seals(12), () => "nonsense\n"),
      [/^changed .*07-12.jsonl: it is not a valid seal/],
    ],
  ])("finds %s", async (_name, tamper, expected) => {
    tamper();
    const { exitCode, found } = await finding();
    expect(exitCode).toBe(1);
    for (const pattern of expected) expect(found).toContainEqual(expect.stringMatching(pattern));
  });

  test("finds what was overwritten after it had been sealed, though a later seal names what is there now", async () => {
    bucket.set(key("alice-1"), storedObject("nothing happened", at(14)));
    await seal([], new Date("2026-07-15T12:00:00Z"));
    const { exitCode, found } = await finding();
    expect(exitCode).toBe(1);
    expect(found).toEqual([
      expect.stringMatching(/^changed .*alice-1.log: it was overwritten on 2026-07-14, after it/),
    ]);
  });

  test("an object that was written again as it was is none", async () => {
    bucket.set(key("alice-1"), storedObject("alice", at(14)));
    await seal([], new Date("2026-07-15T12:00:00Z"));
    expect(await finding()).toEqual({ exitCode: 0, found: [] });
  });

  test.each<[string, (line: Record<string, unknown>) => unknown]>([
    ["prefixes that are no list", (line) => ("prefixes" in line ? { ...line, prefixes: 5 } : line)],
    ["prefixes that are no texts", (line) => ("prefixes" in line ? { ...line, prefixes: [null] } : line)],
    ["a day that is no text", (line) => ("day" in line ? { ...line, day: 20260710 } : line)],
    ["objects without a key", ({ key: _, ...line }) => line],
    ["an object that is none", (line) => ("bytes" in line ? null : line)],
    ["a signature without an algorithm", ({ algorithm: _, ...line }) => line],
  ])("a seal with %s is no seal", async (_name, change) => {
    edit(seals(10), (text) =>
      text
        .split("\n")
        .map((line) => line && JSON.stringify(change(JSON.parse(line))))
        .join("\n"),
    );
    const { exitCode, found } = await finding();
    expect(exitCode).toBe(1);
    expect(found).toContainEqual(expect.stringMatching(/^changed .*07-10.jsonl: it is not a valid seal/));
  });

  test("finds seals that somebody else signed", async () => {
    for (const name of days()) bucket.delete(name);
    serveSigningKey(aws);
    await seal();
    const { found } = await finding();
    expect(found).toHaveLength(4);
    expect(found[0]).toMatch(/^forged .*none of the given keys signed/);
  });

  test("takes the key from KMS where no public key is at hand", async () => {
    expect((await run(["verify", "--bucket", "evidence", "--key", "alias/seals"])).exitCode).toBe(0);
  });

  test("says what is yet to be sealed", async () => {
    bucket.set(key("dan-1"), storedObject("dan", at(14)));
    const { exitCode, stdout } = await verify();
    expect(exitCode).toBe(0);
    expect(stdout).toContain("not checked: 1 object was written after 2026-07-13, the last sealed day");
  });

  test("one object that cannot be read does not end the check of the others", async () => {
    edit(key("carol-1"), () => "x");
    // The four seals are read first.
    aws.fail("s3:GetObject", "denied", { after: 4, times: 1 });
    const { stdout } = await verify();
    expect(stdout).toMatch(/^changed .*carol-1/);
    expect(stdout).toMatch(/^could not be read: .*needs s3:GetObject/m);
    bucket.set(key("carol-1"), storedObject("carol", at(12)));
    aws.fail("s3:GetObject", "denied", { after: 4, times: 1 });
    expect((await verify()).exitCode).toBe(2);
  });

  describe("offline, on a folder", () => {
    const download = () => {
      for (const [name, { body, lastModified }] of bucket) {
        const path = join(folder, "copy", name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, body);
        utimesSync(path, lastModified, lastModified);
      }
    };
    const offline = (...args: string[]) =>
      runCommand(["verify", "--folder", join(folder, "copy"), "--public-key", pem, ...args], { now });

    test("needs nothing but the public key", async () => {
      download();
      const calls = aws.calls.length;
      const { exitCode, stdout } = await offline();
      expect(exitCode).toBe(0);
      expect(stdout).toContain("4 objects; nothing has changed");
      expect(aws.calls).toHaveLength(calls);
    });

    test("finds what was changed and added", async () => {
      edit(key("alice-1"), () => "x");
      bucket.set(key("eve-1"), storedObject("x", at(11)));
      download();
      const { exitCode, stdout } = await offline();
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/changed .*alice-1[\s\S]*added .*eve-1/);
    });

    test("finds that seals end early, where it is told until when they must be", async () => {
      download();
      expect((await offline("--until", "2026-07-14")).stdout).toMatch(/^dropped .*2026-07-14.jsonl/);
    });

    test("a key that leads out of the folder is a dropped object", async () => {
      edit(seals(10), (text) => text.replace(key("alice-1"), "../../../../../../etc/hostname"));
      download();
      expect((await offline()).stdout).toContain("dropped  ../../../../../../etc/hostname");
    });
  });

  test.each([
    [["verify"], /give one of --bucket and --folder/],
    [["verify", "--bucket", "b", "--folder", "f"], /give one of --bucket and --folder/],
    [["verify", "--bucket", "b"], /give --public-key/],
    [["verify", "--bucket", "b", "--no-seals"], /--no-seals leaves nothing to check/],
    [["verify", "--bucket", "b", "--public-key", "/does/not/exist"], /--public-key cannot be read/],
  ])("refuses %j", async (args, message) => {
    const { exitCode, stderr } = await run(args);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(message);
  });
});
