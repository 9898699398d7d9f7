/** `npm run collector`: writes the zip of the ledger's function from `collector/`. With `--check` it says whether it is fresh. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { bundleCollector, collectorZip } from "./collector/bundle";

const zip = bundleCollector();
if (!process.argv.includes("--check")) writeFileSync(collectorZip, zip);
else if (!existsSync(collectorZip) || !readFileSync(collectorZip).equals(zip)) {
  console.error("modules/session-ledger/collector.zip is not what collector/ makes: npm run collector");
  process.exitCode = 1;
}
