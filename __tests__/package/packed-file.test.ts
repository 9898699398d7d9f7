/** The file that `npm publish` would upload, installed into empty projects as users do. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { brokenLinks } from "../../scripts/docs/links";
import { examples } from "../support/examples.world";
import { filesBelow, importsOf, read } from "../support/sources";
import { Project, succeed } from "./support/project";

jest.setTimeout(300_000);

const versions: Readonly<Record<string, string>> = JSON.parse(read("package.json")).devDependencies;
const {
  cdktf,
  cdktn,
  constructs,
  "@types/node": node,
  "@cdktf/provider-aws": forCdktf,
  "@cdktn/provider-aws": forCdktn,
} = versions;

const onCdktf = new Project();
const onCdkTerrain = new Project((code) =>
  code
    .replace(/"cdktf-session-audit(\/lib)?(?=["/])/g, '"cdktf-session-audit/cdktn')
    .replace(/"cdktf"/g, '"cdktn"')
    .replace(/"@cdktf\//g, '"@cdktn/'),
);
const onAlias = new Project();

/** What users import: the whole package, or one of the modules that it hands on. */
const modules = [...new Set(importsOf(read("modules/index.ts")).map(({ from }) => from.replace("./", "")))];
const entryPoints = (folder: string): string[] => modules.map((module) => `cdktf-session-audit/${folder}/${module}`);

const projects = [
  {
    title: `CDKTF ${cdktf} with @cdktf/provider-aws ${forCdktf}`,
    project: onCdktf,
    dependencies: { cdktf, "@cdktf/provider-aws": forCdktf },
    entries: ["cdktf-session-audit", ...entryPoints("lib")],
  },
  {
    title: `CDK Terrain ${cdktn} with @cdktn/provider-aws ${forCdktn}`,
    project: onCdkTerrain,
    dependencies: { cdktn, "@cdktn/provider-aws": forCdktn },
    entries: ["cdktf-session-audit/cdktn", ...entryPoints("cdktn")],
  },
  {
    title: `CDK Terrain ${cdktn} with @cdktn/provider-aws ${forCdktn}, by npm alias under the names of CDKTF`,
    project: onAlias,
    dependencies: { cdktf: `npm:cdktn@${cdktn}`, "@cdktf/provider-aws": `npm:@cdktn/provider-aws@${forCdktn}` },
    entries: ["cdktf-session-audit", ...entryPoints("lib")],
  },
];

/** What CDK Terrain writes otherwise, besides the white space in empty objects. */
const onTerrain = (written: string) =>
  written.replace(cdktf!, cdktn!).replace('"source": "aws"', '"source": "hashicorp/aws"');

const parsed = (stacks: Readonly<Record<string, string>>, change: (written: string) => string) =>
  Object.fromEntries(Object.entries(stacks).map(([id, written]) => [id, JSON.parse(change(written))]));

const outside = mkdtempSync(join(tmpdir(), "packed-"));
let packed: string;

beforeAll(async () => {
  const [{ filename }] = JSON.parse(await succeed("npm", ["pack", "--json", "--pack-destination", outside]));
  packed = join(outside, filename);
  const common = { constructs, typescript: "5.9.3", "@types/node": node, "cdktf-session-audit": `file:${packed}` };
  await Promise.all(projects.map(({ project, dependencies }) => project.install({ ...common, ...dependencies })));
  for (const { project } of projects) project.copyExamples();
});

afterAll(() => {
  rmSync(outside, { recursive: true });
  for (const { project } of projects) project.delete();
});

describe.each(projects)("on $title", ({ project, entries }) => {
  test("the examples and the first example of the README compile", async () => {
    await project.compile({ module: "nodenext" });
  });

  test("the first example of the README synthesizes", async () => {
    const stacks = Object.values(await project.synth("quick-start.js"));
    expect(stacks).toEqual([expect.stringContaining('"aws_cloudtrail"')]);
  });

  test("the examples synthesize as they do here, but for versions and how the provider's source is spelt", async () => {
    const stacks = await project.synth("main.js");
    if (project === onCdktf) expect(stacks).toEqual(examples);
    else expect(parsed(stacks, (text) => text)).toEqual(parsed(examples, onTerrain));
  });

  test("an entry point gives ES modules the names that it gives CommonJS", async () => {
    expect(entries.length).toBeGreaterThan(10);
    project.write(
      "entry-points.mjs",
      `import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      for (const entry of ${JSON.stringify(entries)}) {
        const [common, es] = [require(entry), await import(entry)];
        const lost = Object.keys(common).filter((name) => es[name] !== common[name]);
        if (Object.keys(common).length === 0 || lost.length > 0) throw new Error(entry + " lost " + lost);
      }`,
    );
    await project.node("entry-points.mjs");
  });
});

