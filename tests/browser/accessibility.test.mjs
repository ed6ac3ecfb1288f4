// axe-core on one page of each kind and thirty more, light and dark, narrow
// and wide: the rules of WCAG 2.2 A and AA that a machine can test. It finds
// faults; it proves nothing about what only people can judge.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { faultsOf, launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE, pages, pagesByKind, someOf } from "./site.mjs";

let browser;
let server;
let paths;
before(async () => {
  browser = await launch();
  server = await serve(ROOT_SITE.folder);
  const kinds = pagesByKind(ROOT_SITE.folder).map(({ path }) => path);
  paths = [...new Set([...kinds, ...someOf(pages(ROOT_SITE.folder), 30)])];
});
after(async () => {
  await browser?.close();
  await server?.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing in ${colorScheme} at ${width} pixels`, async () => {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } });
      try {
        const found = await faultsOf(context, server.address, paths, async (page, faults) => {
          faults.push(...(await violations(page)));
        });
        assert.deepEqual(found, []);
      } finally {
        await context.close();
      }
    });
  }
}

test("whoever goes by keyboard sees where the focus is, and nothing covers it", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 640 }, reducedMotion: "reduce" });
  try {
    // The first page, the table that scrolls in two directions, an article.
    const kinds = ["home", "matrix-themes", "entry-cases"];
    const chosen = pagesByKind(ROOT_SITE.folder).filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path);
    assert.equal(chosen.length, kinds.length);
    const found = await faultsOf(context, server.address, chosen, async (page, faults) => {
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press("Tab");
        const fault = await page.evaluate(focusFault);
        if (fault) faults.push(fault);
      }
    });
    assert.deepEqual([...new Set(found)], []);
  } finally {
    await context.close();
  }
});

/** What is wrong with the focus: in the browser. */
function focusFault() {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const name = at.outerHTML.slice(0, 100);
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const drawn = at.querySelector("rect") && parseFloat(getComputedStyle(at.querySelector("rect")).strokeWidth) > 4;
  if ((outlineStyle === "none" || parseFloat(outlineWidth) < 2) && !drawn) return `no focus to be seen: ${name}`;
  const boxes = [...at.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
  const inSight = boxes.some((box) => {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return top && (at.contains(top) || top.contains(at));
  });
  return inSight ? null : `the focus is covered: ${name}`;
}
