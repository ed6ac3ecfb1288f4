// Opens the site's index, with the reader that belongs to it.

import { twice } from "../again.js";

/** @typedef {import("../../../../search-index/client/reader.js").Index} Index */
/** @typedef {import("../../../../search-index/client/reader.js").Answer} Answer */
/** @typedef {import("../../../../search-index/client/reader.js").Result} Result */
/** @typedef {import("../../../../search-index/client/excerpt.js").Wanted} Wanted */
/** @typedef {typeof import("../../../../search-index/client/reader.js")} Reader */

/** @type {Promise<{index: Index, reader: Reader}> | null} */
let opened = null;

/**
 * The index under `base` and its reader, once; tried anew after a failure.
 * @param {string} base
 */
export function openIndex(base) {
  opened ??= load(base).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

/** @param {string} base */
async function load(base) {
  const manifest = await twice(async () => {
    const response = await fetch(`${base}manifest.json`, { cache: "no-cache" });
    if (!response.ok) throw new Error(String(response.status));
    return response.json();
  });
  const address = new URL(`${manifest.client}/reader.js`, new URL(base, location.href)).href;
  /** @type {Reader} */
  const reader = await twice((again) => import(address + again));
  return { index: new reader.Index(base, manifest), reader };
}

/**
 * The address of the site itself, which results are relative to.
 * @param {string} base
 */
export function siteOf(base) {
  return new URL("..", new URL(base, location.href)).pathname;
}
