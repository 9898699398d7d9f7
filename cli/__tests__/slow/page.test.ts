import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { PageAssets } from "../../src/page/html";
import type { Report } from "../../src/report/session";
import { hiddenText } from "../../src/transcript/hidden-text";
import { builtAssets, launch, openPage, writePage } from "../support/browser";
import { describeChromium } from "../support/describe-chromium";
import { judged, reportOf } from "../support/reports";

const recordings = resolve(__dirname, "../fixtures/transcripts");
const names = readdirSync(recordings).filter((name) => name.endsWith(".log"));

/** What a person may write where they are asked for a reason, or call themselves. */
const hostile = `</script><img src=x onerror="window.owned=1"><script>window.owned=1</script>"'>\u202e\x1b[2J`;

/**
 * What an attacker would try who got so far as to have the page do something. Later than the call itself: what a debugger evaluates
 * is exempt from the policy.
 */
const attempts = (outside: string) => `new Promise((resolve) => setTimeout(async () => {
  const succeeded = [];
  const attempt = (name, act) => {
    try {
      act();
      succeeded.push(name);
    } catch {}
  };
  attempt("markup", () => { document.body.innerHTML = "<b>x</b>"; });
  attempt("evaluation", () => new Function("window.owned = 1")());
  attempt("script", () => {
    const script = document.createElement("script");
    script.text = "window.owned = 1";
    document.body.append(script);
  });
  const image = new Image();
  image.src = "${outside}/x.png";
  await new Promise((done) => image.addEventListener("error", done));
  await fetch("${outside}").then(() => succeeded.push("request"), () => {});
  resolve({ succeeded, owned: "owned" in window });
}))`;

