// A line that fails now and then, in a real browser: every file of search is
// asked for again, and the list comes as if nothing had happened.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { ROOT_SITE } from "../browser/site.mjs";

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

/** The addresses in the list for a query, with what happens to each request. */
async function list(query, handle) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("**/search-index/**", handle);
  await page.goto(`${server.address}zoeken/?q=${encodeURIComponent(query)}`);
  await page.waitForFunction(() => ["done", "error"].includes(document.querySelector("[data-search-status]").dataset.state));
  const found = await page.evaluate(() => ({
    state: document.querySelector("[data-search-status]").dataset.state,
    urls: [...document.querySelectorAll("[data-search-results] a[data-result]")].map((link) => link.getAttribute("href")),
  }));
  await context.close();
  return found;
}

test("every request may fail once", async () => {
  // The second query needs the module for words that the site does not use.
  for (const query of ["regionale samenwerking", "vertruowen"]) {
    const whole = await list(query, (route) => route.continue());
    assert.equal(whole.state, "done");
    assert.ok(whole.urls.length > 0);
    for (const fail of [(route) => route.abort(), (route) => route.fulfill({ status: 503 })]) {
      const failed = new Set();
      const found = await list(query, (route) => {
        const path = new URL(route.request().url()).pathname;
        if (failed.has(path)) return route.continue();
        failed.add(path);
        return fail(route);
      });
      assert.ok([...failed].some((path) => path.endsWith("manifest.json")));
      assert.deepEqual(found, whole);
    }
  }
});
