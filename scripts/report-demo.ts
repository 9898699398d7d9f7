import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { StandIn } from "../cli/__tests__/support/stand-in";
import { accounts, playOrganization, regions } from "./report-demo/organization";

/** Makes a report of sample data with the real command, without an AWS account: `npm run report:demo [FILE]`. */
async function main(file: string | undefined): Promise<void> {
  const root = resolve(__dirname, "..");
  // Where its dependencies are found, and no other build writes.
  const built = join(root, "node_modules/.cache/session-audit-demo");
  execFileSync(process.execPath, [join(root, "cli/build.js"), built], { stdio: "inherit" });
  const page = file ? resolve(file) : join(mkdtempSync(join(tmpdir(), "session-audit-")), "sessions.html");
  const aws = await StandIn.start({ accounts, regions });
  playOrganization(aws, new Date());
  const args = ["report", "--organization", "--role", "SessionReader", "--transcripts", "--html", page];
  console.log(`session-audit ${args.join(" ")}\n`);
  try {
    const code = await run(join(built, "session-audit.js"), args, aws.environment);
    console.log(`\nexit code ${code}: a recording is missing, as it should be in this sample.\n\nThe page: ${page}`);
  } finally {
    await aws.stop();
  }
}

function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number | null> {
  const child = spawn(process.execPath, [program, ...args], {
    stdio: "inherit",
    env: { ...process.env, ...environment },
  });
  return new Promise((done, fail) => child.once("error", fail).once("close", done));
}

main(process.argv[2]).catch((error) => {
  console.error(`report:demo: ${error.message}`);
  process.exitCode = 1;
});
