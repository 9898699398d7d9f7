import { Token } from "cdktf";

const circular: Record<string, unknown> = { name: "round" };
circular.itself = circular;

/** Values that TypeScript would not let through, and that a program without its checks passes all the same. */
export const zoo: Readonly<Record<string, unknown>> = {
  null: null,
  "a number": 5,
  "not a number": Number.NaN,
  "a big integer": 10n,
  "a symbol": Symbol("s"),
  "a flag": true,
  "an empty text": "",
  "a text": "text",
  "a long text": "x".repeat(100_000),
  "an empty list": [],
  "a list of nothing": [undefined],
  "a list of nulls": [null],
  "a nested list": [["a"]],
  "an empty object": {},
  "an object": { a: 1 },
  "an object without a prototype": Object.create(null),
  "an object that contains itself": circular,
  "a list that contains a circle": [circular],
  "a function": () => "called",
  "a date": new Date(0),
  "an error": new Error("an error"),
  "a token as an object": Token.asAny({ resolve: () => "x", creationStack: [], toString: () => "token" }),
  "a list token": Token.asList("unknown"),
};
