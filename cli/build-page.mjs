import { build } from "esbuild";

/** Builds the script and the style of the page, as text. */
export async function buildPage(folder) {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: { page: "src/page/browser/main.ts" },
    outdir: "dist",
    write: false,
    bundle: true,
    minify: true,
    platform: "browser",
    // The package of the terminal names a file for bundlers that it does not ship.
    mainFields: ["browser", "main"],
    // As the style asks for: light-dark().
    target: ["chrome123", "firefox120", "safari17.5"],
    format: "iife",
    charset: "utf8",
    logLevel: "warning",
  });
  return outputFiles;
}