describeChromium("the page", () => {
  let browser: Browser;
  let assets: PageAssets;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "session-audit-"));
    assets = builtAssets();
    browser = await launch();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const open = async (report: Report) => {
    const file = join(folder, "page.html");
    await writePage(file, report, assets);
    return openPage(browser, file);
  };

  describe("with the recordings of script, and hostile text in every field", () => {
    const texts = names.map((name) => readFileSync(join(recordings, name), "utf8"));
    const sessions = names.map((name, index) =>
      judged({
        id: `${name}-${index}${hostile}`,
        person: hostile,
        target: hostile,
        reason: hostile,
        document: hostile,
        principal: hostile,
        why: hostile,
        transcript: { bucket: hostile, key: `${hostile}/${name}-${index}${hostile}.log`, bytes: 1 },
        call: {
          eventId: hostile,
          sourceAddress: hostile,
          userAgent: hostile,
          errorCode: hostile,
        },
        hidden: hiddenText(texts[index]!),
      }),
    );
    const transcripts = new Map(sessions.map(({ id }, index) => [id, { text: texts[index]!, bytes: 1, cut: false }]));
    const report = reportOf(sessions, {
      transcripts,
      unreadable: [{ account: "111122223333", obstacle: "failed", action: hostile, message: hostile }],
      gaps: [{ from: "2026-06-14T12:00:00.000Z", to: "2026-06-15T12:00:00.000Z", why: hostile }],
    });

    test("nothing runs and nothing is loaded, whatever is opened", async () => {
      const { page, requests, errors } = await open(report);
      await page.locator(".not-known summary").click();
      for (let index = 0; index < sessions.length; index++) {
        await page.locator(`[data-position="${index}"]`).click();
        await page.locator(".played").waitFor();
        // By keyboard: what is drawn late may move the tab away between a button's going down and up.
        await page.getByRole("tab", { name: "Screen" }).press("ArrowRight");
        await page.locator(".raw").waitFor();
        await page.keyboard.press("Escape");
      }
      expect(await page.evaluate(`[document.title, "owned" in window]`)).toEqual(["Session evidence", false]);
      expect(await page.locator("#app img, #app script, #app svg, #app a, #app iframe").count()).toBe(0);
      expect(requests.filter((url) => !url.startsWith("file://"))).toEqual([]);
      expect(requests).toHaveLength(1);
      expect(errors).toEqual([]);
      await page.close();
    }, 60_000);

    test("its policy lets nothing else run, even where something is put into it", async () => {
      let reached = 0;
      const outside = createServer((_, response) => {
        reached++;
        response.setHeader("access-control-allow-origin", "*").end();
      });
      await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
      const { page } = await open(report);
      const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
      expect(await page.evaluate(attempts(url))).toEqual({ succeeded: [], owned: false });
      expect(reached).toBe(0);
      await page.close();
      outside.close();
    });
  });

  describe("with a missing session and a screen that was cleared", () => {
    const cleared = readFileSync(join(recordings, "cleared.log"), "utf8");
    const sessions = [
      judged({ id: "bob-1", person: "bob", hidden: hiddenText(cleared) }),
      judged({ id: "mallory-1", person: "mallory", verdict: "missing", why: "there is no transcript in the bucket" }),
      ...Array.from({ length: 500 }, (_, index) => judged({ id: `carol-${index}`, person: "carol" })),
    ];
    const report = reportOf(sessions, {
      transcripts: new Map([["bob-1", { text: cleared, bytes: cleared.length, cut: false }]]),
    });
    let page: Page;
    let errors: string[];
    beforeEach(async () => {
      ({ page, errors } = await open(report));
    });
    afterEach(async () => {
      await page.close();
      expect(errors).toEqual([]);
    });

    const shown = () => page.locator(".shown").textContent();

    test("the first thing it says is what is missing", async () => {
      expect(await page.locator("h1").textContent()).toBe("1 recording is missing");
      await page.locator(".missing-line").click();
      expect(await page.locator("dialog h2").textContent()).toBe("mallory on i-02311671588e96626");
      expect(await page.locator(".verdict").textContent()).toBe("MissingThere is no transcript in the bucket.");
    });

    test("verdicts, search and flags narrow the list", async () => {
      await page.getByRole("button", { name: "1 Missing" }).click();
      expect(await shown()).toBe("1 of 502");
      await page.getByRole("button", { name: "Show all" }).click();
      await page.getByRole("searchbox").fill("bob i-0231");
      expect(await shown()).toBe("1 of 502");
      await page.getByRole("searchbox").fill("");
      await page.getByRole("button", { name: "erased the screen" }).click();
      expect(await page.locator(".row:not([hidden]) .strong").allTextContents()).toEqual(["bob"]);
    });

    test("what was cleared is still to be read, and is marked", async () => {
      await page.locator('[data-position="0"]').click();
      const frame = page.locator(".frame-erased");
      await frame.waitFor();
      expect(await frame.textContent()).toContain("db_password=correct-horse-battery");
      expect(await frame.locator("header").textContent()).toBe("Erased from the screen, 8 lines");
      await page.getByRole("tab", { name: "Raw" }).click();
      expect(await page.locator(".raw").textContent()).toContain("␛[H␛[2J␛[3J");
    });

    test("it is used by keyboard alone", async () => {
      await page.keyboard.press("/");
      await page.keyboard.type("carol");
      await page.locator(".rows").focus();
      for (const key of ["j", "ArrowDown", "k", "Enter"]) await page.keyboard.press(key);
      expect(await page.locator("dialog .panel > header .mono").textContent()).toBe("carol-1");
      await page.keyboard.press("j");
      expect(await page.locator("dialog .panel > header .mono").textContent()).toBe("carol-2");
      await page.keyboard.press("Escape");
      expect(await page.locator("dialog[open]").count()).toBe(0);
    });

    test("only what is in view is in the document", async () => {
      expect(await page.locator(".row").count()).toBeLessThan(60);
      await page.keyboard.press("Tab");
      await page.locator(".rows").focus();
      await page.keyboard.press("End");
      expect(await page.locator('[aria-selected="true"]').getAttribute("aria-posinset")).toBe("502");
    });

    test("it follows the colours of the system, and the choice of its reader", async () => {
      const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
      const light = await background();
      await page.emulateMedia({ colorScheme: "dark" });
      const dark = await background();
      expect(dark).not.toBe(light);
      await page.getByRole("button", { name: "Light colours" }).click();
      expect(await background()).toBe(light);
    });

    test("a link to a session opens it", async () => {
      await page.locator(".missing-line").click();
      expect(new URL(page.url()).hash).toBe("#mallory-1");
      await page.reload();
      await page.locator("dialog[open]").waitFor();
    });
  });

  test("says what is not known, and does not say that nothing is missing", async () => {
    const unreadable = [
      { account: "222233334444", obstacle: "denied" as const, action: "ssm:DescribeSessions", message: "no" },
    ];
    const { page } = await open(reportOf([judged()], { unreadable }));
    expect(await page.locator("h1").textContent()).toBe("No recording is known to be missing");
    expect(await page.locator(".not-known").textContent()).toContain(
      "222233334444: could not be read: needs ssm:DescribeSessions",
    );
    await page.close();
  });
});
