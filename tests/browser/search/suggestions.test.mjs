// Suggestions under the field that every page has: a combobox with a list
// box, as the ARIA Authoring Practices Guide has it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pages, ran } from "./page.mjs";

const onPage = pages();
const ARTICLE = "themas/vertrouwen/";
const FIELD = "[data-suggest]";
const OPTION = "[role=option]";

const states = (page) =>
  page.locator(FIELD).evaluate((field) => ({
    role: field.role,
    expanded: field.ariaExpanded,
    controls: document.getElementById(field.getAttribute("aria-controls")).role,
    active: document.getElementById(field.getAttribute("aria-activedescendant") ?? "")?.textContent ?? null,
    selected: [...document.querySelectorAll("[role=option][aria-selected=true]")].map((option) => option.textContent),
  }));

test("nothing is loaded until the field is used, and nothing shown before three letters", () =>
  onPage(ARTICLE, async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const field = page.locator(FIELD);
    assert.deepEqual(await states(page), { role: "combobox", expanded: "false", controls: "listbox", active: null, selected: [] });
    await field.focus();
    await ran(page, "suggest");
    assert.deepEqual(asked.filter((path) => path.includes("/search-index/")), []);
    const reader = page.waitForEvent("requestfinished", (request) => request.url().includes("/reader.js"));
    await field.pressSequentially("le");
    await reader;
    assert.equal(await page.locator(OPTION).count(), 0);
    assert.deepEqual(asked.filter((path) => path.endsWith(".bin")), []);
    await field.pressSequentially("er");
    await page.waitForSelector(OPTION);
    assert.equal((await states(page)).expanded, "true");
    assert.ok((await page.locator(OPTION).count()) <= 6);
    assert.equal(await page.locator("header [role=status]").innerText(), "5 suggesties; kies met de pijltjes");
  }));

test("suggestions that do not come are asked for again at the next letter", () =>
  onPage(
    ARTICLE,
    async (page) => {
      await page.route("**/suggest.*.js*", (route) => route.abort());
      const failed = page.waitForEvent("requestfailed");
      await page.locator(FIELD).focus();
      await failed;
      await page.unroute("**/suggest.*.js*");
      await page.locator(FIELD).pressSequentially("leeragenda", { delay: 50 });
      await page.waitForSelector(OPTION);
    },
    { silent: false },
  ));

test("arrows choose, Enter opens what is chosen", () =>
  onPage(ARTICLE, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("leeragenda");
    await page.waitForSelector(OPTION);
    const options = await page.locator(OPTION).allInnerTexts();
    await page.keyboard.press("ArrowDown");
    const first = await states(page);
    assert.deepEqual(first.selected, [first.active]);
    assert.equal(await page.evaluate(() => document.activeElement.id), "_q");
    await page.keyboard.press("ArrowUp");
    assert.equal((await states(page)).active, null);
    await page.keyboard.press("ArrowUp");
    assert.equal((await states(page)).active, options.at(-1));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const address = await page.locator(OPTION).first().getAttribute("href");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${address}`);
  }));

test("Enter without a choice searches, and the last option does so too", () =>
  onPage(ARTICLE, async (page) => {
    await page.locator(FIELD).pressSequentially("leeragenda");
    await page.waitForSelector(OPTION);
    assert.match(await page.locator(OPTION).last().getAttribute("href"), /\/zoeken\/\?q=leeragenda$/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/zoeken/?q=leeragenda");
  }));

test("Escape closes and keeps what was typed, an arrow opens again, leaving closes", () =>
  onPage(ARTICLE, async (page) => {
    const field = page.locator(FIELD);
    await field.pressSequentially("leeragenda");
    await page.waitForSelector(OPTION);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(`${OPTION}:visible`).count(), 0);
    assert.equal((await states(page)).expanded, "false");
    assert.equal(await field.inputValue(), "leeragenda");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector(`${OPTION}:visible`);
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(`${OPTION}:visible`).count(), 0);
  }));

test("a finger chooses too, on targets that are large enough", () =>
  onPage(
    ARTICLE,
    async (page) => {
      await page.locator(FIELD).tap();
      await page.keyboard.type("leeragenda");
      await page.waitForSelector(OPTION);
      const boxes = await Promise.all((await page.locator(OPTION).all()).map((option) => option.boundingBox()));
      assert.ok(boxes.every(({ x, width, height }) => height >= 44 && x >= 0 && x + width <= 360), JSON.stringify(boxes));
      const address = await page.locator(OPTION).first().getAttribute("href");
      await page.locator(OPTION).first().tap();
      await page.waitForURL(`**${address}`);
    },
    { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true },
  ));

test("where the index does not load, the form still leads to the search", () =>
  onPage(
    ARTICLE,
    async (page) => {
      const failed = page.waitForEvent("requestfailed");
      await page.locator(FIELD).pressSequentially("leeragenda");
      await failed;
      assert.equal(await page.locator(`${OPTION}:visible`).count(), 0);
      await page.keyboard.press("Enter");
      await page.waitForURL("**/zoeken/?q=leeragenda");
    },
    { silent: false, prepare: (page) => page.route("**/*.bin", (route) => route.abort()) },
  ));
