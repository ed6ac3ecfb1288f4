// What an article offers beside its text: links to headings, terms that are
// explained where they stand; and the way from a place to its region.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE } from "./site.mjs";
import { visit } from "./visit.mjs";

const ARTICLE = "praktijkvoorbeelden/zwolle/";

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

test("the link to a heading is copied, and that is said once", () =>
  visit(browser, server, { permissions: ["clipboard-read", "clipboard-write"] }, async (open) => {
    const page = await open(ARTICLE);
    const heading = page.locator(".prose h2[id]").first();
    const button = heading.locator(".heading-link");
    assert.match(await button.getAttribute("aria-label"), new RegExp(`: ${await heading.evaluate((h) => h.firstChild.textContent)}$`));
    await button.focus();
    await page.keyboard.press("Enter");
    const address = `${server.address}${ARTICLE}#${await heading.getAttribute("id")}`;
    await page.waitForFunction(() => document.querySelector("[role=status].toast").textContent !== "");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
    assert.equal(page.url(), address);
    assert.equal(await page.locator("[role=status].toast").textContent(), "De link is gekopieerd.");
    await page.waitForFunction(() => document.querySelector("[role=status].toast").textContent === "");
  }));

test("a term is explained to the pointer: the meaning can be pointed at, stays, and Escape takes it away", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open(ARTICLE);
    const term = page.locator(".prose a.term").first();
    const meaning = page.locator(".term-meaning");
    await page.clock.install();
    await term.hover();
    assert.equal(await meaning.textContent(), await term.getAttribute("data-meaning"));
    await meaning.hover();
    await page.clock.fastForward(10_000);
    assert.equal(await meaning.isVisible(), true);
    await page.keyboard.press("Escape");
    assert.equal(await meaning.isVisible(), false);
    await term.hover();
    await page.mouse.move(2, 2);
    await meaning.waitFor({ state: "hidden" });
  }));

test("a term is explained to the keyboard, and Enter leads to the glossary", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open(ARTICLE);
    const term = page.locator(".prose a.term").first();
    const meaning = page.locator(".term-meaning");
    await term.focus();
    assert.equal(await meaning.isVisible(), true);
    assert.equal(await term.getAttribute("aria-describedby"), await meaning.getAttribute("id"));
    await page.keyboard.press("Escape");
    assert.equal(await meaning.isVisible(), false);
    assert.equal(await term.evaluate((at) => at === document.activeElement), true);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/begrippen/*/");
  }));

test("a term is explained to a finger, with the way to the glossary in it", () =>
  visit(browser, server, { hasTouch: true, viewport: { width: 360, height: 740 } }, async (open) => {
    const page = await open(ARTICLE);
    const term = page.locator(".prose a.term").first();
    const meaning = page.locator(".term-meaning");
    await term.tap();
    assert.equal(page.url(), server.address + ARTICLE);
    const box = await meaning.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 360, `from ${box.x}, ${box.width} wide`);
    await page.locator("h1").tap();
    assert.equal(await meaning.isVisible(), false);
    await term.tap();
    await meaning.locator("a").tap();
    await page.waitForURL("**/begrippen/*/");
  }));

test("without a script a term is a link with its meaning as title", () =>
  visit(browser, server, { javaScriptEnabled: false }, async (open) => {
    const page = await open(ARTICLE);
    const term = page.locator(".prose a.term").first();
    assert.ok((await term.getAttribute("title")).length > 20);
    await term.click();
    await page.waitForURL("**/begrippen/*/");
  }));

test("a municipality leads to its region; a name that is not there gets help", () =>
  visit(browser, server, {}, async (open) => {
    const page = await open("");
    await page.locator(".place-form input").fill("meppel");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/regios/gemeenten/?q=meppel");
    const shown = page.locator("[data-place]:visible");
    const said = page.locator(".place-form [role=status]");
    const field = page.locator(".place-form input");
    await said.filter({ hasText: "1 naam" }).waitFor();
    assert.match(await shown.textContent(), /^Meppel\s+Zwolle$/);

    await field.fill("Súdwest");
    assert.equal(await shown.count(), 1);
    await field.fill("Zwole");
    await said.filter({ hasText: "‘Zwole’ staat niet in de lijst. Bedoel je misschien: Zwolle" }).waitFor();
    assert.equal(await page.locator("[data-places-help]").isVisible(), true);
    await said.locator("a").first().click();
    await page.waitForURL("**/regios/zwolle/");
  }));

test("without a script all municipalities stand there from A to Z", () =>
  visit(browser, server, { javaScriptEnabled: false }, async (open) => {
    const page = await open("regios/gemeenten/");
    assert.ok((await page.locator("[data-place]:visible").count()) > 300);
    assert.equal(await page.locator(".place-form").isVisible(), false);
    await page.locator("[data-place] a", { hasText: "Meppel" }).click();
    await page.waitForURL("**/regios/zwolle/");
  }));
