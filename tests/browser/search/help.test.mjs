// What the page says of a query that it could not take as it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELD, changed, done, pages } from "./page.mjs";

const onPage = pages();
const NOTE = "[data-search-note]";

test("a typing error is repaired and said, and what was typed can still be sought", () =>
  onPage("zoeken/?q=vertruowen", async (page) => {
    const repaired = await done(page, "vertruowen");
    assert.ok(repaired.total > 0);
    assert.match(await page.locator(NOTE).innerText(), /Resultaten voor ‘vertrouwen’; ‘vertruowen’ komt hier niet voor\./);
    const original = await changed(page, () => page.getByRole("button", { name: "Zoek toch naar ‘vertruowen’" }).click());
    assert.equal(original.total, 0);
    assert.match(page.url(), /\?q=vertruowen&_spelling=typed$/);
    assert.equal(await page.getByRole("button", { name: "Zoek toch naar" }).count(), 0);
    await changed(page, () => page.goBack());
    assert.deepEqual((await done(page, "vertruowen")).urls, repaired.urls);
    await page.goForward();
    await page.reload();
    assert.equal((await done(page, "vertruowen")).total, 0);
    // Another query is repaired again.
    await page.locator(FIELD).fill("vertruowe");
    assert.ok((await done(page, "vertruowe")).total > 0);
  }));

test("a result that does not show the words gets sentences of its page", () =>
  onPage("zoeken/", async (page) => {
    let let_go = () => {};
    const gate = new Promise((resolve) => (let_go = resolve));
    await page.route(/\/$/, async (route) => {
      await gate;
      await route.continue();
    });
    await page.locator(FIELD).fill("mandaat");
    await done(page, "mandaat");
    const first = page.locator(".result-excerpt").first();
    assert.equal(await first.locator("mark").count(), 0);
    let_go();
    await first.locator("mark").first().waitFor();
  }));

test("words that nothing is like are left out, and that is said", () =>
  onPage("zoeken/?q=vertrouwen%20xqzvw", async (page) => {
    assert.ok((await done(page, "vertrouwen xqzvw")).total > 0);
    assert.match(await page.locator(NOTE).innerText(), /Niet gevonden en weggelaten: xqzvw\./);
    // Nor are they in what is said to have been looked for.
    await page.locator(FIELD).fill("vertruowen xqzvw");
    await done(page, "vertruowen xqzvw");
    assert.match(await page.locator(NOTE).innerText(), /^Resultaten voor ‘vertrouwen’; .*\n[^]*\nNiet gevonden en weggelaten: xqzvw\./);
  }));

test("when nothing is found there is help, with lists to go on from", () =>
  onPage("zoeken/?q=xqzvw", async (page) => {
    const found = await done(page, "xqzvw");
    assert.deepEqual([found.total, found.said], [0, "0 resultaten"]);
    assert.match(await page.locator(NOTE).innerText(), /Niets gevonden\. Probeer een ander of korter woord/);
    for (const place of ["/a-z/", "/themas/vertrouwen/", "/regios/zwolle/"]) {
      assert.ok(await page.locator(`[data-search-browse] a[href="${place}"]`).isVisible(), place);
    }
    await page.locator(FIELD).fill("vertrouwen");
    await done(page, "vertrouwen");
    assert.equal(await page.locator("[data-search-browse]").isVisible(), false);
    assert.equal(await page.locator(NOTE).innerText(), "");
  }));

test("a municipality finds its region, and one that is not there is shown the regions", () =>
  onPage("zoeken/?q=hattem", async (page) => {
    assert.match((await done(page, "hattem")).urls[0], /\/regios\//);
    assert.equal(await page.locator(NOTE).innerText(), "");
    await page.locator(FIELD).fill("Zwammerdam");
    await done(page, "Zwammerdam");
    assert.match(await page.locator(NOTE).innerText(), /Zoek je een gemeente of plaats\?/);
    await page.getByRole("link", { name: "Zoek de regio op" }).click();
    await page.waitForURL("**/regios/**");
  }));

test("without JavaScript the form leads to the A-Z index, themes and regions", () =>
  onPage(
    "",
    async (page) => {
      await page.locator("[data-suggest]").fill("regie");
      await page.locator(".search-form button").first().click();
      await page.waitForURL("**/zoeken/?q=regie");
      assert.match(await page.locator("main").innerText(), /Zoeken werkt met JavaScript/);
      for (const place of ["/a-z/", "/themas/vertrouwen/", "/regios/zwolle/"]) {
        assert.ok(await page.locator(`main a[href="${place}"]`).first().isVisible(), place);
      }
      assert.equal(await page.locator("[data-search-facets]").isVisible(), false);
    },
    { javaScriptEnabled: false },
  ));
