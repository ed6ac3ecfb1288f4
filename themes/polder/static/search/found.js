// What stands on the search page when something was found, or nothing. Loaded
// beside the first answer, for opening the page does without it.

import { explain } from "./explain.js";
import { Filters } from "./filters.js";
import { handOverFrom } from "./hand-over.js";
import { button, fill, marked, resultItem } from "./results.js";

/** @typedef {import("./index.js").Answer} Answer */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Result} Result */
/** @typedef {{changed(): void, asTyped(): void, again(): void}} Ways what a reader can do from here */

/** Milliseconds after a list in which nobody typed. */
const PAUSE_BEFORE_READING = 600;

/** The part of the search page below the field. */
export class Found {
  /**
   * @param {HTMLElement} page with the texts
   * @param {string} site address of the site
   * @param {Ways} ways
   */
  constructor(page, site, ways) {
    const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (page.querySelector(selector));
    this.texts = page.dataset;
    this.site = site;
    this.ways = ways;
    this.status = find("[data-search-status]");
    this.list = find("[data-search-results]");
    this.note = find("[data-search-note]");
    this.more = find("[data-search-more]");
    this.browse = find("[data-search-browse]");
    this.sort = find(".search-sort");
    this.filters = new Filters(page, ways.changed);
    /** @type {Answer["wanted"]} */
    this.wanted = [];
    /** Results of which the excerpt has none of the words. @type {WeakMap<Element, Result>} */
    this.shallow = new WeakMap();
    handOverFrom(this.list, () => this.wanted);
    walkWithArrows(find("[data-search-input]"), this.list);
  }

  /**
   * @param {Answer | null} answer null where nothing is looked for
   * @param {string} query
   */
  show(answer, query) {
    const total = answer?.total ?? 0;
    this.list.replaceChildren();
    this.add(answer?.results ?? [], total);
    this.list.hidden = this.sort.hidden = !total;
    this.browse.hidden = total > 0;
    // No facets in an answer: their counts follow.
    if (!answer || answer.facets.length) this.filters.count(answer && answer.facets);
    this.filters.show();
    this.wanted = answer?.wanted ?? [];
    const ways = { narrowed: this.filters.boxes.some((box) => box.checked), asTyped: this.ways.asTyped, widen: () => this.filters.clear() };
    this.note.replaceChildren(...(answer ? explain(answer, query, this.texts, ways) : []));
    if (!answer) this.status.replaceChildren();
  }

  /**
   * Adds results at the end of the list, and says how many there are in all.
   * @param {Result[]} results
   * @param {number} total
   */
  add(results, total) {
    for (const result of results) {
      const item = resultItem(result, this.site, this.texts);
      if (result.excerpt && !result.marks.length) this.shallow.set(item, result);
      this.list.append(item);
    }
    this.more.hidden = this.list.children.length >= total;
    const number = total === 1 ? this.texts.one : fill(this.texts.many, total);
    if (this.status.textContent !== number) this.status.replaceChildren(number ?? "");
  }

  /**
   * Once nobody types: results in view of which the record has none of the
   * words get sentences of the page itself, and all can be kept.
   * @param {Index} index
   * @param {AbortSignal} signal
   */
  readOn(index, signal) {
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        observer.unobserve(target);
        this.deepen(index, target, signal).catch(() => {});
      }
    });
    signal.addEventListener("abort", () => observer.disconnect());
    setTimeout(() => {
      if (signal.aborted) return;
      if (document.querySelector("[data-saved]")) import("../saved.js").catch(() => {});
      for (const item of this.list.children) if (this.shallow.has(item)) observer.observe(item);
    }, PAUSE_BEFORE_READING);
  }

  /**
   * @param {Index} index
   * @param {Element} item
   * @param {AbortSignal} signal
   */
  async deepen(index, item, signal) {
    const result = this.shallow.get(item);
    if (!result) return;
    const more = await index.deeper(result, this.wanted, { address: this.site + result.url, signal });
    this.shallow.delete(item);
    if (more && !signal.aborted) item.querySelector(".result-excerpt")?.replaceChildren(...marked(more.excerpt, more.marks));
  }

  /** Says that it failed, with the way to try again. */
  fail() {
    this.status.replaceChildren(this.texts.failed ?? "", " ", button(this.texts.again ?? "", this.ways.again));
  }
}

/**
 * Arrows go from the field through the list and back.
 * @param {HTMLElement} input
 * @param {HTMLElement} list
 */
function walkWithArrows(input, list) {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const active = /** @type {HTMLElement} */ (document.activeElement);
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a[data-result]")]);
    const at = links.indexOf(active);
    if (event.key === "ArrowDown" && (active === input || at >= 0) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus();
    else if (event.key === "Escape" && at >= 0) input.focus();
    else return;
    event.preventDefault();
  });
}
