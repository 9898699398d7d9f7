import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { events, table } from "../session-events/pattern-table";
import { matches } from "../support/event-pattern";
import { describeTerraform } from "../support/terraform/describe-terraform";

const ofModules = Object.entries(table).map(([name, { pattern }]): [string, object] => [name, pattern]);
const operators: readonly [string, object][] = [
  ["prefix, suffix", { source: [{ prefix: "aws." }], detail: { eventName: [{ suffix: "Session" }] } }],
  ["equals-ignore-case", { detail: { eventName: [{ "equals-ignore-case": "startsession" }] } }],
  ["wildcard", { detail: { requestParameters: { target: [{ wildcard: "i-*ece" }] } } }],
  ["anything-but", { source: [{ "anything-but": ["aws.ssm", "aws.s3"] }] }],
  ["anything-but a prefix", { source: [{ "anything-but": { prefix: "aws.s" } }] }],
  ["exists", { detail: { errorCode: [{ exists: true }] } }],
  ["cidr", { detail: { sourceIPAddress: [{ cidr: "203.0.113.0/24" }] } }],
  ["null", { detail: { responseElements: [null] } }],
  ["a boolean", { detail: { managementEvent: [true] } }],
  ["numeric of a text", { detail: { eventVersion: [{ numeric: [">", 1] }] } }],
  ["$or", { $or: [{ source: ["aws.s3"] }, { region: ["cn-north-1"] }], account: ["111122223333"] }],
];
const patterns = Object.fromEntries([...ofModules, ...operators]);

describeTerraform("The emulated EventBridge", ({ python }) => {
  let matchedThere: Readonly<Record<string, readonly string[]>>;

  beforeAll(() => {
    const script = join(__dirname, "../support/emulator/matched.py");
    const { stdout, stderr } = spawnSync(python, [script], {
      input: JSON.stringify({ patterns, events }),
      encoding: "utf8",
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    });
    if (!stdout) throw new Error(stderr);
    matchedThere = JSON.parse(stdout);
  }, 60_000);

  it.each(Object.entries(patterns))("agrees with the matcher of the tests: %s", (name, pattern) => {
    expect(matchedThere[name]).toEqual(Object.keys(events).filter((event) => matches(pattern, events[event])));
  });
});
