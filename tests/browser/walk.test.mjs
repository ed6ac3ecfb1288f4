// Through the site by keyboard alone, as somebody without a mouse goes: from
// the first page to a region, a case, a theme, the search, a result, the own
// collection and what comes out of the printer.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE } from "./site.mjs";
import { visit } from "./visit.mjs";

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

/** Presses Tab until the focus is on what `selector` matches. */
async function tabTo(page, selector, most = 300) {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  assert.fail(`Tab does not come to ${selector} on ${page.url()}`);
}

/** Presses Enter on a link and waits for its page. */
async function follow(page, path) {
  await page.keyboard.press("Enter");
  await page.waitForURL(path);
  return page.locator("h1").textContent();
}

for (const width of [360, 1280]) {
  test(`the whole way by keyboard at ${width} pixels`, () =>
    visit(browser, server, { viewport: { width, height: 800 } }, async (open) => {
      const page = await open("");
      // The skip link comes first and leads past the header.
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip-link");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "_main");

      await tabTo(page, ".tile[href='/regios/zwolle/']");
      await follow(page, "**/regios/zwolle/");
      await tabTo(page, "a[href^='/praktijkvoorbeelden/']:not([href$='/praktijkvoorbeelden/'])");
      await follow(page, "**/praktijkvoorbeelden/*/");
      await tabTo(page, ".facts a[href^='/themas/']");
      const theme = await follow(page, "**/themas/*/");
      assert.ok(theme);

      await page.keyboard.press("/");
      await page.keyboard.type("vertrouwen");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/zoeken/?q=vertrouwen");
      await page.waitForSelector("[data-search-status][data-state=done]");
      await tabTo(page, "a[data-result]");
      const title = await follow(page, /\/[^/]+\/[^/]+\/(#.*)?$/);

      await tabTo(page, "[data-save]");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Shift+Tab");
      await tabTo(page, "a.save-link, a.saved-link");
      await follow(page, "**/verzamelmap/");
      const kept = page.locator("[data-saved-list] a");
      await kept.first().waitFor();
      assert.equal(await kept.first().textContent(), title);

      await page.emulateMedia({ media: "print" });
      assert.equal(await page.locator(".site-navigation, .search-form").locator("visible=true").count(), 0);
      assert.ok(await kept.first().isVisible());
    }));
}

test("the menu of narrow screens opens and closes by keyboard, without a script", () =>
  visit(browser, server, { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }, async (open) => {
    const page = await open("regios/zwolle/");
    const menu = page.locator(".site-navigation");
    assert.equal(await menu.isVisible(), false);
    await page.locator(".menu-button").focus();
    await page.keyboard.press("Enter");
    assert.equal(await menu.isVisible(), true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    assert.equal(await menu.isVisible(), false);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/themas/");
  }));
