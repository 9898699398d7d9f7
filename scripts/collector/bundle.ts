import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { zipOf } from "./zip";

const root = resolve(__dirname, "../..");

/** What `SessionLedger` ships. */
export const collectorZip = join(root, "modules/session-ledger/collector.zip");

/** The program of the collector: one file, readable, with the SDK of the runtime. */
export function collectorCode(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ["collector/src/handler.ts"],
    bundle: true,
    write: false,
    platform: "node",
    target: "node22",
    format: "cjs",
    external: ["@aws-sdk/*"],
    charset: "utf8",
    legalComments: "none",
  });
  return outputFiles[0]!.text;
}

export function bundleCollector(): Buffer {
  return zipOf("index.js", Buffer.from(collectorCode()));
}
