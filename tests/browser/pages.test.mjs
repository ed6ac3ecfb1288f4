// Every kind of page in a real browser, narrow and wide, under the whole
// Content-Security-Policy.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faultsOf, launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE, SUB_SITE, onePageOfEachKind } from "./site.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// 320 pixels is what is left of 1280 when a page is made four times as large
// (WCAG 1.4.10); the text alone can be made twice as large (1.4.4).
const looks = [
  { site: ROOT_SITE, width: 320 },
  { site: ROOT_SITE, width: 1280 },
  { site: ROOT_SITE, width: 1280, text: "200%" },
  // How a page looks does not depend on where the site stands.
  { site: SUB_SITE, width: 1280 },
].filter(({ site }) => site !== null);

for (const { site, width, text = "100%" } of looks) {
  test(`no kind of page has a fault at ${width} pixels, text at ${text}, under ${site.base}`, async () => {
    const server = await serve(site.folder, { base: site.base });
    const context = await browser.newContext({ viewport: { width, height: 800 } });
    try {
      const found = await faultsOf(context, server.address, onePageOfEachKind(site.folder), async (page, faults) => {
        const { scroll, room } = await page.evaluate((text) => {
          document.documentElement.style.fontSize = text;
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scroll: scrollWidth, room: clientWidth };
        }, text);
        if (scroll > room) faults.push(`is ${scroll} pixels wide and scrolls sideways`);
      });
      assert.deepEqual(found, []);
    } finally {
      await context.close();
      await server.close();
    }
  });
}

test("in forced colours the menu still shows which part is open, and the map claims no colours", async () => {
  const server = await serve(ROOT_SITE.folder);
  const context = await browser.newContext({ forcedColors: "active", viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(`${server.address}themas/`);
    const lines = (which) =>
      page.locator(`.site-navigation a${which}`).evaluateAll((links) =>
        links.map((link) => getComputedStyle(link).borderBlockEndColor !== getComputedStyle(document.body).backgroundColor));
    assert.deepEqual(await lines("[aria-current]"), [true]);
    const others = await lines(":not([aria-current])");
    assert.ok(others.length > 0 && !others.includes(true), String(others));
    await page.goto(server.address);
    assert.equal(await page.locator(".map-legend").isVisible(), false);
  } finally {
    await context.close();
    await server.close();
  }
});

test("without JavaScript every kind of page has its title and its way on", async () => {
  const server = await serve(ROOT_SITE.folder);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
  try {
    const paths = onePageOfEachKind(ROOT_SITE.folder);
    const found = await faultsOf(context, server.address, paths, async (page, faults) => {
      if ((await page.locator("h1:visible").count()) !== 1) faults.push("has not one visible h1");
      if ((await page.locator("a[href]:visible").count()) === 0) faults.push("has no visible link");
    });
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
      const links = await page.locator("a[href]").evaluateAll((found) => found.map((link) => link.href));
      assert.ok(links.includes(server.address), `no link to ${server.address} among ${links.join(" ")}`);
      const sheet = await page.locator('link[rel="stylesheet"]').first().evaluate((link) => link.href);
      assert.equal((await page.request.get(sheet)).status(), 200);
    } finally {
      await page.close();
      await server.close();
    }
  }
});
