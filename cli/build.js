const { mkdirSync, readFileSync, rmSync } = require("node:fs");
const { join, resolve } = require("node:path");
const { build } = require("esbuild");

/**
 * Bundles our own code, the shared pure folders of the library included; dependencies stay outside. `node build.js [FOLDER]`, by
 * default `dist`.
 */
async function main(outdir) {
  const { version } = JSON.parse(readFileSync(join(__dirname, "package.json"), "utf8"));
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const common = { absWorkingDir: __dirname, outdir, bundle: true, logLevel: "warning", charset: "utf8" };
  await build({
    ...common,
    entryPoints: { "session-audit": "src/main.ts" },
    packages: "external",
    platform: "node",
    target: "node20",
    format: "cjs",
    define: { "process.env.SESSION_AUDIT_VERSION": JSON.stringify(version) },
  });
  // Script and style of the page of `report`, which the command puts into each page.
  await build({
    ...common,
    entryPoints: { page: "src/page/browser/main.ts" },
    minify: true,
    platform: "browser",
    // The package of the terminal names a file for bundlers that it does not ship.
    mainFields: ["browser", "main"],
    // As the style asks for: light-dark().
    target: ["chrome123", "firefox120", "safari17.5"],
    format: "iife",
  });
}

main(process.argv[2] ? resolve(process.argv[2]) : join(__dirname, "dist"));
