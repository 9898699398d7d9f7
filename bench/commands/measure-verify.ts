import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FolderArchive } from "../../cli/src/archive/folder-archive";
import { type SealedObject, sealFile, signedMessage, signedPart } from "../../cli/src/seal/seal-file";
import { verifySeals } from "../../cli/src/verify/seals";

const bytes = 4096;

/** Verifies so many sealed objects in a folder, and reads and hashes the same files one after the other. */
async function main(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  try {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const paths = writeObjects(folder, count);
    const objects = paths.map((key): SealedObject => ({ key, bytes, sha256: hashOf(join(folder, key)) }));
    const signed = signedPart({ day: "2026-07-10", prefixes: ["sessions/"], previous: null }, objects);
    const signature = sign("sha256", signedMessage(signed), privateKey).toString("base64");
    mkdirSync(join(folder, "seals"));
    writeFileSync(
      join(folder, "seals/2026-07-10.jsonl"),
      sealFile(signed, { algorithm: "ECDSA_SHA_256", keyId: "k", signature }),
    );

    let start = performance.now();
    for (const key of paths) hashOf(join(folder, key));
    const readMs = performance.now() - start;
    start = performance.now();
    const { findings } = await verifySeals(new FolderArchive(folder), {
      sealPrefix: "seals/",
      keys: [publicKey],
      concurrency: 8,
    });
    const ms = performance.now() - start;
    console.log(
      JSON.stringify({ ms, readMs, findings: findings.length, peakMb: process.resourceUsage().maxRSS / 1024 }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeObjects(folder: string, count: number): string[] {
  const keys: string[] = [];
  for (let index = 0; index < count; index++) {
    const below = `sessions/111122223333/eu-west-1/${index % 100}`;
    if (index < 100) mkdirSync(join(folder, below), { recursive: true });
    const key = `${below}/alice-${String(index).padStart(8, "0")}.log`;
    writeFileSync(join(folder, key), `${index} `.repeat(bytes).slice(0, bytes));
    keys.push(key);
  }
  return keys;
}

const hashOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

main(Number(process.argv[2]));
