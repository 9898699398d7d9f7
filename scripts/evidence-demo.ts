import { execFileSync } from "node:child_process";
import { join, relative, resolve } from "node:path";
import { writeEvidence } from "../cli/__tests__/support/evidence";

/** Writes trail files and a ledger of sample data, and asks them with the real command: `npm run evidence:demo [FOLDER]`. */
function main(folder: string): void {
  const root = resolve(__dirname, "..");
  execFileSync(process.execPath, [join(root, "cli/build.js")], { stdio: "inherit" });
  writeEvidence(folder, { now: new Date(), noise: 2_000, sessions: 300 });
  const args = ["query", "missing-recordings", "--from", relative(process.cwd(), folder) || "."];
  console.log(`session-audit ${args.join(" ")}\n`);
  execFileSync(process.execPath, [join(root, "cli/dist/session-audit.js"), ...args], { stdio: "inherit" });
  console.log(`\nMore questions for ${folder}: docs/evidence.md`);
}

main(resolve(process.argv[2] ?? "evidence"));
