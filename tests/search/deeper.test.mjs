// An excerpt from deeper in a page than its record holds, in a real browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { ROOT_SITE } from "../browser/site.mjs";

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

test("sentences of the page itself, with marks and the section that they stand in", async () => {
  const page = await browser.newPage();
  await page.goto(`${server.address}zoeken/`);
  const found = await page.evaluate(async () => {
    const base = new URL("../search-index/", location.href).href;
    const { client } = await (await fetch(`${base}manifest.json`)).json();
    const { open } = await import(`${base}${client}/reader.js`);
    const index = await open(base);
    const site = new URL("..", location.href).href;
    const found = [];
    for (const query of ["financiele afspraken", "bestuurlijk draagvlak wethouders", "jongeren zonder startkwalificatie"]) {
      const answer = await index.search(query);
      for (const result of answer.results) {
        const more = await index.deeper(result, answer.wanted, { address: site + result.url });
        const html = await (await fetch(site + result.url)).text();
        found.push({ query, result, more, html });
      }
    }
    return found;
  });
  await page.close();
  const better = found.filter(({ more }) => more);
  assert.ok(better.length >= 5, `${better.length} of ${found.length}`);
  const bare = (text) => text.replace(/<a [^>]*role="doc-noteref"[^>]*>[^<]*<.a>/g, "").replace(/<[^>]+>/g, "").replace(/&amp;/g, "&").replace(/&nbsp;/g, " ").replace(/&#39;/g, "'").replace(/&quot;/g, '"').replace(/\s+/g, " ");
  for (const { result, more, html } of better) {
    assert.ok(more.marks.length > 0 && more.excerpt.length <= 182, result.url);
    assert.ok(new Set(more.marks.map(([from, to]) => more.excerpt.slice(from, to).toLowerCase())).size >= new Set(result.marks.map(([from, to]) => result.excerpt.slice(from, to).toLowerCase())).size);
    assert.ok(bare(html).includes(more.excerpt.replace(/^…|…$/g, "")), `${result.url}: ${more.excerpt}`);
    assert.doesNotMatch(more.excerpt, /\p{L}\.\d/u);
    if (more.section) assert.ok(html.includes(`id="${more.section.anchor}"`));
  }
});

test("a page that cannot be had is an error, and a query that is given up is one too", async () => {
  const page = await browser.newPage();
  await page.goto(`${server.address}zoeken/`);
  const names = await page.evaluate(async () => {
    const base = new URL("../search-index/", location.href).href;
    const { client } = await (await fetch(`${base}manifest.json`)).json();
    const { open } = await import(`${base}${client}/reader.js`);
    const index = await open(base);
    const { results, wanted } = await index.search("regio");
    const missing = index.deeper(results[0], wanted, { address: `${base}nowhere` }).catch((error) => error.message);
    const stop = new AbortController();
    const given = index.deeper(results[0], wanted, { address: location.href, signal: stop.signal }).catch((error) => error.name);
    stop.abort();
    return [await missing, await given];
  });
  await page.close();
  assert.match(names[0], /404/);
  assert.equal(names[1], "AbortError");
});
