// The search page in a real browser, by its hooks, under the whole
// Content-Security-Policy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE } from "./site.mjs";

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(ROOT_SITE.folder);
});
after(async () => {
  await browser?.close();
  await server?.close();
});

/** Runs `look` on the search page, which must not log anything. */
async function onSearchPage(path, look) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  try {
    await page.goto(server.address + path, { waitUntil: "networkidle" });
    await look(page, said);
    assert.deepEqual(said, []);
  } finally {
    await context.close();
  }
}

const state = (page) =>
  page.evaluate(() => ({
    ...document.querySelector("[data-search-status]").dataset,
    said: document.querySelector("[data-search-status]").textContent,
    urls: [...document.querySelectorAll("[data-search-results] a[data-result]")].map((link) => link.getAttribute("href")),
  }));

/** Waits until the list of `query` stands in the document. */
async function done(page, query) {
  await page.waitForFunction((query) => {
    const { dataset } = document.querySelector("[data-search-status]");
    return dataset.state === "done" && dataset.query === query;
  }, query);
  return state(page);
}

test("results while typing, and the address says what is shown", () =>
  onSearchPage("zoeken/", async (page) => {
    assert.equal((await state(page)).state, "idle");
    await page.locator("[data-search-input]").pressSequentially("vertrouwen");
    const found = await done(page, "vertrouwen");
    assert.equal(found.urls.length, Math.min(10, Number(found.total)));
    assert.equal(new Set(found.urls).size, found.urls.length);
    assert.equal(found.said, `${found.total} resultaten`);
    await page.waitForURL("**/zoeken/?q=vertrouwen");
  }));

test("filters narrow, stand in the address, and back undoes them", () =>
  onSearchPage("zoeken/?q=samenwerking", async (page) => {
    const all = await done(page, "samenwerking");
    const box = page.locator("[data-facet] label:visible input").first();
    const name = await box.getAttribute("name");
    const value = await box.getAttribute("value");
    await box.check();
    await page.waitForFunction((total) => document.querySelector("[data-search-status]").dataset.total !== total, all.total);
    const some = await done(page, "samenwerking");
    assert.ok(Number(some.total) < Number(all.total) && Number(some.total) > 0);
    assert.equal(new URL(page.url()).search, `?q=samenwerking&${name}=${value}`);
    await page.goBack();
    await page.waitForFunction((total) => document.querySelector("[data-search-status]").dataset.total === total, all.total);
    assert.deepEqual((await done(page, "samenwerking")).urls, all.urls);
    assert.equal(await box.isChecked(), false);
    await page.goForward();
    await page.waitForFunction((total) => document.querySelector("[data-search-status]").dataset.total === total, some.total);
    await page.locator("[data-search-chips] button").click();
    await page.waitForFunction((total) => document.querySelector("[data-search-status]").dataset.total === total, all.total);
  }));

test("the keyboard alone is enough", () =>
  onSearchPage("zoeken/", async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("leeragenda");
    const found = await done(page, "leeragenda");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), found.urls[0]);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${found.urls[0]}`);
  }));

test("a typing error is repaired and said", () =>
  onSearchPage("zoeken/?q=vertruowen", async (page) => {
    assert.ok((await done(page, "vertruowen")).urls.length > 0);
    assert.match(await page.locator("[data-search-note]").innerText(), /vertrouwen.*vertruowen/);
  }));

test("what cannot be loaded is said in words, and can be tried again", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.address}zoeken/`, { waitUntil: "networkidle" });
  await page.route("**/search-index/*.bin", (route) => route.abort());
  await page.locator("[data-search-input]").fill("regie");
  await page.waitForSelector("[data-search-status][data-state=error] button");
  await page.unroute("**/search-index/*.bin");
  await page.locator("[data-search-status] button").click();
  assert.ok((await done(page, "regie")).urls.length > 0);
  await context.close();
});

test("suggestions on every page, after three letters", () =>
  onSearchPage("", async (page) => {
    const field = page.locator("[data-suggest]");
    await field.pressSequentially("ve");
    assert.equal(await page.locator(".suggestions a").count(), 0);
    await field.pressSequentially("rtrouwen");
    await page.waitForSelector(".suggestions a");
    assert.ok((await page.locator(".suggestions a").count()) <= 5);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".suggestions a:visible").count(), 0);
  }));
