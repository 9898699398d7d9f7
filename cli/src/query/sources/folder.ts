import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { FolderArchive } from "../../archive/folder-archive";
import { UsageError } from "../../io";
import { type EvidenceFiles, sorted } from "./evidence-files";

/** The evidence in a folder, from a day on. */
export async function filesOfFolder(folder: string, first: string): Promise<EvidenceFiles> {
  const root = resolve(folder);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`--from must be a folder or s3://bucket/prefix, and there is no folder ${folder}`);
  }
  const files: { key: string; path: string }[] = [];
  // The folder may itself be one within a download: its path counts.
  for await (const { key } of new FolderArchive(root).list(""))
    files.push({ key: `${root}/${key}`, path: join(root, key) });
  return sorted(files, first);
}
