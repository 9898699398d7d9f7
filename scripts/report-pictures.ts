import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { builtAssets, launch, writePage } from "../cli/__tests__/support/browser";
import { testIo } from "../cli/__tests__/support/commands";
import { StandIn } from "../cli/__tests__/support/stand-in";
import { Fleet } from "../cli/src/fleet/fleet";
import { gather } from "../cli/src/report/gather";
import type { Report } from "../cli/src/report/session";
import { accounts, playOrganization, regions } from "./report-demo/organization";

const day = 86_400_000;

/** Takes the pictures of the report's page for the docs, in Chromium: `npm run report:pictures`. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  const pictures = resolve(__dirname, "../docs/pictures");
  const browser = await launch();
  try {
    const page = join(folder, "sessions.html");
    await writePage(page, await sampleReport(), builtAssets());
    mkdirSync(pictures, { recursive: true });
    const picture = async (name: string, colorScheme: "light" | "dark", act: (view: Page) => Promise<void>) => {
      const view = await browser.newPage({ viewport: { width: 1280, height: 820 }, colorScheme });
      await view.goto(`file://${page}`);
      await view.waitForSelector("html[data-ready]");
      await act(view);
      await view.waitForTimeout(200);
      await view.screenshot({ path: join(pictures, `${name}.png`) });
      await view.close();
    };
    await picture("report", "light", async () => {});
    await picture("transcript", "dark", async (view) => {
      await view.getByRole("searchbox").fill("mallory");
      await view.getByRole("option", { name: "Recorded mallory" }).click();
      await view.locator(".played").waitFor();
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function sampleReport(): Promise<Report> {
  const now = new Date("2026-07-14T12:00:00Z");
  const aws = await StandIn.start({ accounts, regions });
  playOrganization(aws, now);
  const options = { accounts: "organization", role: { name: "SessionReader" }, concurrency: 32 } as const;
  const fleet = await Fleet.open(options, testIo(aws, now));
  try {
    const since = new Date(now.getTime() - 30 * day);
    return await gather(fleet, { since, now, wanted: () => true, transcriptBytes: 5_000_000 });
  } finally {
    fleet.close();
    await aws.stop();
  }
}

main().catch((error) => {
  console.error(`report:pictures: ${error.message}`);
  process.exitCode = 1;
});
