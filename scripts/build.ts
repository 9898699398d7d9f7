/**
 * `npm run build`: compiles `modules/` to `lib/`, for CDKTF, and writes the same to `cdktn/`, for CDK Terrain. Both have the
 * same interface under other package names, which are equally long: the positions in source maps stay true.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { rollup } from "rollup";
import { filesBelow, root } from "../__tests__/support/sources";
import { loadLate } from "./build/late";

const lib = join(root, "lib");
const cdktn = join(root, "cdktn");

function compile(...options: readonly string[]): void {
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  const project = join(root, "tsconfig.build.json");
  execFileSync(process.execPath, [tsc, "--project", project, ...options], { stdio: "inherit" });
}

/** One file a module, two where others share what its index does not show: Node takes its time for each file that it loads. */
async function bundle(compiled: string): Promise<void> {
  const indexes = filesBelow(relative(root, lib), "index.d.ts").map((file) =>
    relative("lib", file).replace(".d.ts", ""),
  );
  const modules = indexes.map((index) => dirname(index)).filter((folder) => folder !== ".");
  const moduleOf = (file: string) => modules.find((folder) => relative(compiled, file).startsWith(`${folder}/`));
  const bundled = await rollup({
    input: Object.fromEntries(indexes.map((index) => [index, join(compiled, `${index}.js`)])),
    external: /^[^./]/,
    treeshake: false,
    plugins: [{ name: "folders", resolveId: (path, from) => (from ? sourceOf(resolve(dirname(from), path)) : null) }],
  });
  await bundled.write({
    dir: lib,
    format: "cjs",
    esModule: true,
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    externalLiveBindings: false,
    hoistTransitiveImports: false,
    manualChunks: (file) => moduleOf(file) && `${moduleOf(file)}/${isOfOptional(file) ? "schema" : "module"}`,
  });
}

/** A topology has these modules only if its user asks for them, and their rules always. */
const isOfOptional = (file: string) =>
  /\/session-(dashboard|endpoints|ledger|tables)\/(session-[a-z]+-schema|report-queries)\.js$/.test(file);

const sourceOf = (path: string) => [`${path}.js`, join(path, "index.js")].find((file) => existsSync(file));

function copyForCdkTerrain(): void {
  cpSync(lib, cdktn, { recursive: true });
  for (const file of [...filesBelow("cdktn", ".js"), ...filesBelow("cdktn", ".d.ts")].map((path) => join(root, path))) {
    const names = /(?<=["'])(cdktf(?=["'])|@cdktf\/provider-aws(?=\/))/g;
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(names, (name) => name.replace("cdktf", "cdktn")),
    );
  }
}

async function main(): Promise<void> {
  const compiled = mkdtempSync(join(tmpdir(), "build-"));
  try {
    for (const folder of [lib, cdktn]) rmSync(folder, { recursive: true, force: true });
    compile("--outDir", lib, "--declaration", "--declarationMap", "--emitDeclarationOnly");
    compile("--outDir", compiled, "--module", "esnext", "--moduleResolution", "bundler", "--removeComments");
    await bundle(compiled);
    loadLate(lib);
    // The compiler knows nothing of it.
    cpSync(join(root, "modules/session-ledger/collector.zip"), join(lib, "session-ledger/collector.zip"));
    copyForCdkTerrain();
  } finally {
    rmSync(compiled, { recursive: true });
  }
}

main().catch((error) => {
  console.error(`build: ${error.message}`);
  process.exitCode = 1;
});
