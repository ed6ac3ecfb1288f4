// A network that is slow, fails, or is gone, said in words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELD, STATUS, changed, done, pages, state } from "./page.mjs";

const onPage = pages();
const noisy = { silent: false };

test("what cannot be loaded is said, what was typed stays, and it can be tried again", () =>
  onPage(
    "zoeken/",
    async (page) => {
      await page.route("**/search-index/*.bin", (route) => route.abort());
      await page.locator(FIELD).fill("regie");
      await page.waitForSelector(`${STATUS}[data-state=error]`);
      assert.match((await state(page)).said, /^Zoeken lukt nu niet: de verbinding hapert\./);
      await page.unroute("**/search-index/*.bin");
      await page.getByRole("button", { name: "Opnieuw proberen" }).click();
      assert.ok((await done(page, "regie")).urls.length > 0);
      assert.equal(await page.locator(FIELD).inputValue(), "regie");
    },
    noisy,
  ));

for (const [what, path] of [
  ["the manifest", "**/search-index/manifest.json"],
  ["the reader", "**/reader.js*"],
  ["the part of the page below the field", "**/search/found.*.js*"],
]) {
  test(`${what} that does not come is said too, and comes when it is tried again`, () =>
    onPage(
      "zoeken/",
      async (page) => {
        await page.locator(FIELD).fill("regie");
        await page.waitForSelector(`${STATUS}[data-state=error]`);
        assert.match((await state(page)).said, /^Zoeken lukt nu niet/);
        // It fails again and again, and then it does not.
        await page.getByRole("button", { name: "Opnieuw proberen" }).click();
        await page.waitForSelector(`${STATUS}[data-state=error]`);
        await page.unroute(path);
        await page.getByRole("button", { name: "Opnieuw proberen" }).click();
        assert.ok((await done(page, "regie")).urls.length > 0);
      },
      { ...noisy, prepare: (page) => page.route(path, (route) => route.abort()) },
    ));
}

test("what explains that nothing was found and does not come is said too, and comes when it is tried again", () =>
  onPage(
    "zoeken/",
    async (page) => {
      await page.route("**/explain.*.js*", (route) => route.abort());
      await page.locator(FIELD).fill("qqqxqqqx");
      await page.waitForSelector(`${STATUS}[data-state=error]`);
      await page.unroute("**/explain.*.js*");
      await page.getByRole("button", { name: "Opnieuw proberen" }).click();
      assert.equal((await done(page, "qqqxqqqx")).total, 0);
      assert.match(await page.locator("[data-search-note]").innerText(), /gevonden/);
    },
    noisy,
  ));

test("when the connection is back, the search goes on by itself", () =>
  onPage(
    "zoeken/",
    async (page, context) => {
      await context.setOffline(true);
      await page.locator(FIELD).fill("regie");
      await page.waitForSelector(`${STATUS}[data-state=error]`);
      await context.setOffline(false);
      assert.ok((await done(page, "regie")).urls.length > 0);
    },
    noisy,
  ));

test("a slow network is said in words, and the last query wins over what comes late", () =>
  onPage("zoeken/", async (page) => {
    let let_go = () => {};
    const gate = new Promise((resolve) => (let_go = resolve));
    await page.route("**/search-index/*.bin", async (route) => {
      await gate;
      await route.continue();
    });
    await page.locator(FIELD).fill("regie");
    await page.waitForFunction(() => document.querySelector("[data-search-status]").textContent === "Bezig met zoeken…");
    assert.equal((await state(page)).state, "loading");
    await page.waitForFunction(() => document.querySelector("[data-search-status]").textContent.startsWith("De verbinding is traag"));
    await page.locator(FIELD).fill("vertrouwen");
    let_go();
    const found = await done(page, "vertrouwen");
    assert.equal(found.said, `${found.total} resultaten`);
    const { urls } = found;
    await changed(page, () => page.locator(FIELD).fill(""));
    await page.locator(FIELD).fill("vertrouwen");
    assert.deepEqual((await done(page, "vertrouwen")).urls, urls);
  }));
