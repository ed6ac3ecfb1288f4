// How long a reader waits: from the input event to the list in the document,
// by the clock of the page, in a real browser. The reader went to the field
// half a second before. Prints a table.
//
//   POLDER_SITE=public node tests/search/latency.mjs
//
// Measures two more built sites when their folders are named:
// POLDER_SEARCH_CORPUS, of some hundreds of pages, and POLDER_SEARCH_LARGE,
// of ten thousand.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { launch } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { SITE, baseOf, forms, openIndex, titleQueries } from "./index.mjs";

const COLD_QUERIES = 11;
/** A slow line and an old telephone. */
const LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
const CPU = 4;

const SITES = [
  { name: "this site", folder: SITE },
  { name: "corpus", folder: process.env.POLDER_SEARCH_CORPUS },
  { name: "large", folder: process.env.POLDER_SEARCH_LARGE },
].filter(({ folder }) => folder && existsSync(join(folder, "zoeken/index.html")));

/** In the page: types a text at once, and says when its list stood there. */
const ask = (page, text) =>
  page.evaluate(
    (text) =>
      new Promise((resolve, reject) => {
        const field = document.querySelector("[data-search-input]");
        const status = document.querySelector("[data-search-status]");
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (status.dataset.state === "error") reject(new Error(`${text}: ${status.textContent}`));
          if (status.dataset.state !== "done" || status.dataset.query !== text.trim()) return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(status, { attributes: true });
        field.value = text;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    text,
  );

/** The tasks of the page's main thread over 50 ms, in milliseconds, while `act` runs. */
async function longTasks(page, act) {
  await page.evaluate(() => {
    globalThis.tasks = [];
    globalThis.watching = new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    globalThis.watching.observe({ type: "longtask" });
  });
  await act();
  // Tasks are told of when they are over.
  await page.waitForTimeout(200);
  return page.evaluate(() => globalThis.tasks);
}

async function open(browser, address, slow) {
  const context = await browser.newContext();
  const page = await context.newPage();
  if (slow) {
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", LINE);
    await session.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  }
  await page.goto(`${address}zoeken/`, { waitUntil: "networkidle" });
  // Nobody types within half a second of going to a field.
  await page.locator("[data-search-input]").focus();
  await page.waitForTimeout(500);
  return { page, context };
}

/** Each query on a page opened for it. */
async function cold(browser, address, queries, slow) {
  const times = [];
  for (const query of queries) {
    const { page, context } = await open(browser, address, slow);
    times.push(await ask(page, query));
    await context.close();
  }
  return times;
}

/** Each query when its files are there. */
async function warm(browser, address, queries) {
  const { page, context } = await open(browser, address, false);
  for (const query of queries) await ask(page, query);
  const times = [];
  for (const query of queries) times.push(await ask(page, query));
  await context.close();
  return times;
}

/** Words letter by letter: the longest that the main thread was not free. */
async function typing(browser, address, words) {
  const { page, context } = await open(browser, address, false);
  const tasks = await longTasks(page, async () => {
    for (const word of words) {
      for (let length = 1; length <= word.length; length++) await ask(page, word.slice(0, length));
      await page.waitForTimeout(1200);
    }
  });
  await context.close();
  return tasks;
}

function row(name, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const shown = [at(0.5), at(0.9), sorted[sorted.length - 1]].map((time) => time.toFixed(1).padStart(8));
  console.log(`${name.padEnd(44)} ${String(times.length).padStart(4)} ${shown.join(" ")}`);
}

const browser = await launch();
try {
  for (const { name, folder } of SITES) {
    const server = await serve(folder, { base: baseOf(folder), packed: true });
    const { index } = await openIndex(join(folder, "search-index"));
    const queries = await titleQueries(index, COLD_QUERIES);
    const long = (await forms(index)).filter((form) => /^[a-z]{11,14}$/.test(form));
    const words = Array.from({ length: 8 }, (_, at) => long[Math.floor(((at + 0.5) * long.length) / 8)]);
    console.log(`\n${name}: ${index.manifest.pages} pages; ms from the input event to the list`);
    console.log(`${"".padEnd(44)}    n   median      90%     most`);
    row("files loaded", await warm(browser, server.address, queries));
    row("over loopback, first query of the page", await cold(browser, server.address, queries, false));
    row("slow line, slow processor, first query", await cold(browser, server.address, queries, true));
    const tasks = await typing(browser, server.address, words);
    const longest = Math.max(0, ...tasks);
    console.log(`${words.length} words letter by letter: main thread blocked over 50 ms ${tasks.length} times${longest ? `, at most ${longest.toFixed(0)} ms` : ""}`);
    await server.close();
  }
} finally {
  await browser.close();
}
