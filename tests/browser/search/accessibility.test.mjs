// axe on what search shows, in each of its states, in light and dark, on a
// phone and on a desk. It proves nothing about what only people can judge.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "../axe.mjs";
import { FIELD, STATUS, done, pages, ran } from "./page.mjs";

const onPage = pages();

const STATES = {
  "nothing asked yet": ["zoeken/", async () => {}],
  "a list with filters chosen": [
    "zoeken/?q=samenwerking&themas=vertrouwen&themas=rollen",
    async (page) => {
      await done(page, "samenwerking");
      if (!(await page.locator("[data-facet]").first().isVisible())) await page.locator("[data-search-facets] summary").click();
    },
  ],
  "a repaired query with a word left out": ["zoeken/?q=vertruowen%20xqzvw", (page) => done(page, "vertruowen xqzvw")],
  "nothing found": ["zoeken/?q=xqzvw", (page) => done(page, "xqzvw")],
  "no connection": [
    "zoeken/",
    async (page) => {
      await page.route("**/*.bin", (route) => route.abort());
      await page.locator(FIELD).fill("regie");
      await page.waitForSelector(`${STATUS}[data-state=error]`);
    },
  ],
  "suggestions, one chosen": [
    "themas/vertrouwen/",
    async (page) => {
      await page.locator("[data-suggest]").pressSequentially("leeragenda");
      await page.waitForSelector("[role=option]");
      await page.keyboard.press("ArrowDown");
    },
  ],
  "a page with marks": [
    "zoeken/?q=vertrouwen",
    async (page) => {
      await done(page, "vertrouwen");
      await ran(page, "later");
      await page.locator("a[data-result]").first().click();
      await page.waitForSelector(".marks");
      await page.getByRole("button", { name: "Volgende" }).click();
    },
  ],
};

for (const [name, [path, act]] of Object.entries(STATES)) {
  test(`axe finds nothing: ${name}`, async () => {
    for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 360], ["dark", 360]]) {
      // The policy would keep axe out; the other tests prove the policy.
      const options = { bypassCSP: true, colorScheme, viewport: { width, height: 800 }, silent: false };
      await onPage(
        path,
        async (page) => {
          await act(page);
          assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} pixels`);
          const { scroll, room } = await page.evaluate(() => ({
            scroll: document.documentElement.scrollWidth,
            room: document.documentElement.clientWidth,
          }));
          assert.ok(scroll <= room, `is ${scroll} pixels wide in ${room}`);
        },
        options,
      );
    }
  });
}
