// The pages that a reader keeps, as they are on the site now.

import { address, isAddress, site } from "./saved.js";

/**
 * @typedef {object} Page
 * @property {"here" | "moved" | "withdrawn" | "gone" | "unreachable"} state
 * @property {string} url where it is now, below the site's address
 * @property {string} title
 * @property {string} label what kind of page it is
 * @property {string} canonical its absolute address, as the site publishes it
 * @property {Element | null} main its text
 */

/** Most pages that are asked for at a time. */
const AT_A_TIME = 4;
/** Most addresses that lead to another one, for a page. */
const MOST_MOVES = 3;

/** @type {Map<string, Promise<Page>>} */
const pages = new Map();
/** @type {(() => void)[]} */
const waiting = [];
let running = 0;

/** A page; asked for once, unless that failed. @param {string} url @returns {Promise<Page>} */
export function load(url) {
  const known = pages.get(url);
  if (known) return known;
  const page = turn()
    .then(() => follow(url))
    .catch(() => pageOf("unreachable", url, null))
    .then((page) => {
      running -= 1;
      waiting.shift()?.();
      if (page.state === "unreachable") pages.delete(url);
      return page;
    });
  pages.set(url, page);
  return page;
}

/** Waits until fewer pages than the most are asked for. */
async function turn() {
  if (running >= AT_A_TIME) await new Promise((resolve) => waiting.push(() => resolve(null)));
  running += 1;
}

/** @param {string} asked @returns {Promise<Page>} */
async function follow(asked) {
  let url = asked;
  for (let moves = 0; moves <= MOST_MOVES; moves += 1) {
    const response = await fetch(site + url);
    // Read whatever it is: a body that nobody reads keeps its connection.
    const html = await response.text();
    if (response.status === 404 || response.status === 410) return pageOf("gone", url, null);
    if (!response.ok) throw new Error(String(response.status));
    url = address(response.url) ?? url;
    const found = new DOMParser().parseFromString(html, "text/html");
    if (found.body.classList.contains("page-withdrawn")) return pageOf("withdrawn", url, found);
    const next = found.querySelector("meta[http-equiv=refresh]")?.getAttribute("content")?.match(/url=(.*)$/i)?.[1];
    if (!next) return pageOf(url === asked ? "here" : "moved", url, found);
    const target = address(new URL(next, response.url).href);
    if (!isAddress(target)) break;
    url = /** @type {string} */ (target);
  }
  throw new Error("moves in a circle");
}

/**
 * @param {Page["state"]} state
 * @param {string} url
 * @param {Document | null} found
 * @returns {Page}
 */
function pageOf(state, url, found) {
  const button = /** @type {HTMLElement | null} */ (found?.querySelector("[data-save]") ?? null);
  return {
    state,
    url,
    title: button?.dataset.title ?? found?.querySelector("h1")?.textContent?.trim() ?? "",
    label: button?.dataset.label ?? "",
    canonical: found?.querySelector("link[rel=canonical]")?.getAttribute("href") ?? "",
    main: found?.querySelector("main article") ?? found?.querySelector("main") ?? null,
  };
}
