// Results while typing, the address and the history, more of them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELD, changed, done, pages, state } from "./page.mjs";

const onPage = pages();

test("results while typing, and the address says what is shown", () =>
  onPage("zoeken/", async (page) => {
    assert.equal((await state(page)).state, "idle");
    await page.locator(FIELD).pressSequentially("vertrouwen");
    const found = await done(page, "vertrouwen");
    assert.equal(found.urls.length, Math.min(10, found.total));
    assert.equal(new Set(found.urls).size, found.urls.length);
    assert.equal(found.said, `${found.total} resultaten`);
    assert.ok((await page.locator("[data-search-results] mark").count()) > 0);
    await page.waitForURL("**/zoeken/?q=vertrouwen");
  }));

test("a result says what it is and of which day, as its page does", () =>
  onPage("zoeken/?q=vertrouwen", async (page) => {
    await done(page, "vertrouwen");
    const [, label, day] = /^(.+) · (\d{1,2} [a-z]+ \d{4})$/.exec(await page.locator(".result-about").first().innerText());
    await page.locator("a[data-result]").first().click();
    await page.waitForSelector("article");
    const text = await page.locator("main").innerText();
    assert.ok(text.includes(label) && text.includes(day), `${label}, ${day}`);
  }));

test("a query in the address is answered before the list is done", () =>
  onPage("", async (page) => {
    const states = await page.evaluate(async () => {
      const frame = document.createElement("iframe");
      frame.src = "/zoeken/?q=regie";
      // The policy keeps the site out of frames: a window it is.
      const opened = globalThis.open(frame.src);
      const seen = [];
      for (;;) {
        const status = opened.document.querySelector("[data-search-status]");
        if (status && seen.at(-1)?.state !== status.dataset.state) {
          seen.push({ state: status.dataset.state, query: status.dataset.query, results: opened.document.querySelectorAll("a[data-result]").length });
        }
        if (seen.at(-1)?.state === "done") return seen;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    });
    const last = states.pop();
    assert.equal(last.query, "regie");
    assert.ok(last.results > 0);
    assert.ok(states.every(({ state, query }) => state !== "done" && query !== "regie"), JSON.stringify(states));
  }));

test("typing a word is one step back, and every step says the same again", () =>
  onPage("zoeken/", async (page) => {
    await page.locator(FIELD).pressSequentially("regie", { delay: 20 });
    const first = await done(page, "regie");
    await page.waitForURL("**/?q=regie");
    await page.locator(FIELD).fill("");
    await page.locator(FIELD).press("Enter");
    await page.locator(FIELD).pressSequentially("geld");
    const second = await done(page, "geld");
    await page.waitForURL("**/?q=geld");
    assert.notDeepEqual(second.urls, first.urls);
    const steps = [];
    for (let at = 0; at < 3; at++) {
      steps.push(new URL(page.url()).search);
      await changed(page, () => page.goBack());
    }
    assert.deepEqual(steps, ["?q=geld", "", "?q=regie"]);
    assert.equal((await state(page)).state, "idle");
    assert.equal(await page.locator(FIELD).inputValue(), "");
    await changed(page, () => page.goForward());
    assert.deepEqual((await done(page, "regie")).urls, first.urls);
    assert.equal(await page.locator(FIELD).inputValue(), "regie");
  }));

test("the newest first, and the address says so", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    const best = await done(page, "samenwerking");
    const newest = await changed(page, () => page.locator("[data-search-sort]").selectOption("date"));
    assert.equal(newest.total, best.total);
    assert.match(page.url(), /\?q=samenwerking&_sort=date$/);
    await page.reload();
    assert.deepEqual((await done(page, "samenwerking")).urls, newest.urls);
    assert.equal(await page.locator("[data-search-sort]").inputValue(), "date");
  }));

test("more results come below, the keyboard goes on where they begin, and coming back finds them", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    const first = await done(page, "samenwerking");
    const more = page.locator("[data-search-more]");
    await more.focus();
    const all = await changed(page, () => page.keyboard.press("Enter"));
    assert.equal(all.urls.length, Math.min(20, all.total));
    assert.deepEqual(all.urls.slice(0, 10), first.urls);
    assert.equal(new Set(all.urls).size, all.urls.length);
    assert.equal(all.said, `${all.total} resultaten`);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), all.urls[10]);
    await page.locator("a[data-result]").nth(14).click();
    await page.waitForURL(`**${all.urls[14]}`);
    await page.goBack();
    assert.deepEqual((await done(page, "samenwerking")).urls, all.urls);
    await page.waitForFunction(() => scrollY > 200);
  }));

test("a section of a page has a link of its own", () =>
  onPage("zoeken/?q=wat%20we%20niet%20weten", async (page) => {
    await done(page, "wat we niet weten");
    const link = page.locator(".result-section a").first();
    const address = await link.getAttribute("href");
    await link.click();
    await page.waitForURL(`**${address}`);
    assert.equal(await page.locator(":target").count(), 1);
  }));

test("a phrase, a word that must not be there, and both at once", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    const { total } = await done(page, "samenwerking");
    await page.locator(FIELD).fill("samenwerking -vertrouwen");
    const without = await done(page, "samenwerking -vertrouwen");
    assert.ok(without.total > 0 && without.total < total);
    await page.locator(FIELD).fill('"regionale samenwerking"');
    const phrase = await done(page, '"regionale samenwerking"');
    assert.ok(phrase.total > 0 && phrase.total < total);
    await page.locator(FIELD).fill('"regionale samenwerking" -vertrouwen');
    const both = await done(page, '"regionale samenwerking" -vertrouwen');
    assert.ok(both.total < phrase.total);
  }));
