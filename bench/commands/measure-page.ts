import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, openPage, writePage } from "../../cli/__tests__/support/browser";
import { pageAssets } from "../../cli/src/page/assets";
import { reportOf, sources } from "./many-sessions";

/** What is typed, chosen and sorted, each from the event to the list as it is then laid out. */
const steps = `(async () => {
  const times = [];
  const list = document.querySelector(".list");
  const timed = async (act) => {
    const start = performance.now();
    act();
    list.getBoundingClientRect();
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 50));
  };
  const search = document.querySelector("input[type=search]");
  for (const text of ["p", "pe", "person.17", "person.17 inc-42", "198.51.100.9", "7f", "no such text", ""]) {
    await timed(() => {
      search.value = text;
      search.dispatchEvent(new Event("input"));
    });
  }
  for (const button of document.querySelectorAll(".tile, .chip, button.head")) {
    await timed(() => button.click());
    await timed(() => button.click());
  }
  return times;
})()`;

/** Filters a page of so many sessions in Chromium. */
async function main(count: number, assets: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "session-audit-"));
  const file = join(folder, "page.html");
  const browser = await launch();
  try {
    await writePage(file, reportOf(sources(count)), pageAssets(assets));
    const { page } = await openPage(browser, file);
    const times = (await page.evaluate(steps)) as number[];
    console.log(JSON.stringify({ ms: Math.max(...times), medianMs: times.sort((a, b) => a - b)[times.length >> 1] }));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

main(Number(process.argv[2]), process.argv[3]!);
