import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildPage } from "./build-page.mjs";

/** Bundles our own code, the shared pure folders of the library included, into one file. Dependencies stay outside. */
const folder = dirname(fileURLToPath(import.meta.url));
const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

rmSync(join(folder, "dist"), { recursive: true, force: true });
await build({
  absWorkingDir: folder,
  entryPoints: { "session-audit": "src/main.ts" },
  outdir: "dist",
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "cjs",
  define: { "process.env.SESSION_AUDIT_VERSION": JSON.stringify(version) },
  logLevel: "warning",
});
mkdirSync(join(folder, "dist"), { recursive: true });
for (const { path, contents } of await buildPage(folder)) writeFileSync(path, contents);
