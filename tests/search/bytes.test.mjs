// The bytes that search adds to a page, cold, in a real browser: to open the
// search page, to the first list, and for a word typed letter by letter.
//
// Counts everything that the page loads beyond its HTML, style sheet and
// icons, as a host sends it, and what a request costs beyond its body.
//
//   POLDER_SITE=public node --test tests/search/bytes.test.mjs
//
// Measures two more built sites when their folders are named:
// POLDER_SEARCH_CORPUS, of some hundreds of pages, and POLDER_SEARCH_LARGE,
// of ten thousand.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { launch } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { SITE, baseOf, forms, openIndex, titleQueries } from "./index.mjs";

const KIB = 1024;
const REQUEST = 250;

const SMALL = { open: 12, list: 44, typing: 64, requests: 10 };
const LARGE = { open: 20, list: 75, typing: 120, requests: Infinity };
const READER = 10;

/**
 * The limits of a small site are for 249 pages; this site keeps within them
 * with so many. An article more must not fail a test: from here on they grow
 * with the site.
 */
const PAGES = 309;

const SITES = [
  { name: "this site", folder: SITE, limits: SMALL },
  { name: "corpus", folder: process.env.POLDER_SEARCH_CORPUS, limits: SMALL },
  { name: "large", folder: process.env.POLDER_SEARCH_LARGE, limits: LARGE },
]
  .filter(({ folder }) => folder)
  .map((site) => ({ ...site, base: baseOf(site.folder) }));

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What a host sends for a file: what is compressed already stays as it is. */
function sent(folder, path) {
  const body = readFileSync(join(folder, path));
  return path.endsWith(".bin") ? body.length : gzipSync(body, { level: 6 }).length;
}

/** The search page, opened cold, and what was loaded so far. */
async function cold(site, server, act) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const loaded = [];
  page.on("request", (request) => {
    const path = decodeURIComponent(new URL(request.url()).pathname).slice(site.base.length);
    if (/\.(html|css|svg|png|ico)$|(^|\/)$/.test(path)) return;
    loaded.push({ path, bytes: sent(site.folder, path) + REQUEST });
  });
  await page.goto(`${server.address}zoeken/`, { waitUntil: "networkidle" });
  await act(page);
  // What comes after the list stands there is not waited for by anybody.
  const counted = [...loaded];
  await context.close();
  return counted;
}

/** Waits until the list of `query` stands in the document. */
const done = (page, query) =>
  page.waitForFunction((query) => {
    const { dataset } = document.querySelector("[data-search-status]");
    return dataset.state === "done" && dataset.query === query;
  }, query);

const kib = (loaded) => loaded.reduce((sum, { bytes }) => sum + bytes, 0) / KIB;

/** How much of each kind of file, the largest share first. */
function shares(loaded) {
  const kinds = {};
  for (const { path, bytes } of loaded) {
    const name = path.split("/").pop().replace(/\.[0-9a-f]{10}\./, ".");
    const kind = name.endsWith(".bin") ? name[0] : name;
    kinds[kind] ??= { count: 0, bytes: 0 };
    kinds[kind].count++;
    kinds[kind].bytes += bytes;
  }
  const sorted = Object.entries(kinds).sort(([, a], [, b]) => b.bytes - a.bytes);
  return sorted.map(([kind, { count, bytes }]) => `${count > 1 ? `${count} ` : ""}${kind} ${(bytes / KIB).toFixed(1)}`).join(", ");
}

/**
 * Queries as typical as a site's own titles, and words of 13 letters: those
 * that begin as most words of the site do, for their beginnings cost most.
 */
async function queriesOf(folder) {
  const { index } = await openIndex(join(folder, "search-index"));
  const queries = await titleQueries(index, 6);
  const all = await forms(index);
  const common = new Map();
  for (const form of all) common.set(form.slice(0, 3), (common.get(form.slice(0, 3)) ?? 0) + 1);
  const long = all.filter((form) => /^[a-z]{13}$/.test(form));
  const words = new Map();
  for (const form of long.sort((a, b) => common.get(b.slice(0, 3)) - common.get(a.slice(0, 3)))) {
    if (!words.has(form.slice(0, 3))) words.set(form.slice(0, 3), form);
  }
  return { queries, words: [...words.values()].slice(0, 4) };
}

/** The limits of a site; of others than this one they stay as they are. */
function grown({ folder, limits }) {
  const { pages } = JSON.parse(readFileSync(join(folder, "search-index/manifest.json"), "utf8"));
  if (folder !== SITE || pages <= PAGES) return limits;
  const more = (most) => Math.round((most * pages * 10) / PAGES) / 10;
  return { ...limits, open: more(limits.open), list: more(limits.list), typing: more(limits.typing) };
}

for (const site of SITES) {
  test(`what search loads stays within its limits: ${site.name}`, async () => {
    const server = await serve(site.folder, { base: site.base });
    const rows = [];
    const over = [];
    const judge = (what, loaded, most, requests = Infinity) => {
      const size = kib(loaded);
      rows.push([what.padEnd(34), size.toFixed(1).padStart(6), String(most).padStart(5), String(loaded.length).padStart(4), ` ${shares(loaded)}`]);
      if (size > most) over.push(`${what}: ${size.toFixed(1)} KiB, at most ${most}`);
      if (loaded.length > requests) over.push(`${what}: ${loaded.length} requests, at most ${requests}`);
    };
    try {
      const { queries, words } = await queriesOf(site.folder);
      const limits = grown(site);
      judge("open", await cold(site, server, async () => {}), limits.open);
      for (const query of queries) {
        const act = async (page) => {
          await page.locator("[data-search-input]").fill(query);
          await done(page, query);
        };
        judge(`list: ${query}`, await cold(site, server, act), limits.list, limits.requests);
      }
      for (const word of words) {
        const act = async (page) => {
          for (const [at, letter] of [...word].entries()) {
            await page.locator("[data-search-input]").press(letter);
            await done(page, word.slice(0, at + 1));
          }
        };
        judge(`typing: ${word}`, await cold(site, server, act), limits.typing);
      }
    } finally {
      await server.close();
      const head = [`${site.name}: ${site.folder}`.padEnd(34), "   KiB", " most", "  n ", " of which"];
      console.log([head, ...rows].map((row) => row.join(" ")).join("\n"));
    }
    assert.deepEqual(over, []);
  });
}

test(`the reader is at most ${READER} KiB`, () => {
  const folder = join(SITES[0].folder, "search-index");
  const { client } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const names = ["reader.js", "near.js", "unknown.js"];
  const sizes = names.map((name) => sent(join(folder, client), name) / KIB);
  console.log(names.map((name, at) => `${name} ${sizes[at].toFixed(2)} KiB`).join(", "));
  assert.ok(sizes.reduce((sum, size) => sum + size) <= READER);
});
