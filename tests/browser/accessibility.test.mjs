// axe-core on one page of each kind, light and dark, narrow and wide: the
// rules of WCAG 2.2 A and AA that a machine can test. It finds faults; it
// proves nothing about what only people can judge.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { faultsOf, launch } from "./chromium.mjs";
import { serve } from "./server.mjs";
import { ROOT_SITE, onePageOfEachKind } from "./site.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

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

for (const [colorScheme, width] of [["light", 1280], ["dark", 360]]) {
  test(`axe finds nothing in ${colorScheme} at ${width} pixels`, async () => {
    // The policy would keep axe itself out; pages.test.mjs proves the policy.
    const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 800 } });
    try {
      const paths = onePageOfEachKind(ROOT_SITE.folder);
      const found = await faultsOf(context, server.address, paths, async (page, faults) => {
        await page.addScriptTag({ content: AXE });
        const violations = await page.evaluate(
          async (rules) => (await globalThis.axe.run({ runOnly: rules })).violations,
          RULES,
        );
        for (const { id, help, nodes } of violations) {
          faults.push(`${id}: ${help}: ${nodes[0].html.slice(0, 160)} (${nodes.length} times)`);
        }
      });
      assert.deepEqual(found, []);
    } finally {
      await context.close();
    }
  });
}
