// The whole way of a search on a site that stands in a folder of its host.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SUB_SITE } from "../site.mjs";
import { changed, done, pages, ran } from "./page.mjs";

test("under a sub-path", { skip: SUB_SITE === null && "POLDER_SITE_SUB is not set" }, async (t) => {
  const onPage = pages(SUB_SITE);
  await t.test("suggestions, results, filters and marks stay in it", () =>
    onPage("themas/vertrouwen/", async (page) => {
      await page.locator("[data-suggest]").pressSequentially("vertrouwen");
      await page.getByRole("option", { name: "Alle resultaten voor ‘vertrouwen’" }).waitFor();
      await page.locator("[role=option]").last().click();
      await page.waitForURL(`**${SUB_SITE.base}zoeken/?q=vertrouwen`);
      const { urls } = await done(page, "vertrouwen");
      assert.ok(urls.length > 0 && urls.every((address) => address.startsWith(SUB_SITE.base)));
      await changed(page, () => page.locator("[data-facet] label:visible input").first().check());
      assert.ok(new URL(page.url()).pathname === `${SUB_SITE.base}zoeken/`);
      const list = page.locator(".search-lists a").first();
      assert.ok((await list.getAttribute("href")).startsWith(SUB_SITE.base));
      await ran(page, "later");
      await page.locator("a[data-result]").first().click();
      await page.waitForSelector(".marks");
    }),
  );
});
