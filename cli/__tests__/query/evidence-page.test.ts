/** docs/evidence.md: ten questions, and commands that run as they stand there. */
import "../../src/report/run";
import "../../src/seal/run";
import "../../src/verify/run";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { evidenceQueries } from "../../../modules/evidence";
import { accounts, playOrganization, regions } from "../../../scripts/report-demo/organization";
import { runCommand } from "../support/commands";
import { writeEvidence } from "../support/evidence";
import { type Bucket, StandIn, serveBuckets, serveSigningKey, storedObject } from "../support/stand-in";
import { playTrail } from "../support/trail-files";

const page = readFileSync(resolve(__dirname, "../../../docs/evidence.md"), "utf8");
/** With an argument, so that words about a command are none. */
const commands = [...page.matchAll(/session-audit ((?:query|report|seal|verify) [^`\n]*--[^`\n]*)/g)].map(
  ([, line]) => line!,
);
const commandsOf = (name: string) => commands.filter((line) => line.startsWith(`${name} `));

// DuckDB has the clock of the machine.
const today = new Date();
let samples: string;
beforeAll(() => {
  samples = mkdtempSync(join(tmpdir(), "session-audit-"));
  writeEvidence(join(samples, "evidence"), { now: today, noise: 10, sessions: 60 });
});
afterAll(() => rmSync(samples, { recursive: true }));

let folder: string;
let aws: StandIn;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  aws = await StandIn.start({ accounts, regions });
});
afterEach(async () => {
  await aws.stop();
  rmSync(folder, { recursive: true });
});

/** Files and folders of the page are below a folder of the tests. */
function runLine(line: string, root: string, now?: Date) {
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  const isFile = /^\.\/evidence$|\.(?:csv|html|pem|json)$/;
  const local = args.map((arg) => (isFile.test(arg) ? join(root, arg) : arg));
  return runCommand(local, { aws, now });
}

test("there are ten questions, each with a command", () => {
  const sections = page.split(/^## /m).slice(1);
  const numbered = sections.filter((section) => /^\d+\. .*\?\n/.test(section));
  expect(numbered.map((section) => Number.parseInt(section, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const section of numbered) expect(section).toMatch(/^session-audit /m);
});

test("every saved question answers one of them", () => {
  const asked = commandsOf("query").map((line) => line.split(" ")[1]);
  expect(evidenceQueries.map(({ name }) => name).filter((name) => !asked.includes(name))).toEqual([]);
});

test("every command stands here with what it takes", () => {
  for (const [line] of page.matchAll(/^session-audit .*/gm)) expect(commands).toContain(line.slice(14));
});

test.each(commandsOf("query"))("%s", async (line) => {
  const { exitCode, stderr, stdout } = await runLine(line, samples, today);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^\d+ rows?$/m);
});

// The page that it writes needs a build, and has tests of its own.
test.each(commandsOf("report"))("%s", async (line) => {
  const now = new Date("2026-07-14T12:00:00Z");
  playOrganization(aws, now, 40);
  const [withoutPage, page] = line.split(" --html ");
  expect(page).toBe("sessions.html");
  const { exitCode, stdout } = await runLine(withoutPage!, folder, now);
  expect(stdout).toContain("1 missing; 1 partial;");
  expect(exitCode).toBe(1);
});

test("what is sealed as the page says is verified as the page says, and a change is found", async () => {
  const bucket: Bucket = new Map();
  serveBuckets(aws, new Map([["acme-archive-transcripts", bucket]]));
  serveSigningKey(aws);
  const at = new Date("2026-07-10T09:00:00Z");
  const place = "date=2026-07-10/account=111122223333/region=eu-west-1";
  const transcript = "sessions/111122223333/eu-west-1/alice-1.log";
  for (const key of [`ledger/${place}/a.jsonl`, "collections/date=2026-07-10/a.jsonl", transcript]) {
    bucket.set(key, storedObject("{}\n", at));
  }
  const [seal, ...others] = commandsOf("seal");
  const [verify, ...more] = commandsOf("verify");
  expect([others, more]).toEqual([[], []]);
  expect(await runLine(seal!, folder)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("2026-07-10: 3 objects"),
  });

  const { publicKeys } = playTrail(bucket, "trail", 3);
  writeFileSync(join(folder, "trail-keys.json"), JSON.stringify({ PublicKeyList: publicKeys }));
  for (const [key, { body, lastModified }] of bucket) {
    const path = join(folder, "evidence", key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
    utimesSync(path, lastModified, lastModified);
  }
  expect(await runLine(verify!, folder)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining("nothing has changed"),
  });
  writeFileSync(join(folder, "evidence", transcript), "another\n");
  expect(await runLine(verify!, folder)).toMatchObject({ exitCode: 1, stdout: expect.stringContaining(transcript) });
});
