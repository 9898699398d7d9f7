/** Who may import whom: one direction, no way back. What a folder and a file look like is in house-folders.test.ts. */
import { filesBelow, foldersIn, type Import, importsOf, read } from "./support/sources";

const modules = foldersIn("modules").filter((name) => !["facts", "evidence", "core", "topologies"].includes(name));
const topologies = foldersIn("modules/topologies");
const sources = [...filesBelow("modules"), ...filesBelow("examples"), "main.ts"];

/** Parts of topologies: not for users, and imported by topologies only. */
const sharedParts = ["account-access", "regional-audit"];

interface Layer {
  readonly files: RegExp;
  readonly may: (imported: Import, file: string) => boolean;
}

const oneOf = (...names: readonly string[]): string => `(?:${names.join("|")})`;
const siblings = new RegExp(`^\\.\\./${oneOf(...modules)}$`);
const fromTopology = new RegExp(`^\\.\\./\\.\\./${oneOf("facts", "core", ...modules)}$`);
const parts = new RegExp(`^\\.\\./${oneOf(...sharedParts)}$`);
const ownFile = /^\.\/[\w-]+$/;

/** What belongs to whoever deploys: no module makes an App or chooses a backend. */
const ofTheCaller = /^(App|\w+Backend)$/;
const framework = ({ from, names }: Import) =>
  /^(cdktf|constructs|node:util)$/.test(from) && !names.some((name) => ofTheCaller.test(name));
const resource = ({ from }: Import) => /^@cdktf\/provider-aws\/lib\/(?!index$|provider$)[\w-]+$/.test(from);
const is = (pattern: RegExp) => (imported: Import) => pattern.test(imported.from);
const any =
  (...rules: Layer["may"][]): Layer["may"] =>
  (imported, file) =>
    rules.some((rule) => rule(imported, file));

const layers: Readonly<Record<string, Layer>> = {
  "facts import nothing": { files: /^modules\/facts\//, may: is(ownFile) },
  "core imports facts and no module": {
    files: /^modules\/core\//,
    // It looks the account up, and creates nothing.
    may: any(framework, is(/^\.\.\/facts$/), is(/^@cdktf\/provider-aws\/lib\/data-aws-[\w-]+$/), is(ownFile)),
  },
  "evidence imports facts, so that commands and functions can use it": {
    files: /^modules\/evidence\//,
    may: any(is(/^\.\.\/facts$/), is(ownFile)),
  },
  "a module imports facts, core, resources by deep path, and types of its siblings": {
    files: new RegExp(`^modules/${oneOf(...modules)}/`),
    may: any(framework, resource, is(ownFile), is(/^\.\.\/(core|facts)$/), (i) => siblings.test(i.from) && i.typeOnly),
  },
  "a topology imports facts, core and modules, neither resources nor other topologies": {
    files: /^modules\/topologies\//,
    may: any(framework, is(ownFile), is(fromTopology), is(parts)),
  },
  "an example imports what a user would: indexes, the provider, stacks and backends": {
    files: /^examples\//,
    may: any(
      is(/^(cdktf|constructs|@cdktf\/provider-aws\/lib\/provider)$/),
      is(/^cdktf-session-audit(\/lib\/core)?$/),
      is(new RegExp(`^cdktf-session-audit/lib/${oneOf(...modules)}$`)),
      is(new RegExp(`^cdktf-session-audit/lib/topologies/${oneOf(...topologies)}$`)),
    ),
  },
  "main.ts imports examples": { files: /^main\.ts$/, may: any(is(/^cdktf$/), is(/^\.\/examples\/[\w-]+$/)) },
  "modules/index.ts hands on indexes": {
    files: /^modules\/index\.ts$/,
    may: is(new RegExp(`^\\./(?:${oneOf("facts", "core", ...modules)}|topologies/${oneOf(...topologies)})$`)),
  },
};

function violations({ files, may }: Layer, all: readonly (readonly [string, string])[]): string[] {
  return all
    .filter(([file]) => files.test(file))
    .flatMap(([file, source]) =>
      importsOf(source)
        .filter((i) => !may(i, file))
        .map(({ from }) => `${file} imports ${from}`),
    );
}

describe("layers", () => {
  const texts = sources.map((file) => [file, read(file)] as const);

  test("cover every source file", () => {
    const strays = sources.filter((file) => !Object.values(layers).some(({ files }) => files.test(file)));
    expect(strays).toEqual([]);
    expect(sources.length).toBeGreaterThan(40);
  });

  test.each(Object.entries(layers))("%s", (_, layer) => {
    expect(texts.filter(([file]) => layer.files.test(file))).not.toEqual([]);
    expect(violations(layer, texts)).toEqual([]);
  });

  test.each([
    ["modules/facts/x.ts", 'import { Token } from "cdktf";'],
    ["modules/facts/x.ts", 'import { arns } from "../core";'],
    ["modules/core/x.ts", 'import { LogGroup } from "../log-group";'],
    ["modules/core/x.ts", 'import type { ILogGroup } from "../log-group";'],
    ["modules/core/x.ts", 'import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";'],
    ["modules/evidence/x.ts", 'import { Fn } from "cdktf";'],
    ["modules/evidence/x.ts", 'import { arns } from "../core";'],
    ["modules/log-group/x.ts", 'import { EncryptionKey } from "../encryption-key";'],
    ["modules/log-group/x.ts", 'import {\n  type IEncryptionKey,\n} from "../encryption-key";'],
    ["modules/log-group/x.ts", 'import type { X } from "../encryption-key/encryption-key-policy";'],
    ["modules/log-group/x.ts", 'import { kmsKey } from "@cdktf/provider-aws";'],
    ["modules/log-group/x.ts", 'import { AwsProvider } from "@cdktf/provider-aws/lib/provider";'],
    ["modules/log-group/x.ts", 'import { App } from "cdktf";'],
    ["modules/log-group/x.ts", 'import { type Construct, S3Backend } from "cdktf";'],
    ["modules/log-group/x.ts", 'const { LogBucket } = require("../log-bucket");'],
    ["modules/topologies/session-audit/x.ts", 'import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";'],
    ["modules/topologies/session-audit/x.ts", 'import { LandingZone } from "../landing-zone";'],
    ["modules/topologies/session-audit/x.ts", 'export { x } from "../../log-group/log-group";'],
    ["examples/x.ts", 'import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";'],
    ["examples/x.ts", 'import { LogGroup } from "cdktf-session-audit/lib/log-group/log-group";'],
    ["main.ts", 'import { SessionAudit } from "./modules";'],
    ["modules/index.ts", 'export * from "./log-group/log-group";'],
  ])("would refuse in %s: %s", (file, source) => {
    const [layer] = Object.values(layers).filter(({ files }) => files.test(file));
    expect(violations(layer!, [[file, source]])).toHaveLength(1);
  });
});

test("no module makes a stack: it may ask for the one that it is in", () => {
  const makers = filesBelow("modules").filter((file) => /\b(extends|new) TerraformStack\b/.test(read(file)));
  expect(makers).toEqual([]);
});
