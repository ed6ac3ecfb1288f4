// Filters: what they leave, how many there are, and the ways to them and back.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FIELD, changed, done, pages, state } from "./page.mjs";

const onPage = pages();

/** The filters that can be seen: their names, values and counts. */
async function visible(page) {
  const labels = page.locator("[data-facet] label:visible");
  await labels.first().waitFor();
  return labels.evaluateAll((labels) =>
    labels.map((label) => {
      const { name, value, checked } = label.querySelector("input");
      return { name, value, checked, count: Number(label.querySelector("[data-count]").textContent) };
    }),
  );
}

const box = (page, { name, value }) => page.locator(`[data-facet="${name}"] input[value="${value}"]`);

test("a filter leaves as many as it says, and back undoes it", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    const all = await done(page, "samenwerking");
    const offered = await visible(page);
    assert.ok(offered.length > 0 && offered.every(({ count }) => count > 0 && count <= all.total));
    const filter = offered.find(({ count }) => count < all.total);
    const some = await changed(page, () => box(page, filter).check());
    assert.equal(some.total, filter.count);
    assert.equal(new URL(page.url()).search, `?q=samenwerking&${filter.name}=${filter.value}`);
    await changed(page, () => page.goBack());
    assert.deepEqual((await done(page, "samenwerking")).urls, all.urls);
    assert.equal(await box(page, filter).isChecked(), false);
    await changed(page, () => page.goForward());
    assert.deepEqual((await done(page, "samenwerking")).urls, some.urls);
    assert.equal(await box(page, filter).isChecked(), true);
  }));

test("two values of one facet widen, two facets narrow", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    const all = await done(page, "samenwerking");
    const offered = await visible(page);
    const [one, other] = offered.filter(({ name }) => name === offered[0].name);
    const first = await changed(page, () => box(page, one).check());
    const both = await changed(page, () => box(page, other).check());
    assert.ok(both.total >= Math.max(one.count, other.count) && both.total >= first.total);
    assert.equal(new URL(page.url()).search, `?q=samenwerking&${one.name}=${one.value}&${other.name}=${other.value}`);
    const third = (await visible(page)).find(({ name, count }) => name !== one.name && count < both.total);
    const narrow = await changed(page, () => box(page, third).check());
    assert.equal(narrow.total, third.count);
    const cleared = await changed(page, () => page.getByRole("button", { name: "Alle filters weghalen" }).click());
    assert.deepEqual(cleared.urls, all.urls);
  }));

test("a chip names what is chosen and takes it away, by keyboard too", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    const all = await done(page, "samenwerking");
    const filter = (await visible(page))[0];
    const label = await box(page, filter).getAttribute("data-label");
    await changed(page, () => box(page, filter).check());
    const chip = page.getByRole("button", { name: `Filter ‘${label}’ weghalen` });
    await chip.focus();
    const again = await changed(page, () => page.keyboard.press("Enter"));
    assert.deepEqual(again.urls, all.urls);
    await chip.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.id === "_q");
  }));

test("filters alone find all that have the value", () =>
  onPage("zoeken/", async (page) => {
    const [filter] = await visible(page);
    const found = await changed(page, () => box(page, filter).check());
    assert.deepEqual([found.state, found.total], ["done", filter.count]);
    const none = await changed(page, () => box(page, filter).uncheck());
    assert.deepEqual([none.state, none.urls], ["idle", []]);
    assert.deepEqual(await visible(page), (await visible(page)).filter(({ count }) => count > 0));
  }));

test("where the filters leave nothing, it can be sought without them", () =>
  onPage("zoeken/?q=samenwerking", async (page) => {
    const { total } = await done(page, "samenwerking");
    const filter = (await visible(page)).sort((a, b) => a.count - b.count)[0];
    await changed(page, () => box(page, filter).check());
    await page.locator(FIELD).fill("samenwerking -de");
    const none = await done(page, "samenwerking -de");
    assert.equal(none.total, 0);
    assert.equal(await box(page, filter).isVisible(), true);
    await page.locator(FIELD).fill("samenwerking");
    await done(page, "samenwerking");
    await page.locator(FIELD).fill("samenwerking -de");
    await done(page, "samenwerking -de");
    await changed(page, () => page.getByRole("button", { name: "Zoek zonder filters" }).click());
    await page.locator(FIELD).fill("samenwerking");
    assert.equal((await done(page, "samenwerking")).total, total);
  }));

test("from the page of a facet's value to the search with that filter, and back", () =>
  onPage("praktijklessen/themas/", async (page) => {
    const value = page.locator(".facet-values a").first();
    const list = await value.getAttribute("href");
    await value.click();
    await page.waitForURL(`**${list}`);
    const listed = await page.locator(".cards .card-title a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    await page.locator("main a[href*='/zoeken/?']").click();
    await page.waitForFunction(() => document.querySelector("[data-search-status]")?.dataset.state === "done");
    assert.equal(`/praktijklessen/${new URL(page.url()).search.slice(1).replace("=", "/")}/`, list);
    while (await page.locator("[data-search-more]").isVisible()) await changed(page, () => page.locator("[data-search-more]").click());
    const { urls } = await state(page);
    assert.deepEqual(listed.filter((address) => !urls.includes(address)), []);
    await page.locator(".search-lists a", { hasText: "Praktijklessen" }).click();
    await page.waitForURL(`**${list}`);
  }));

test("on a phone the filters open behind a button that says how many are chosen", () =>
  onPage(
    "zoeken/?q=samenwerking",
    async (page) => {
      await done(page, "samenwerking");
      const summary = page.locator("[data-search-facets] summary");
      await summary.waitFor();
      assert.equal(await page.locator("[data-facet] label:visible").count(), 0);
      await summary.click();
      const filter = (await visible(page))[0];
      await changed(page, () => box(page, filter).check());
      assert.equal((await summary.innerText()).trim().endsWith("Filters (1 gekozen)"), true);
    },
    { viewport: { width: 360, height: 800 } },
  ));

for (const width of [360, 1280]) {
  test(`what is ticked stays under the finger, ${width} pixels wide`, () =>
    onPage("zoeken/?q=regie", async (page) => {
      await page.setViewportSize({ width, height: 740 });
      await done(page, "regie");
      if (width < 1000) await page.locator("[data-search-facets] > summary").click();
      await visible(page);
      const top = (label) => label.evaluate((label) => label.getBoundingClientRect().top);
      // One value of each facet: the groups above it become shorter, and longer again.
      for (const name of await page.locator("[data-facet]:visible").evaluateAll((groups) => groups.map((group) => group.dataset.facet))) {
        const label = page.locator(`[data-facet="${name}"] label:visible`).first();
        await label.evaluate((label) => scrollBy({ top: label.getBoundingClientRect().top - 300, behavior: "instant" }));
        const before = await top(label);
        const value = page.locator(`[data-facet="${name}"] input[value="${await label.locator("input").inputValue()}"]`);
        await changed(page, () => value.click());
        await page.waitForTimeout(100);
        const there = page.locator(`[data-facet="${name}"] label`, { has: page.locator(":checked") });
        assert.ok(Math.abs((await top(there)) - before) < 2, `${name}: ${before} -> ${await top(there)}`);
        await changed(page, () => value.click());
      }
    }));
}
