// What the tests of the search page share: a browser, the site under the
// whole Content-Security-Policy, and the page's state by its hooks.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { launch } from "../chromium.mjs";
import { serve } from "../server.mjs";
import { ROOT_SITE } from "../site.mjs";

/**
 * Starts a browser and a server for the tests of a file.
 * @returns what opens a page, runs `look` on it and fails if it logged anything
 */
export function pages(site = ROOT_SITE) {
  let browser;
  let server;
  before(async () => {
    browser = await launch();
    server = await serve(site.folder, { base: site.base });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  return async (path, look, { prepare = async () => {}, silent = true, ...options } = {}) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    try {
      await prepare(page, context);
      await page.goto(server.address + path, { waitUntil: "networkidle" });
      await look(page, context);
      if (silent) assert.deepEqual(said, []);
    } finally {
      await context.close();
    }
  };
}

export const FIELD = "[data-search-input]";
export const STATUS = "[data-search-status]";

/** What the hooks say now. */
export const state = (page) =>
  page.evaluate(() => {
    const status = document.querySelector("[data-search-status]");
    const links = [...document.querySelectorAll("[data-search-results] a[data-result]")];
    return {
      ...status.dataset,
      total: Number(status.dataset.total),
      said: status.textContent,
      urls: links.map((link) => link.getAttribute("href")),
    };
  });

/** Waits until the list of `query` stands in the document. */
export async function done(page, query) {
  await page.waitForFunction((query) => {
    const { dataset } = document.querySelector("[data-search-status]");
    return dataset.state === "done" && dataset.query === query;
  }, query);
  return state(page);
}

/** Waits until a script of the theme that is loaded when needed has run. */
export async function ran(page, name) {
  const script = await page.waitForFunction((name) => {
    const loaded = performance.getEntriesByType("resource").find((entry) => entry.name.includes(`/search/${name}.`));
    return loaded?.responseEnd && loaded.name;
  }, name);
  await page.evaluate((address) => import(address), await script.jsonValue());
}

/** Does something that changes the list, and waits for the new one. */
export async function changed(page, act) {
  await page.evaluate(() => {
    globalThis.lists = 0;
    const status = document.querySelector("[data-search-status]");
    new MutationObserver(() => {
      if (status.dataset.state === "done" || status.dataset.state === "idle") globalThis.lists++;
    }).observe(status, { attributeFilter: ["data-state"] });
  });
  await act();
  await page.waitForFunction(() => globalThis.lists > 0);
  return state(page);
}
