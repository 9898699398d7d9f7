/**
 * Compares the protected calls, and those left alone with a reason, with the service authorization reference of AWS:
 * `npm run actions`. A call in neither table is listed, and is an error.
 */
import { compare } from "./actions/compare";

async function main(): Promise<void> {
  const { undecided, stale } = await compare();
  for (const name of undecided)
    console.log(`${name}: decide; protect it in modules/facts/protected-calls, or leave it alone with a reason`);
  for (const name of stale) console.log(`${name}: left alone in vain; take it out of scripts/actions/left-alone.ts`);
  if (undecided.length + stale.length > 0) process.exitCode = 1;
  else console.log("every call on the audit chain is decided");
}

void main();
