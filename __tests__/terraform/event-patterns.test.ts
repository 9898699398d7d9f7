import { events, table } from "../session-events/pattern-table";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { matches } from "../support/event-pattern";
import { describeTerraform } from "../support/terraform/describe-terraform";

jest.setTimeout(60_000);

/** The emulator does not look into lists of objects, where KMS records which key a call was about. */
const looksIntoLists = (pattern: object) => JSON.stringify(pattern).includes('"resources"');

describeTerraform("The emulated EventBridge", (tooling) => {
  let emulator: Emulator;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
  });

  afterAll(() => emulator?.stop());

  async function matchedThere(pattern: object): Promise<string[]> {
    const results = await Promise.all(
      Object.entries(events).map(async ([name, event]) => {
        const input = { EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) };
        const { status, body } = await awsCall(emulator, "events", "TestEventPattern", input);
        expect(status).toBe(200);
        return body.Result ? [name] : [];
      }),
    );
    return results.flat();
  }

  const comparable = Object.entries(table).filter(([, { pattern }]) => !looksIntoLists(pattern));

  it.each(comparable)("agrees with the matcher of the tests: %s", async (_name, { pattern }) => {
    const matchedHere = Object.keys(events).filter((name) => matches(pattern, events[name]));
    expect(await matchedThere(pattern)).toEqual(matchedHere);
  });

  it("is asked about all patterns but those of tampering, which look into lists of objects", () => {
    const asked = comparable.map(([name]) => name);
    expect(Object.keys(table).filter((name) => !asked.includes(name))).toEqual([
      "tampering(whole chain), rule 1 of 3",
      "tampering(keys)",
      "tampering(key without a known alias)",
    ]);
  });

  it.each([
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
  ])("agrees with the matcher of the tests: %s", async (_name, pattern) => {
    const matchedHere = Object.keys(events).filter((name) => matches(pattern, events[name]));
    expect(await matchedThere(pattern)).toEqual(matchedHere);
  });
});
