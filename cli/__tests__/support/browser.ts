import { execFileSync } from "node:child_process";
import { accessSync, constants, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { pageAssets } from "../../src/page/assets";
import { html, type PageAssets } from "../../src/page/html";
import type { Report } from "../../src/report/session";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A Chromium on the path, or the one that `CHROMIUM` names. */
export function findChromium(): string | undefined {
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM ?? "", ...places].filter(Boolean).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function launch(): Promise<Browser> {
  // Chromium refuses its sandbox to root, whom containers run as.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath: findChromium()!, args });
}

/** Script and style of the page, built for this test. */
export function builtAssets(): PageAssets {
  const folder = mkdtempSync(join(tmpdir(), "session-audit-page-"));
  try {
    execFileSync(process.execPath, [resolve(__dirname, "../../build.js"), folder]);
    return pageAssets(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the page of a report to a file. */
export async function writePage(file: string, report: Report, assets: PageAssets): Promise<void> {
  await pipeline(Readable.from(html(report, assets)), createWriteStream(file));
}

/** Opens a page from a file, and waits until it has read its data. */
export async function openPage(
  browser: Browser,
  file: string,
): Promise<{ page: Page; requests: string[]; errors: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const requests: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("dialog", (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`file://${file}`);
  await page.waitForSelector("html[data-ready]");
  return { page, requests, errors };
}
