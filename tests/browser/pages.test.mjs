// Every kind of page in a real browser, narrow and wide, under the whole
// Content-Security-Policy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, watch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE, SUB_SITE, onePageOfEachKind } from "./site.mjs";

const WIDTHS = [360, 1280];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const site of [ROOT_SITE, SUB_SITE].filter((site) => site !== null)) {
  for (const width of WIDTHS) {
    test(`no page has a fault at ${width} pixels, under ${site.base}`, async () => {
      const server = await serve(site.folder, { base: site.base });
      const context = await browser.newContext({ viewport: { width, height: 800 } });
      try {
        const found = [];
        for (const path of onePageOfEachKind(site.folder)) {
          const page = await context.newPage();
          const faults = watch(page, server.address);
          await page.goto(server.address + path, { waitUntil: "networkidle" });
          const { scroll, room } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth,
            room: document.documentElement.clientWidth,
          }));
          if (scroll > room) faults.push(`is ${scroll} pixels wide and scrolls sideways`);
          found.push(...faults.map((fault) => `${path || "/"}: ${fault}`));
          await page.close();
        }
        assert.deepEqual(found, []);
      } finally {
        await context.close();
        await server.close();
      }
    });
  }
}

test("without JavaScript every kind of page has its title and its way on", async () => {
  const server = await serve(ROOT_SITE.folder);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  try {
    const found = [];
    for (const path of onePageOfEachKind(ROOT_SITE.folder)) {
      const page = await context.newPage();
      const faults = watch(page, server.address);
      await page.goto(server.address + path);
      if ((await page.locator("h1:visible").count()) !== 1) faults.push("has not one visible h1");
      if ((await page.locator("a[href]:visible").count()) === 0) faults.push("has no visible link");
      found.push(...faults.map((fault) => `${path || "/"}: ${fault}`));
      await page.close();
    }
    assert.deepEqual(found, []);
  } finally {
    await context.close();
    await server.close();
  }
});

test("an address that is nowhere gets the site's own page, in a sub-path too", async () => {
  for (const site of [ROOT_SITE, SUB_SITE].filter((site) => site !== null)) {
    const server = await serve(site.folder, { base: site.base });
    const page = await browser.newPage();
    try {
      const response = await page.goto(`${server.address}bestaat/echt/niet/`);
      assert.equal(response.status(), 404);
      const home = await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.href));
      assert.ok(home.includes(server.address), `no link to ${server.address} among ${home.join(" ")}`);
      const style = page.locator('link[rel="stylesheet"]').first();
      const sheet = await page.request.get(await style.evaluate((link) => link.href));
      assert.equal(sheet.status(), 200);
    } finally {
      await page.close();
      await server.close();
    }
  }
});
