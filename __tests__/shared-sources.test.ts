/** How workers of the tests load the library. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Loader {
  require(file: string): Record<string, unknown>;
  readonly stale: boolean;
}
const SharedSources: new (
  compiler: object,
  cache: string,
  renamed: (request: string) => string,
) => Loader = require("../scripts/jest/shared-sources");

const compiler = { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } };
const folder = mkdtempSync(join(tmpdir(), "sources-"));
const file = (name: string) => join(folder, name);
const loader = (renamed = (request: string) => request) => new SharedSources(compiler, file("cache"), renamed);

beforeEach(() => {
  writeFileSync(file("base.ts"), 'import { sep } from "separator";\nexport const base: string = sep;\n');
  writeFileSync(file("top.ts"), 'import { base } from "./base";\nexport const top = `${base}top`;\n');
});

afterAll(() => rmSync(folder, { recursive: true }));

const withPath = () => loader((request) => (request === "separator" ? "node:path" : request));

test("sources find each other, and packages under the name of the project", () => {
  expect(withPath().require(file("top.ts"))).toMatchObject({ top: "/top" });
});

test("a source is loaded once", () => {
  const sources = withPath();
  expect(sources.require(file("base.ts"))).toBe(sources.require(file("base.ts")));
});

test("sources that have changed since are not taken for the same", () => {
  const sources = withPath();
  sources.require(file("top.ts"));
  expect(sources.stale).toBe(false);
  utimesSync(file("base.ts"), 1, 1);
  expect(sources.stale).toBe(true);
});

test("an error names the line of the source", () => {
  writeFileSync(
    file("broken.ts"),
    'interface Unused {\n  readonly here: string;\n}\nexport const broken = (): Unused => {\n  throw new Error("no");\n};\n',
  );
  const { broken } = loader().require(file("broken.ts")) as { broken: () => unknown };
  let stack = "";
  try {
    broken();
  } catch (error) {
    stack = (error as Error).stack!;
  }
  expect(stack).toMatch(/broken\.ts:5:/);
});
