// The search page without a mouse, and for who hears it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELD, STATUS, changed, done, pages } from "./page.mjs";

const onPage = pages();

const focused = (page) => page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.id);

test("`/` goes to the field, arrows through the list, Enter opens", () =>
  onPage("zoeken/", async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("leeragenda");
    const found = await done(page, "leeragenda");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(page), found.urls[1]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(page), "_q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    assert.equal(await focused(page), "_q");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${found.urls[0]}`);
  }));

test("`/` is a letter in the field, and a query begins anew when it comes from elsewhere", () =>
  onPage("zoeken/?q=regie", async (page) => {
    await done(page, "regie");
    await page.keyboard.press("/");
    await page.keyboard.type("en/of");
    await done(page, "en/of");
    assert.equal(await page.locator(FIELD).inputValue(), "en/of");
  }));

test("Enter in the field is a step in the history, not a new page", () =>
  onPage("zoeken/", async (page) => {
    await page.evaluate(() => (globalThis.same = true));
    await page.locator(FIELD).fill("regie");
    await page.locator(FIELD).press("Enter");
    await done(page, "regie");
    assert.match(page.url(), /\?q=regie$/);
    assert.equal(await page.evaluate(() => globalThis.same), true);
  }));

test("one polite live region, and a word that is typed is counted once", () =>
  onPage("zoeken/", async (page) => {
    // Time stands still but for when it is told to go on.
    await page.clock.install();
    await page.reload({ waitUntil: "networkidle" });
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const regions = page.locator("[data-search]").locator("[role=status], [role=alert], [aria-live]");
    assert.equal(await regions.count(), 1);
    assert.equal(await page.locator(STATUS).getAttribute("role"), "status");
    await page.evaluate(() => {
      globalThis.heard = [];
      const status = document.querySelector("[data-search-status]");
      new MutationObserver(() => {
        if (status.ariaLive !== "off") globalThis.heard.push(status.textContent);
      }).observe(status, { childList: true, characterData: true, subtree: true });
    });
    await page.locator(FIELD).pressSequentially("vertrouwen");
    const typed = await done(page, "vertrouwen");
    await page.clock.runFor(1000);
    await page.waitForFunction(() => globalThis.heard.length > 0);
    const filter = page.locator("[data-facet] label:visible input").first();
    const filtered = await changed(page, () => filter.check());
    await page.waitForFunction(() => globalThis.heard.length > 1);
    // Whatever comes late would be heard too.
    await page.clock.runFor(10_000);
    assert.deepEqual(await page.evaluate(() => globalThis.heard), [typed.said, filtered.said]);
  }));

test("the field, the filters and the list say what they are", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    await done(page, "samenwerking");
    await page.getByRole("searchbox", { name: "Zoek in de kennisbank" }).waitFor();
    await page.getByRole("group", { name: "Thema" }).getByRole("checkbox").first().waitFor();
    await page.getByRole("combobox", { name: "Volgorde" }).waitFor();
    const { length } = await page.getByRole("main").getByRole("listitem").filter({ has: page.locator("a[data-result]") }).all();
    assert.equal(length, 10);
    assert.equal(await page.locator(FIELD).getAttribute("aria-describedby"), "_search-help");
  }));
