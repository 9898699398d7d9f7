import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PageAssets } from "./html";

/** The page's script and style, which the build puts beside the commands. */
export function pageAssets(folder = __dirname): PageAssets {
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return { script: read("page.js"), style: read("page.css") };
}
