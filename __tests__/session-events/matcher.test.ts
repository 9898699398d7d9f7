import { matches } from "../support/event-pattern";

/** The matcher of the tests, against the examples of EventBridge's documentation and of Event Ruler's. */
type Case = [what: string, pattern: unknown, event: unknown, expected: boolean];

const cases: Case[] = [
  ["an exact text", { state: ["ok"] }, { state: "ok" }, true],
  ["another text", { state: ["ok"] }, { state: "OK" }, false],
  ["one of several texts", { state: ["ok", "fine"] }, { state: "fine" }, true],
  ["a number", { count: [300] }, { count: 300 }, true],
  ["a number against its text", { count: [300] }, { count: "300" }, false],
  ["a boolean", { on: [true] }, { on: true }, true],
  ["null", { answer: [null] }, { answer: null }, true],
  ["null against an empty text", { answer: [null] }, { answer: "" }, false],
  ["an empty text", { answer: [""] }, { answer: "" }, true],
  ["a missing field", { answer: [""] }, {}, false],
  ["all fields", { a: ["1"], b: ["2"] }, { a: "1", b: "2", c: "3" }, true],
  ["one field of two", { a: ["1"], b: ["2"] }, { a: "1", b: "3" }, false],
  ["a nested field", { detail: { state: ["ok"] } }, { detail: { state: "ok" } }, true],
  ["a field of a text", { detail: { state: ["ok"] } }, { detail: "ok" }, false],
  ["an array with the text", { resources: ["b", "c"] }, { resources: ["a", "b"] }, true],
  ["an array without it", { resources: ["c"] }, { resources: ["a", "b"] }, false],
  ["an object in an array", { resources: { ARN: ["b"] } }, { resources: [{ ARN: "a" }, { ARN: "b" }] }, true],
  ["fields of two objects in an array", { l: { a: ["1"], b: ["2"] } }, { l: [{ a: "1" }, { b: "2" }] }, false],
  ["fields of one object in an array", { l: { a: ["1"], b: ["2"] } }, { l: [{ a: "1", b: "2" }] }, true],
  ["prefix", { time: [{ prefix: "2017-10-02" }] }, { time: "2017-10-02T18:43:48Z" }, true],
  ["prefix of a number", { time: [{ prefix: "20" }] }, { time: 2017 }, false],
  ["prefix, ignoring case", { name: [{ prefix: { "equals-ignore-case": "aws-" } }] }, { name: "AWS-Start" }, true],
  ["suffix", { file: [{ suffix: ".png" }] }, { file: "a.png" }, true],
  ["suffix, ignoring case", { file: [{ suffix: { "equals-ignore-case": ".png" } }] }, { file: "a.PNG" }, true],
  ["equals-ignore-case", { state: [{ "equals-ignore-case": "OK" }] }, { state: "ok" }, true],
  ["wildcard", { file: [{ wildcard: "dir/*/a.*" }] }, { file: "dir/x/y/a.png" }, true],
  ["wildcard for nothing", { file: [{ wildcard: "a*" }] }, { file: "a" }, true],
  ["wildcard with a dot", { file: [{ wildcard: "a.b*" }] }, { file: "axb" }, false],
  ["an escaped asterisk", { file: [{ wildcard: "a\\*b" }] }, { file: "a*b" }, true],
  ["an escaped asterisk is none", { file: [{ wildcard: "a\\*b" }] }, { file: "axb" }, false],
  ["anything-but", { state: [{ "anything-but": "init" }] }, { state: "ok" }, true],
  ["anything-but the value", { state: [{ "anything-but": "init" }] }, { state: "init" }, false],
  ["anything-but, missing", { state: [{ "anything-but": "init" }] }, {}, false],
  ["anything-but a list", { state: [{ "anything-but": ["a", "b"] }] }, { state: "b" }, false],
  ["anything-but a number", { limit: [{ "anything-but": [100, 200] }] }, { limit: 300 }, true],
  ["anything-but a prefix", { state: [{ "anything-but": { prefix: "init" } }] }, { state: "initial" }, false],
  ["anything-but prefixes", { state: [{ "anything-but": { prefix: ["a", "init"] } }] }, { state: "initial" }, false],
  ["anything-but a suffix", { file: [{ "anything-but": { suffix: ".txt" } }] }, { file: "a.png" }, true],
  ["anything-but a wildcard", { file: [{ "anything-but": { wildcard: "*/lib/*" } }] }, { file: "a/lib/b" }, false],
  ["anything-but, ignoring case", { s: [{ "anything-but": { "equals-ignore-case": ["A"] } }] }, { s: "a" }, false],
  ["numeric", { count: [{ numeric: [">", 0, "<=", 5] }] }, { count: 5 }, true],
  ["numeric, beyond", { count: [{ numeric: [">", 0, "<=", 5] }] }, { count: 6 }, false],
  ["numeric of a text", { count: [{ numeric: ["=", 5] }] }, { count: "5" }, false],
  ["exists", { state: [{ exists: true }] }, { state: null }, true],
  ["exists, missing", { state: [{ exists: true }] }, {}, false],
  ["exists of an object", { detail: [{ exists: true }] }, { detail: { state: "ok" } }, false],
  ["does not exist", { state: [{ exists: false }] }, { other: 1 }, true],
  ["does not exist below nothing", { detail: { state: [{ exists: false }] } }, {}, true],
  ["does not exist, but does", { state: [{ exists: false }] }, { state: "" }, false],
  ["does not exist, or a value", { state: [{ exists: false }, "ok"] }, { state: "ok" }, true],
  ["cidr", { ip: [{ cidr: "10.0.0.0/24" }] }, { ip: "10.0.0.255" }, true],
  ["cidr, beyond", { ip: [{ cidr: "10.0.0.0/24" }] }, { ip: "10.0.1.0" }, false],
  ["cidr of IPv6", { ip: [{ cidr: "2001:db8::/32" }] }, { ip: "2001:db8::1" }, true],
  ["cidr of a name", { ip: [{ cidr: "10.0.0.0/8" }] }, { ip: "ssm.amazonaws.com" }, false],
  ["$or, first", { $or: [{ a: ["1"] }, { b: ["2"] }] }, { a: "1" }, true],
  ["$or, second", { $or: [{ a: ["1"] }, { b: ["2"] }] }, { b: "2" }, true],
  ["$or, neither", { $or: [{ a: ["1"] }, { b: ["2"] }] }, { a: "2", b: "1" }, false],
  ["$or and a field", { c: ["3"], $or: [{ a: ["1"] }, { b: ["2"] }] }, { a: "1" }, false],
  ["$or in $or", { $or: [{ $or: [{ a: ["1"] }, { b: ["2"] }] }, { c: ["3"] }] }, { b: "2" }, true],
  ["$or in detail", { detail: { $or: [{ a: ["1"] }, { b: ["2"] }] } }, { detail: { b: "2" } }, true],
];

test.each(cases)("%s", (_what, pattern, event, expected) => {
  expect(matches(pattern, event)).toBe(expected);
});

test("an unknown operator is no match but a mistake", () => {
  expect(() => matches({ state: [{ like: "ok" }] }, { state: "ok" })).toThrow("no operator like");
});
