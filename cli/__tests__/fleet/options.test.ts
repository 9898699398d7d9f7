import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { addFleetOptions, fleetOptions } from "../../src/fleet/options";

const parse = (...args: string[]) =>
  fleetOptions(
    addFleetOptions(new Command().exitOverride().configureOutput({ writeErr: () => {} }))
      .parse(args, { from: "user" })
      .opts(),
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "accounts-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (text: string): string => {
  const path = join(folder, "accounts");
  writeFileSync(path, text);
  return path;
};

test("nothing given means the caller's account and its enabled Regions", () => {
  expect(parse()).toEqual({ concurrency: 32 });
});

test("accounts and Regions may be repeated or joined by commas, and count once", () => {
  const options = parse(
    "--account",
    "111122223333,222233334444",
    "--account",
    "111122223333",
    "--region",
    "eu-west-1, us-gov-west-1",
  );
  expect(options.accounts).toEqual(["111122223333", "222233334444"]);
  expect(options.regions).toEqual(["eu-west-1", "us-gov-west-1"]);
});

test("a file holds one account a line, with comments", () => {
  expect(parse("--accounts-file", file("# prod\n111122223333 # shop\r\n\n222233334444\n")).accounts).toEqual([
    "111122223333",
    "222233334444",
  ]);
});

test.each([
  [["--account", "1234"], /--account must be an account id of 12 digits, got: 1234/],
  [["--account", "111122223333,"], /12 digits, got: ""/],
  [["--region", "europe"], /--region must be the code of a Region, such as eu-west-1, got: europe/],
  [["--role", "arn:aws:iam::111122223333:role/X"], /--role must be the name of a role, not an ARN/],
  [["--external-id", "x"], /--external-id goes with --role/],
  [["--organization", "--account", "111122223333"], /give one of --account, --accounts-file and --organization/],
  [["--accounts-file", "/does/not/exist"], /--accounts-file cannot be read/],
  [["--concurrency", "0"], /whole number from 1 to 256/],
  [["--concurrency", "257"], /whole number from 1 to 256/],
])("refuses %j", (args, message) => {
  expect(() => parse(...args)).toThrow(message);
});

test.each([
  ["111122223333\nprod\n", /line 2: an account id has 12 digits, got: prod/],
  ["# nothing\n", /contains no account id/],
])("refuses a file that holds %j", (text, message) => {
  expect(() => parse("--accounts-file", file(text))).toThrow(message);
});