describe("in a project", () => {
  test("that is an ES module a program compiles and synthesizes", async () => {
    onCdktf.write("es/package.json", '{ "type": "module" }');
    onCdktf.write(
      "es/program.ts",
      `import { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
      import { App, TerraformStack } from "cdktf";
      import { EncryptionKey } from "cdktf-session-audit";
      import { LogBucket } from "cdktf-session-audit/lib/log-bucket";
      import { SessionAudit } from "cdktf-session-audit/lib/topologies/session-audit";

      const app = new App();
      const stack = new TerraformStack(app, "stack");
      new AwsProvider(stack, "Aws", { region: "eu-west-1" });
      const encryption = new EncryptionKey(stack, "Key", { alias: "alias/acme", description: "Transcripts" });
      new LogBucket(stack, "Bucket", { name: "acme-transcripts", encryption });
      new SessionAudit(stack, "Audit", { name: "acme-audit" });
      app.synth();`,
    );
    await onCdktf.compile({ module: "nodenext" });
    expect(Object.keys(await onCdktf.synth("es/program.js"))).toEqual(["stack"]);
  });

  test.each([
    ["a bundler", { module: "esnext", moduleResolution: "bundler" }],
    ["the module resolution from before `exports`", { module: "commonjs", moduleResolution: "node10" }],
  ])("with %s everything compiles, and a name that is not there does not", async (_, options) => {
    await onCdktf.compile({ ...options, noEmit: true });
    onCdktf.write("wrong.ts", 'import { Nothing } from "cdktf-session-audit/lib/log-bucket";\nNothing();');
    await expect(onCdktf.compile({ ...options, noEmit: true })).rejects.toThrow(
      /wrong\.ts.*no exported member 'Nothing'/,
    );
    onCdktf.write("wrong.ts", "");
  });

  test("an editor goes to the source of a class", () => {
    const source = join(onCdktf.installed, "modules/topologies/session-audit/session-audit.ts");
    expect(onCdktf.definitionOf("SessionAudit(", "quick-start.ts")).toBe(source);
  });

  test("the package loads with it what a plain audit makes, and no other class of the provider or module of its own", async () => {
    onCdktf.write(
      "loaded.js",
      `const { App, TerraformStack } = require("cdktf");
      const loaded = () =>
        Object.keys(require.cache)
          .map((file) => /@cdktf.provider-aws.lib.([\\w-]+)|cdktf-session-audit.lib.(.*)/.exec(file))
          .flatMap((found) => (found ? found[1] ?? found[2] : []));
      const { SessionAudit, subscribers } = require("cdktf-session-audit");
      const atOnce = loaded();
      const alerts = [subscribers.email("security@example.com")];
      const stack = new TerraformStack(new App(), "stack");
      new SessionAudit(stack, "Audit", { name: "acme-audit", alerts });
      const made = new Set(stack.node.findAll().flatMap(({ terraformResourceType: type }) => type ?? []));
      const later = loaded().filter((file) => !atOnce.includes(file));
      const classes = atOnce.filter((file) => !file.endsWith(".js"));
      if (later.length > 0) throw new Error("loaded late: " + later);
      if (classes.length !== made.size) throw new Error(classes + " were loaded, made were " + [...made]);
      for (const module of ["landing-zone", "session-dashboard", "session-endpoints", "session-ledger", "session-tables"]) {
        const files = atOnce.filter((file) => file.includes(module) && !file.endsWith("schema.js"));
        if (files.length > 0) throw new Error("loaded for nothing: " + files);
      }`,
    );
    await onCdktf.node("loaded.js");
  });

  test("nothing inside a module can be imported", async () => {
    onCdktf.write("inside.js", 'require("cdktf-session-audit/lib/log-bucket/log-bucket-policy");');
    await expect(onCdktf.node("inside.js")).rejects.toThrow("Cannot find module");
  });
});

describe("the packed file", () => {
  test("has every source that its declaration maps name", () => {
    const maps = filesBelow("lib", ".d.ts.map").map((map) => join(onCdktf.installed, map));
    const missing = maps.filter((map) => {
      const { sources } = JSON.parse(readFileSync(map, "utf8")) as { sources: string[] };
      return sources.some((source) => !existsSync(resolve(dirname(map), source)));
    });
    expect(maps.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  test("has every file that its pages link to", () => {
    expect(brokenLinks(onCdktf.installed)).toEqual([]);
  });

  test("has a manifest that publint finds nothing wrong with", async () => {
    expect(await succeed("npx", ["publint", "run", packed, "--strict"])).toContain("All good!");
  });

  test("has types for every kind of module resolution, at every entry point", async () => {
    const entries = projects
      .flatMap(({ entries }) => entries)
      .map((entry) => entry.replace("cdktf-session-audit", "."));
    await succeed("npx", [
      "attw",
      packed,
      "--no-definitely-typed",
      "--format",
      "json",
      "--entrypoints",
      ...new Set(entries),
    ]);
  });
});
