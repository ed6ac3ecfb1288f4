// The words that a page was found by, marked on it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { done, pages, ran } from "./page.mjs";

const onPage = pages();
const BAR = ".marks";

/** What is marked, in the order of the page. */
const marked = (page) =>
  page.evaluate(() => {
    const highlight = globalThis.CSS.highlights?.get("polder-found");
    if (highlight) return [...highlight].map(String);
    return [...document.querySelectorAll("main mark")].map((mark) => mark.textContent);
  });

async function openFirst(page, query) {
  const { urls } = await done(page, query);
  await ran(page, "later");
  await page.locator("a[data-result]").first().click();
  await page.waitForURL(`**${urls[0]}`);
  await page.waitForSelector(BAR);
  return urls[0];
}

test("words and their inflections are marked, the address stays clean, and the marks can go", () =>
  onPage("zoeken/?q=vertrouwen", async (page) => {
    await done(page, "vertrouwen");
    await ran(page, "later");
    await page.locator('a[data-result][href$="/kies-voor-vertrouwen/"]').click();
    await page.waitForSelector(BAR);
    const words = (await marked(page)).map((word) => word.toLowerCase());
    assert.ok(words.includes("vertrouwen") && words.includes("vertrouwden"), words.join(" "));
    assert.equal(new URL(page.url()).search + new URL(page.url()).hash, "");
    assert.equal(await page.evaluate(() => localStorage.length), 0);
    assert.equal(await page.locator(`${BAR} [role=status]`).innerText(), `${words.length} plekken gemarkeerd`);
    await page.getByRole("button", { name: "Volgende" }).click();
    assert.equal(await page.locator(`${BAR} [role=status]`).innerText(), `1 van ${words.length}`);
    await page.getByRole("button", { name: "Markeringen weghalen" }).click();
    assert.deepEqual(await marked(page), []);
    assert.equal(await page.locator(BAR).count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "MAIN");
    await page.reload({ waitUntil: "networkidle" });
    assert.deepEqual(await marked(page), []);
  }));

test("loading anew and going back keep the marks, the next page has none", () =>
  onPage("zoeken/?q=vertrouwen", async (page) => {
    await openFirst(page, "vertrouwen");
    const words = await marked(page);
    await page.reload();
    await page.waitForSelector(BAR);
    assert.deepEqual(await marked(page), words);
    const next = page.locator(".breadcrumb a").first();
    const address = await next.evaluate((link) => link.href);
    await next.click();
    await page.waitForURL(address);
    assert.equal(await page.locator(BAR).count(), 0);
    await page.goBack();
    await page.waitForSelector(BAR);
    assert.deepEqual(await marked(page), words);
  }));

test("a result in a new tab is marked too", () =>
  onPage("zoeken/?q=vertrouwen", async (page, context) => {
    await done(page, "vertrouwen");
    await ran(page, "later");
    const [tab] = await Promise.all([
      context.waitForEvent("page"),
      page.locator("a[data-result]").first().click({ modifiers: ["Control"] }),
    ]);
    await tab.waitForSelector(BAR);
    assert.ok((await marked(tab)).length > 0);
  }));

test("a page that was not found by a search loads nothing of it", () =>
  onPage("", async (page) => {
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(new URL("themas/vertrouwen/", page.url()).href, { waitUntil: "networkidle" });
    assert.deepEqual(asked.filter((address) => /marks\.\w+\.js|search-index/.test(address)), []);
  }));

test("a suggestion that is followed is marked", () =>
  onPage("", async (page) => {
    await page.locator("[data-suggest]").pressSequentially("vertrouwen");
    await page.getByRole("option", { name: "Alle resultaten voor ‘vertrouwen’" }).waitFor();
    await page.locator("[role=option]").first().click();
    await page.waitForSelector(BAR);
    assert.ok((await marked(page)).length > 0);
  }));

test("without highlights, elements mark: links and notes stay what they are, and all is as before when they go", () =>
  onPage(
    "zoeken/?q=vertrouwen",
    async (page) => {
      await openFirst(page, "vertrouwen");
      const words = await marked(page);
      assert.ok(words.length > 0);
      const links = () => page.locator("main a").evaluateAll((found) => found.map((link) => `${link.getAttribute("href")} ${link.textContent}`));
      const before = await links();
      await page.getByRole("button", { name: "Volgende" }).click();
      assert.equal(await page.locator("mark.current").count(), 1);
      await page.getByRole("button", { name: "Markeringen weghalen" }).click();
      assert.deepEqual(await links(), before);
      const html = await page.locator("main").innerHTML();
      await page.reload({ waitUntil: "networkidle" });
      assert.equal(await page.locator("main").innerHTML(), html);
    },
    { prepare: (page) => page.addInitScript(() => delete globalThis.CSS.highlights) },
  ));
