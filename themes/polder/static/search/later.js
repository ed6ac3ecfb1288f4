// What comes when a list of results stands: the words of the query go with a
// result that is opened, results can be kept, and those that show none of the
// words get sentences of their page.

import { handOverFrom } from "./hand-over.js";
import { marked } from "./results.js";

/** @typedef {import("./found.js").Found} Found */
/** @typedef {import("./index.js").Index} Index */

/** How many results a list begins with. */
const PAGE = 10;
/** Milliseconds in which nobody typed before pages are read. */
const PAUSE = 500;
let begun = false;

/**
 * @param {Found} found
 * @param {Index} index
 * @param {AbortSignal} signal of the query
 */
export function later(found, index, signal) {
  if (!begun) {
    handOverFrom(found.list, () => found.wanted);
    addEventListener("pagehide", () => {
      const shown = Math.max(PAGE, found.list.children.length);
      history.replaceState({ ...history.state, shown, scroll: scrollY }, "");
    });
  }
  begun = true;
  const timer = setTimeout(() => {
    if (document.querySelector("[data-saved]")) import("../saved.js").catch(() => {});
    readOn(found, index, signal);
  }, PAUSE);
  signal.addEventListener("abort", () => clearTimeout(timer));
}

/**
 * Results in view of which the record has none of the words get sentences of
 * the page itself.
 * @param {Found} found
 * @param {Index} index
 * @param {AbortSignal} signal
 */
function readOn(found, index, signal) {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      deepen(found, index, target, signal).catch(() => {});
    }
  });
  signal.addEventListener("abort", () => observer.disconnect());
  for (const item of found.list.children) if (found.shallow.has(item)) observer.observe(item);
}

/**
 * @param {Found} found
 * @param {Index} index
 * @param {Element} item
 * @param {AbortSignal} signal
 */
async function deepen(found, index, item, signal) {
  const result = found.shallow.get(item);
  if (!result) return;
  const more = await index.deeper(result, found.wanted, { address: found.site + result.url, signal });
  found.shallow.delete(item);
  if (more && !signal.aborted) item.querySelector(".result-excerpt")?.replaceChildren(...marked(more.excerpt, more.marks));
}
